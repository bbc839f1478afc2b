"""PLAN-03: An agreed date has passed (guide, step 6)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.action_states import can_be_overdue, stands
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.responsible import responsible_for
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule


@rule("PLAN-03", reads=("ActionPlan", "Partners", "Risks", "Activities", "Budget"))
def past_the_date(assessment: Assessment) -> Iterable[Observation]:
    """Actions that stand, agreed for a day before this one: together for each partner alone responsible, others as one.

    A row of people's own has no state and stands until its status says otherwise. An unreadable status may say so.
    """
    given = assessment.arrangement
    for action in given.planned:
        due = action.agreed_due
        if due is None or due >= assessment.today or not stands(action):
            continue
        if "status" in action.unknown or not can_be_overdue(action.status):
            continue
        codes = responsible_for(given, action)
        alone = codes[0] if len(codes) == 1 and codes[0] in given.by_code else ""
        yield Observation(
            rule="PLAN-03", subject=alone or "arrangement", kind="partner" if alone else "arrangement",
            severity="medium", unit=action.id, partner=alone, rows=(action.id,), partners=codes,
            cells=(cell_of("ActionPlan", action, "agreed_due"),), variant="" if alone else "several",
            values={"row": action.id, "due": day(due)},
        )  # fmt: skip
