"""IND-03: Views on indicators that are not here yet (guide, step 4)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule


@rule("IND-03", reads=("Indicators", "Partners"))
def not_rated(assessment: Assessment) -> Iterable[Observation]:
    """Indicators that a party has not rated, told together for each party."""
    for ratings in assessment.ratings:
        indicator = ratings.indicator
        for code in ratings.unrated:
            yield Observation(
                rule="IND-03", subject=code, kind="partner", severity="low", unit=indicator.id, partner=code,
                rows=(indicator.id,), partners=(code,), cells=(cell_of("Indicators", indicator, "rating", code),),
            )  # fmt: skip
