"""PAR-05: A party whose view is largely missing (ISO 22397, Annex B, exclusion)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Partner
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule


@rule("PAR-05", reads=("Partners", "Risks", "Indicators", "Activities"))
def missing_view(assessment: Assessment) -> Iterable[Observation]:
    """Fewer than half of its risks or of the indicators rated, or no role in any of five activities or more.

    A cell that cannot be understood counts as a view: something stands there.
    """
    carried = Counter(chain.from_iterable(view.carriers for view in assessment.live_risks))
    for party in assessment.arrangement.parties:
        code = party.partner
        risks = tuple(view.risk.id for view in assessment.unrated_risks[code])
        yield from _of(assessment, party, "risks", risks, carried[code])
        indicators = tuple(view.indicator.id for view in assessment.unrated_indicators[code])
        yield from _of(assessment, party, "indicators", indicators, len(assessment.ratings))
        if _no_role(assessment, code):
            values = {"all": len(assessment.arrangement.activities)}
            yield of_party("PAR-05", "high", party, variant="activities", values=values)


def _of(
    assessment: Assessment, party: Partner, variant: str, unrated: tuple[str, ...], all: int
) -> Iterable[Observation]:
    if all - len(unrated) < assessment.thresholds["partners.missing_view_below"] * all:
        values = {"missing": len(unrated), "all": all}
        yield of_party(
            "PAR-05", "high", party, variant=variant, rows=unrated, table=variant.capitalize(), values=values
        )


def _no_role(assessment: Assessment, code: str) -> bool:
    activities = assessment.arrangement.activities
    enough = len(activities) >= assessment.thresholds["partners.missing_view_activities"]
    return (
        enough
        and tables_are_whole(assessment.arrangement, "Activities")
        and all(activity.blank("role", code) for activity in activities)
    )
