"""The action plan by owner and due date, as proposed and as agreed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis import naming
from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Risk
from pipeline.plan.action_id import ActionId
from pipeline.plan.plan_row import Plan, PlanRow
from pipeline.plan.proposal import subject_row
from pipeline.plan.shape import as_day, plain_text
from pipeline.results.actions import overdue, responsible, to_be_done


@dataclass(frozen=True, slots=True)
class Act:
    """One action as shown. `due` is "2026-12-31" or ""; `theirs` what people wrote, `about` its subject."""

    row: PlanRow
    owners: tuple[str, ...]
    due: str
    due_agreed: bool
    late: bool
    status: str
    theirs: dict[str, str]
    about: str

    @property
    def id(self) -> str:
        """The action's id."""
        return self.row.action

    @property
    def stands(self) -> bool:
        """Whether it is still to be done: found or agreed on, and not finished."""
        return to_be_done(self.row)


@dataclass(frozen=True, slots=True)
class Owned:
    """The standing actions of one owner, or of several together, the earliest first; no owner: all parties."""

    owners: tuple[str, ...]
    acts: tuple[Act, ...]


def acts(assessment: Assessment, plan: Plan) -> tuple[Act, ...]:
    """Every row of the plan that is an action, in the order of the sheet; late as of the assessment's day."""
    return tuple(_act(row, assessment) for row in plan.rows if row.kind in ("action", "people"))


def _act(row: PlanRow, assessment: Assessment) -> Act:
    names = ("agreed_responsible", "status", "what_we_agreed", "progress", "verified_by", "verified_on", "notes")
    theirs = {name: plain_text(row.standing.found.values.get(name)) if row.standing else "" for name in names}
    if row.notes is not None:
        theirs["notes"] = row.notes
    agreed = as_day(row.standing.found.values.get("agreed_due")) if row.standing else None
    due = agreed.isoformat() if agreed else row.value("proposed_due")[:10]
    return Act(
        row, responsible(row, assessment.arrangement), due, agreed is not None, overdue(row, assessment.today),
        theirs["status"], theirs, about(assessment, row.action),
    )  # fmt: skip


def by_owner(assessment: Assessment, found: tuple[Act, ...]) -> tuple[Owned, ...]:
    """The standing actions by owner: partners in the order of their sheet, then several together, then all parties."""
    order = {partner.partner: place for place, partner in enumerate(assessment.arrangement.partners)}
    groups: dict[tuple[str, ...], list[Act]] = {}
    for act in found:
        if act.stands:
            groups.setdefault(tuple(sorted(act.owners, key=order.__getitem__)), []).append(act)

    def place(owners: tuple[str, ...]) -> tuple[int, list[int]]:
        return (0 if len(owners) == 1 else 1 if owners else 2), [order[code] for code in owners]

    return tuple(
        Owned(owners, tuple(sorted(groups[owners], key=lambda act: act.due or "9999")))
        for owners in sorted(groups, key=place)
    )


def about(assessment: Assessment, action: str) -> str:
    """The subject of an action's id with its words, `R4 (Road ambush)`; "" where the arrangement is."""
    id = ActionId.of(action)
    row = subject_row(assessment, id)
    if row is None:
        return "" if id is None or id.kind == "arrangement" else id.subject
    return naming.called(row.id, row.event) if isinstance(row, Risk) else naming.of(row)
