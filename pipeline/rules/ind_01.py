"""IND-01: Not yet in place (guide, steps 4 and 5)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import Ratings
from pipeline.analysis.words import names
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import cells_of_joint, of_indicator
from pipeline.findings.registry import rule


@rule("IND-01", reads=("Indicators", "Partners"))
def absent(assessment: Assessment) -> Iterable[Observation]:
    """Indicators whose joint rating is absent; key ones weigh more. Who has it in place can offer help."""
    for ratings in assessment.ratings:
        if ratings.joint == "absent":
            yield _seen(ratings)


def _seen(ratings: Ratings) -> Observation:
    indicator, who, able = ratings.indicator, ratings.rated("absent"), ratings.rated("present")
    if not who:
        variant = "agreed"
    elif indicator.applies_to == "partnership":
        variant = "joint"
    else:
        variant = "offer" if able else "own"
    severity = "high" if ratings.is_key else "medium"
    values = {"who": names(who), "able": names(able)}
    cells = cells_of_joint(ratings)
    return of_indicator("IND-01", severity, indicator, partners=who, cells=cells, variant=variant, values=values)
