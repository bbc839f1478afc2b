"""Who answers for an action of the plan: the partner agreed on, else the one that the input rows name."""

from __future__ import annotations

from pipeline.analysis.activity_tree import leaders
from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Action, Activity, Line, Risk
from pipeline.domain.finding import ROW_TABLES, area_of
from schemas.vocabulary import compared


def responsible_for(assessment: Assessment, action: Action) -> str:
    """A partner's code; "" where several or none answer for it, or the cell cannot be read.

    The proposal is derived anew, as docs/rules.md, Action plan, has it, and not taken from the sheet: the
    run is about to rewrite that cell, and a second run must find the same.
    """
    code = named_responsible(assessment, action)
    return code if code in assessment.arrangement.by_code else ""


def named_responsible(assessment: Assessment, action: Action) -> str:
    """The code as `responsible_for` has it, also of an organisation that is not in Partners."""
    return action.agreed_responsible or (_proposed(assessment, action.id) if action.blank("agreed_responsible") else "")


def _proposed(assessment: Assessment, action: str) -> str:
    rule, _, subject = action.partition("/")
    table = ROW_TABLES.get(area_of(rule))
    row = assessment.arrangement.ids[table].get(compared(subject)) if table else None
    if isinstance(row, Risk):
        return row.owner
    if isinstance(row, Line):
        return row.held_by
    who = leaders(row) if isinstance(row, Activity) else ()
    return who[0] if len(who) == 1 else ""
