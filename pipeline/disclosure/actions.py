"""Which rows of the action plan others may count: none that can be traced to a row that is not shared."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis.action_states import STANDING
from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.reduced import Events, is_shared
from pipeline.domain.arrangement import Arrangement
from pipeline.findings.engine import find
from pipeline.plan.action_id import ActionId, action_of, found_actions
from pipeline.plan.plan_row import Plan, PlanRow
from schemas.vocabulary import compared


def shared_actions(plan: Plan, assessment: Assessment, seen: Assessment) -> Iterator[PlanRow]:
    """The actions of ours that would be proposed without any row that is not shared, or were and are settled.

    What people added themselves is not among them: nobody has said whom it may be shown to. `assessment`
    is that of the whole arrangement, `seen` what `reduced` leaves of it.
    """
    findings = find(seen, in_words=False)
    proposed = {action.id for action in found_actions(findings).values()}
    # What is resolved, taken in by another or of little weight proposes none, but may have.
    lesser = {action_of(one) for found in findings.shown for one in found.each}
    subjects = _Subjects(assessment.arrangement, seen.arrangement)
    for row in plan.actions:
        earlier = row.action in lesser or row.value("state") not in STANDING
        if row.action in proposed or (earlier and subjects.are_shared(row.action)):
            yield row


class _Subjects:
    """Whether all that an action can be about is shared: its row, or all rows of its event or element."""

    def __init__(self, given: Arrangement, seen: Arrangement) -> None:
        self._seen = seen
        self._events = Events.of(given)
        self._known = {compared(risk.event) for risk in seen.risks}
        self._known |= {compared(item.event) for item in seen.activities}
        self._elements = {compared(item.element) for item in given.indicators}
        self._elements -= {compared(item.element) for item in given.indicators if not is_shared(item)}
        names = ("risks", "activities", "indicators", "lines")
        self._is_whole = (
            not given.left_out
            and not given.left_out_rows
            and not given.left_out_events
            and all(len(getattr(given, name)) == len(getattr(seen, name)) for name in names)
            and all(len(rows) == len(seen.table_rows(name)) for name, rows in given.others.items())
        )

    def are_shared(self, action: str) -> bool:
        """Whether the subject in an action's id may be shown to others."""
        about = ActionId.of(action)
        if about is None:
            return self._is_whole
        key = compared(about.subject)
        if about.table and about.table != "Partners" and key in self._seen.ids[about.table]:
            return True
        if key in self._known and self._events.is_of_nothing_hidden(about.subject):
            return True
        return key in self._elements or self._is_whole
