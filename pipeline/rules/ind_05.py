"""IND-05: Ratings that wait for the agreed evidence (guide, step 4)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import of_indicators
from pipeline.findings.registry import rule


@rule("IND-05", reads=("Indicators", "Partners"))
def evidence(assessment: Assessment) -> Iterable[Observation]:
    """Ratings that count as partial because the agreed evidence is missing, told together by element."""
    for ratings in assessment.ratings:
        indicator, who = ratings.indicator, ratings.changed
        if who:
            cells = tuple(cell_of("Indicators", indicator, "evidence", code) for code in who)
            values = {"who": who}
            yield of_indicators("IND-05", "info", assessment, indicator, partners=who, cells=cells, values=values)
