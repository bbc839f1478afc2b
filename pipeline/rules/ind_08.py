"""IND-08: Agreed as in place, while another sheet still shows something else (ISO 22397, Annex C; guide, step 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.naming import called
from pipeline.analysis.words import listed
from pipeline.domain.finding import SEVERITIES, Observation
from pipeline.findings.observe_rows import cells_of_joint, of_indicator
from pipeline.findings.registry import rule, rules
from schemas import wording
from schemas.contradictions import contradicted_by
from schemas.vocabulary import compared

WEIGHTY = SEVERITIES[:3]
TABLES = (
    "Arrangement", "Partners", "Risks", "Activities", "Indicators", "Budget", "ActionPlan", "Agreements", "Channels",
    "Exercises", "Incidents", "Requirements", "Resources", "Services", "Steps", "Support",
)  # fmt: skip


@rule("IND-08", reads=TABLES)
def contradicted(assessment: Assessment) -> Iterable[Observation]:
    """Indicators of a shipped catalogue, jointly present, of which a rule that it names finds the contrary."""
    known: dict[str, bool] = {}
    for ratings in assessment.ratings:
        indicator = ratings.indicator
        named = contradicted_by(indicator.framework, indicator.id) if ratings.joint == "present" else ()
        found = [id for id in named if _finds(assessment, id, known)]
        if found:
            values = {"shown": listed(_titled(found), "apart")}
            severity = "high" if ratings.is_key else "medium"
            yield of_indicator("IND-08", severity, indicator, cells=cells_of_joint(ratings), values=values)


def _finds(assessment: Assessment, id: str, known: dict[str, bool]) -> bool:
    """Whether the rule sees something of medium or worse, whether or not another finding takes it in."""
    if id not in known:
        rule = rules()[id]
        where = _without_own_actions(assessment) if "ActionPlan" in rule.reads else assessment
        known[id] = any(seen.severity in WEIGHTY for seen in rule.look(where))
    return known[id]


def _without_own_actions(assessment: Assessment) -> Assessment:
    """The same without the actions of indicators that may be contradicted: an overdue one would keep itself alive."""
    given = assessment.arrangement
    own = {compared(f"IND/{one.id}") for one in given.indicators if contradicted_by(one.framework, one.id)}
    return assessment.with_actions(tuple(one for one in given.actions if compared(one.id) not in own))


def _titled(ids: Iterable[str]) -> Iterator[str]:
    return (called(id, wording.rules()[id].title) for id in ids)
