"""The actions that somebody is responsible for, and which of them are overdue (docs/rules.md, Result columns)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Action
from pipeline.plan.plan_row import Plan, PlanRow
from pipeline.plan.shape import plain
from pipeline.plan.standing import StandingRow
from schemas.spec import table

STANDING = ("new", "open", "reopened")
# As people set it: there is nothing left to do.
FINISHED = frozenset({"done", "verified", "cancelled"})
NOT_OVERDUE = frozenset({"done", "verified", "cancelled"})


@dataclass(frozen=True, slots=True)
class Responsibility:
    """How many standing actions one partner is responsible for, and how many of them are past their date."""

    actions: int = 0
    overdue: int = 0


def responsible(row: PlanRow, codes: frozenset[str]) -> tuple[str, ...]:
    """The partners responsible for an action: the one agreed on, else those proposed.

    An action for all parties together is nobody's in particular.
    """
    agreed = plain(row.standing.raw("agreed_responsible")) if row.standing else ""
    text = plain(_theirs(row, "agreed_responsible")) if agreed else row.value("proposed_responsible")
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip() in codes))


def overdue(row: PlanRow, today: date) -> bool:
    """Whether its agreed date is before the day, and it is not done, verified or cancelled."""
    agreed = _theirs(row, "agreed_due")
    agreed = agreed.date() if isinstance(agreed, datetime) else agreed
    return isinstance(agreed, date) and agreed < today and _theirs(row, "status") not in NOT_OVERDUE


def responsibilities(assessment: Assessment, plan: Plan) -> Mapping[str, Responsibility]:
    """What each partner is responsible for, by code, over actions that stand."""
    codes = frozenset(partner.partner for partner in assessment.arrangement.partners)
    actions: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for row in plan.rows:
        if row.kind in ("action", "people") and row.value("state") in STANDING:
            for code in responsible(row, codes):
                actions[code] += 1
                late[code] += overdue(row, assessment.today)
    return {code: Responsibility(actions[code], late[code]) for code in actions}


def by_state(plan: Plan) -> Mapping[str, int]:
    """How many actions of ours are in each state."""
    return dict(Counter(row.value("state") for row in plan.actions if row.value("state")))


def numbered(plan: Plan) -> tuple[Action, ...]:
    """The rows that people added and that get their id in this run, as the PLAN rules read them."""
    return tuple(
        _action(row.action, row.standing)
        for row in plan.rows
        if row.kind == "people" and row.standing is not None and "action" in row.values
    )


def _action(id: str, standing: StandingRow) -> Action:
    found, present = standing.found, standing.present
    names = [column.name for column in table("ActionPlan").columns if column.name in found.values and not column.is_key]
    unknown = {
        name for name in names if found.values[name] in ("", None, ()) and plain(found.texts.get(present.columns[name]))
    }
    values = {name: found.values[name] for name in names}
    return Action(row=found.row, unknown=frozenset(unknown), action=id, **values)  # type: ignore[arg-type]


def _theirs(row: PlanRow, name: str) -> object:
    return row.standing.found.values.get(name) if row.standing else None
