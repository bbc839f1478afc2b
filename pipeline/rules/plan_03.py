"""PLAN-03: An agreed date has passed (guide, step 6)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.responsible import responsible_for
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule

SETTLED = ("done", "verified", "cancelled", "on_hold")


@rule("PLAN-03", reads=("ActionPlan", "Risks", "Activities", "Budget"))
def past_the_date(assessment: Assessment) -> Iterable[Observation]:
    """Actions agreed for a day before this one and not settled, told together for each partner that answers for them.

    An unreadable status may say that it is settled. An action for which several or none answer is
    nobody's in particular; the plan itself shows its date.
    """
    for action in assessment.arrangement.actions:
        if action.agreed_due is None or action.agreed_due >= assessment.today:
            continue
        who = responsible_for(assessment, action)
        if who and action.status not in SETTLED and "status" not in action.unknown:
            yield Observation(
                rule="PLAN-03", subject=who, kind="partner", severity="medium", unit=action.id, partner=who,
                rows=(action.id,), partners=(who,), cells=(cell_of("ActionPlan", action, "agreed_due"),),
                values={"row": action.id, "due": day(action.agreed_due)},
            )  # fmt: skip
