"""IND-07: Agreed better than the lowest view, without a note (guide, step 4)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.indicator_ratings import WORST_FIRST
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import of_indicator
from pipeline.findings.registry import rule


@rule("IND-07", reads=("Indicators", "Partners"))
def better_than_seen(assessment: Assessment) -> Iterable[Observation]:
    """Indicators of the partnership agreed better than the worst effective rating: one sees it absent, or no note.

    Where a party rates it absent, a note does not settle it.
    """
    for ratings in assessment.ratings:
        indicator, agreed, worst = ratings.indicator, ratings.indicator.agreed_rating, ratings.worst
        if indicator.applies_to != "partnership" or agreed not in WORST_FIRST or not worst:
            continue
        if WORST_FIRST.index(agreed) <= WORST_FIRST.index(worst):
            continue
        who = ratings.rated(worst)
        values = {"agreed": lower_label("rating", agreed), "worst": lower_label("rating", worst), "who": who}
        if worst == "absent":
            severity = "high" if ratings.is_key else "medium"
            cells = tuple(cell_of("Indicators", indicator, "rating", code) for code in who)
            yield of_indicator(
                "IND-07", severity, indicator, partners=who, variant="absent", values=values,
                cells=(cell_of("Indicators", indicator, "agreed_rating"), *cells),
            )  # fmt: skip
        elif indicator.blank("notes"):
            yield of_indicator("IND-07", "low", indicator, "notes", partners=who, values=values)
