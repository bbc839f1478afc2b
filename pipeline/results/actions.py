"""The actions that somebody is responsible for, and which of them are overdue (docs/rules.md, Result columns)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.analysis.action_states import FINISHED, STANDING, can_be_overdue
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.responsible import named, proposed
from pipeline.domain.arrangement import Action, Arrangement
from pipeline.plan.plan_row import Plan, PlanRow
from pipeline.plan.shape import as_day, plain_text
from pipeline.plan.standing import StandingRow
from schemas.spec import table


@dataclass(frozen=True, slots=True)
class Responsibility:
    """How many standing actions one partner is responsible for, and how many of them are past their date."""

    actions: int = 0
    overdue: int = 0


def responsible(row: PlanRow, arrangement: Arrangement) -> tuple[str, ...]:
    """The partners responsible for an action: those agreed on, else those proposed.

    An action for all parties together is nobody's in particular, unless that was agreed.
    """
    if row.standing and plain_text(row.standing.raw("agreed_responsible")):
        said = row.standing.found.values.get("agreed_responsible")
        codes = named(arrangement, said) if isinstance(said, tuple) else ()
        return tuple(code for code in codes if code in arrangement.by_code)
    return proposed(arrangement, row.value("proposed_responsible"))


def status(row: PlanRow) -> str:
    """The status of an action as people set it, "" for none and for what is none of ours."""
    return str(_theirs(row, "status") or "")


def status_said(row: PlanRow) -> str:
    """The same, and what is none of ours as it is written."""
    return status(row) or (plain_text(row.standing.raw("status")) if row.standing else "")


def to_be_done(row: PlanRow) -> bool:
    """Whether an action is still to be done: it stands, or people added it, and nobody has finished it."""
    stands = row.kind == "people" or (row.kind == "action" and row.value("state") in STANDING)
    return stands and status(row) not in FINISHED


def overdue(row: PlanRow, today: date) -> bool:
    """Whether its agreed date is before the day, and its status does not say, or may not say, that this is well."""
    agreed = as_day(_theirs(row, "agreed_due"))
    return agreed is not None and agreed < today and can_be_overdue(status_said(row))


def responsibilities(assessment: Assessment, plan: Plan) -> Mapping[str, Responsibility]:
    """What each partner is responsible for, by code, over actions that stand."""
    actions: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for row in plan.rows:
        if row.kind == "action" and row.value("state") in STANDING:
            for code in responsible(row, assessment.arrangement):
                actions[code] += 1
                late[code] += not row.action.upper().startswith("PLAN-") and overdue(row, assessment.today)
    return {code: Responsibility(actions[code], late[code]) for code in actions}


def by_state(plan: Plan) -> Mapping[str, int]:
    """How many actions of ours are in each state."""
    return dict(Counter(row.value("state") for row in plan.actions if row.value("state")))


def planned(plan: Plan) -> tuple[Action, ...]:
    """The rows that stand in the workbook as the PLAN rules read them: with their ids, states and proposals of now."""
    found: dict[str, Action] = {}
    for row in plan.rows:
        if row.kind in ("action", "people") and row.standing is not None:
            found.setdefault(row.action, _action(row.action, row.standing, row))
    return tuple(found.values())


def _action(id: str, standing: StandingRow, row: PlanRow) -> Action:
    found, present = standing.found, standing.present
    names = [column.name for column in table("ActionPlan").columns if column.name in found.values and not column.is_key]
    unknown = {
        name
        for name in names
        if found.values[name] in ("", None, ()) and plain_text(found.texts.get(present.columns[name]))
    }
    values = {name: found.values[name] for name in names}
    values |= {"state": row.value("state"), "proposed_responsible": row.value("proposed_responsible")}
    if row.kind == "people":
        values["state"] = ""
    return Action(row=found.row, unknown=frozenset(unknown), action=id, **values)  # type: ignore[arg-type]


def _theirs(row: PlanRow, name: str) -> object:
    return row.standing.found.values.get(name) if row.standing else None
