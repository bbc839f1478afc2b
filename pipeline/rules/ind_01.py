"""IND-01: Not yet in place (guide, steps 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import Ratings
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import cells_of_joint, of_indicator, of_indicators
from pipeline.findings.registry import rule


@rule("IND-01", reads=("Indicators", "Partners"))
def absent(assessment: Assessment) -> Iterable[Observation]:
    """Indicators whose joint rating is absent; key ones by themselves, the others together by element."""
    for ratings in assessment.ratings:
        if ratings.joint == "absent":
            yield _seen(assessment, ratings)


def _seen(assessment: Assessment, ratings: Ratings) -> Observation:
    indicator, who, able = ratings.indicator, ratings.rated("absent"), ratings.rated("present")
    if not who:
        variant = "agreed"
    elif indicator.applies_to == "partnership":
        variant = "joint"
    else:
        variant = "offer" if able else "own"
    values = {"who": who, "able": able}
    named = (*who, *able) if variant == "offer" else who
    cells = cells_of_joint(ratings)
    if ratings.is_key:
        return of_indicator("IND-01", "high", indicator, partners=named, cells=cells, variant=variant, values=values)
    variant = f"others_{variant}"
    return of_indicators(
        "IND-01", "medium", assessment, indicator, partners=named, cells=cells, variant=variant, values=values
    )
