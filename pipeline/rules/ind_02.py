"""IND-02: Partly in place (guide, steps 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import names
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import cells_of_joint, of_element, of_indicator
from pipeline.findings.registry import rule


@rule("IND-02", reads=("Indicators", "Partners"))
def partial(assessment: Assessment) -> Iterable[Observation]:
    """Indicators whose joint rating is partial: key ones each by itself, the others together by element."""
    for ratings in assessment.ratings:
        if ratings.joint != "partial":
            continue
        indicator, who = ratings.indicator, ratings.rated("partial")
        values = {"who": names(who)}
        cells = cells_of_joint(ratings)
        if ratings.is_key:
            variant = "key" if who else "key_agreed"
            yield of_indicator("IND-02", "medium", indicator, partners=who, cells=cells, variant=variant, values=values)
        elif indicator.element:
            variant = "element" if who else "element_agreed"
            yield of_element(
                "IND-02", "medium", assessment, indicator, partners=who, cells=cells, variant=variant, values=values
            )
