"""ACT-09: An organisation leads that does not sign the arrangement (ISO 22397, A.2 and C.3 b)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.observe_rows import of_activity
from pipeline.findings.registry import rule


@rule("ACT-09", reads=("Activities", "Partners"))
def leader_outside(assessment: Assessment) -> Iterable[Observation]:
    """A leader that is not a party: allowed, but a coordination rule must bind it."""
    outside = {partner.partner for partner in assessment.arrangement.partners if partner.party == "no"}
    for activity in assessment.tree.activities if outside else ():
        who = tuple([code for code in activity.leaders if code in outside])
        if not who:
            continue
        values = {"who": who}
        if activity.blank("coordination_rule"):
            yield of_activity(
                "ACT-09", "medium", activity, "coordination_rule", partners=who, variant="unbound", values=values
            )
        else:
            cells = tuple(cell_of("Activities", activity, "role", code) for code in who)
            yield of_activity("ACT-09", "low", activity, partners=who, cells=cells, variant="bound", values=values)
