"""One action of ours in a run: its state, its dates, and which of its words are written anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import SEVERITIES
from pipeline.plan.action_id import ActionId, FoundAction
from pipeline.plan.cost import NO_COST, Costs
from pipeline.plan.edits import Subject, rewrite
from pipeline.plan.neutral import SeenAgain
from pipeline.plan.pending import Pending, Waits
from pipeline.plan.plan_row import Hold, Mention, PlanRow
from pipeline.plan.proposal import decide_by, due, proposal, subject_row, title_of
from pipeline.plan.settling import Held, forgotten, held
from pipeline.plan.stamp import Marks
from pipeline.plan.standing import StandingRow
from schemas.vocabulary import vocabulary
from schemas.wording.text import joined, text

Written = tuple[PlanRow, tuple[Mention, ...]]


@dataclass(frozen=True)
class Decision:
    """What becomes of one action: its state and priority, and our values, all but what depends on other actions."""

    id: str
    row: StandingRow | None
    state: str
    priority: str
    values: Mapping[str, object]
    subject: Subject
    found: FoundAction | None = None
    hold: Hold = ""
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class Actions:
    """The making of action rows on one day; `as_of` is the day of the last run that changed a result."""

    assessment: Assessment
    pending: Pending
    as_of: date | None = None
    _nothing: Waits = field(default_factory=Waits)
    _marks: Marks = field(default_factory=Marks)

    @cached_property
    def _again(self) -> SeenAgain:
        return SeenAgain(self.assessment)

    def decide(
        self, id: str, row: StandingRow | None, found: FoundAction | None, absorbed: tuple[str, ...] = ()
    ) -> Decision:
        """What becomes of an action: `found` is what is found on it, `absorbed` the actions that took in more of it."""
        about = ActionId.of(id)
        waits = self._nothing
        if row is not None and about is not None and found is None and not absorbed:
            waits = self.pending.of(row, about)
        if row is not None and found is None and not absorbed and not waits:
            return self._gone(id, row)
        priority = self._priority(row, about, found)
        settled = held(self.assessment, row, found, priority, self._again)
        state, since = self._state(row, settled, is_left=bool(found or absorbed))
        memory = {**settled.memory, "since": since, **self._remembered(row, about, found)}
        of = subject_row(self.assessment, about)
        subject = Subject(about.subject if about else id, title_of(of), memory)
        first = (row.day("first_found") if row else None) or self.assessment.today
        values: dict[str, object] = {"action": row.id if row else id, "state": state, "first_found": first}
        if found:
            values |= proposal(self.assessment, found, of) | {"last_found": None, "priority": priority}
            values["proposed_due"] = self._due(row, priority, first, since)
        elif absorbed:
            values |= {"last_found": None, "why": text("plan.absorbed", ids=joined(absorbed, "and"))}
        elif waits:
            values["why"] = waits.says
        if settled.back and state == "reopened":
            values["why"] = "\n".join((text("plan.back", changes=settled.back), str(values.get("why", "")))).strip()
        return Decision(id, row, state, priority, values, subject, found, settled.kind, settled.mentions)

    def written(self, decision: Decision, costs: Costs) -> Written:
        """The row of an action with what it costs beside other actions."""
        values = dict(decision.values)
        cost = NO_COST if decision.state == "resolved" else costs.of(decision.id)
        values["cost"], values["funded"] = cost.amount, cost.funded
        if decision.found and cost.missing:
            by = values.get("proposed_due")
            values["what_to_do"] = f"{values['what_to_do']}{decide_by(self.assessment, cost.missing, by)}"  # type: ignore[arg-type]
        row, mentions = rewrite(
            decision.row, values, decision.subject, self.assessment.today, self._marks, decision.found, decision.hold
        )
        return row, (*decision.mentions, *mentions)

    def _gone(self, id: str, row: StandingRow) -> Decision:
        """The action of which nothing is left: it is resolved and keeps its words."""
        today = self.assessment.today
        first = row.day("first_found")
        last = row.day("last_found") if _state(row) == "resolved" else None
        recorded = min(self.as_of or first or today, today)
        values = {
            "action": row.id, "state": "resolved", "first_found": first or recorded, "last_found": last or recorded,
        }  # fmt: skip
        known = {name: row.stamp[name] for name in ("held_on", "held_by", "held_over") if name in row.stamp}
        memory = {**forgotten(known), **self._remembered(row, ActionId.of(id), None)}
        return Decision(id, row, "resolved", row.remembered("priority"), values, Subject(row.id, "", memory))

    def _state(self, row: StandingRow | None, settled: Held, *, is_left: bool) -> tuple[str, str]:
        """Its state, and the day since when it is back, "" where it never went."""
        if row is None:
            return "new", ""
        if settled.kind == "settled":
            return "settled", ""
        before, since = _state(row), row.stamp.get("since", "")
        if not is_left:
            return "waiting", since
        if before in ("resolved", "settled"):
            return "reopened", self.assessment.today.isoformat()
        if since or before == "reopened":
            return "reopened", since or (row.day("first_found") or self.assessment.today).isoformat()
        return ("open" if row.written else "new"), ""

    def _priority(self, row: StandingRow | None, about: ActionId | None, found: FoundAction | None) -> str:
        """The highest severity; it does not fall while a cell that may have fed it cannot be read."""
        old = row.remembered("priority") if row else ""
        if found is None:
            return old
        falls = old in SEVERITIES and SEVERITIES.index(found.priority) > SEVERITIES.index(old)
        back = row is not None and _state(row) == "resolved"
        if row is not None and about is not None and falls and not back and self.pending.unclear(row, about):
            return old
        return found.priority

    def _due(self, row: StandingRow | None, priority: str, first: date, since: str) -> date | None:
        old = row.remembered("priority") if row else ""
        risen = old in SEVERITIES and SEVERITIES.index(priority) < SEVERITIES.index(old)
        anew = row is not None and bool(since) and since != row.stamp.get("since", "") and _state(row) != "reopened"
        start = date.fromisoformat(since) if since else first
        before = row.day("proposed_due") if row else None
        return due(self.assessment, priority, start, before, anew=anew, risen=risen)

    def _remembered(self, row: StandingRow | None, about: ActionId | None, found: FoundAction | None) -> dict[str, str]:
        """What the stamp keeps of what was found: the kind of subject, the rules, the partners."""
        known = {name: row.stamp.get(name, "") for name in ("kind", "of", "who")} if row else {}
        if found is None:
            return known
        unclear = self.pending.unclear(row, about) if row is not None and about is not None else ()
        rules = dict.fromkeys([*found.rules, *(unclear if known.get("of") else ())])
        kind = found.findings[0].kind
        return {"kind": kind, "of": ",".join(rules), "who": ",".join(found.partners)}


def untouched(row: StandingRow) -> Written:
    """The action as it stands: nothing can be said of it today."""
    return PlanRow(source=row.found.row, kind="action", action=row.id, standing=row), ()


def _state(row: StandingRow) -> str:
    """The state that the last run gave it, "" where there is none."""
    state = row.remembered("state")
    return state if state in vocabulary("action_state").codes else ""
