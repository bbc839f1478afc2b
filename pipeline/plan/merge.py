"""The action plan after a run: findings merged with the rows that stand in the workbook (docs/design.md, Re-runs).

A run never moves or deletes a row: every present row keeps its place, new ones follow in the order of
`Gaps`. What is not ours is not written, but for the id of a row that people added without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from pipeline.analysis.assessment import Assessment
from pipeline.domain.cell import Cell
from pipeline.findings.engine import Findings
from pipeline.plan.action_id import ActionId, absorbing_actions, found_actions
from pipeline.plan.action_row import Actions, Decision, Written, untouched
from pipeline.plan.assessed import Looked, Reads, registered_reads
from pipeline.plan.cost import Costs
from pipeline.plan.pending import Pending
from pipeline.plan.plan_row import Mention, Plan, PlanRow
from pipeline.plan.standing import StandingRow

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present

_OWN = re.compile(r"m-([0-9]{1,9})")


def plan(
    assessment: Assessment,
    findings: Findings,
    present: Present | None,
    as_of: date | None = None,
    reads: Reads = registered_reads,
    unnamed: frozenset[str] = frozenset(),
) -> Plan:
    """Merge what was found with the action plan as it stands.

    `present` is None for a workbook without the table. `as_of` is the day of the last run that
    changed a result: an action that is gone was last found then. `reads` names the tables a rule
    reads, None for a rule that does not exist. `unnamed` are tables with a row whose id cannot be read.
    """
    pending = Pending(assessment, Looked(assessment.arrangement, unnamed), reads)
    merge = _Merge(findings, Actions(assessment, pending, as_of))
    if present and present.rows and "action" not in present.columns:
        cell = Cell(present.table, present.header_row, "action")
        return Plan((), (Mention(check="CHK-74", cell=cell),), is_readable=False)
    standing = [StandingRow(present, found) for found in present.rows] if present else []
    standing.sort(key=lambda row: row.found.row)
    first = present.header_row + 1 if present else 0
    decided = [*merge.rows(standing), *merge.new()]
    actions = [one for one in decided if isinstance(one, Decision)]
    costs = Costs(assessment, ((one.id, one.priority) for one in actions if one.state != "resolved"))
    made = [merge.actions.written(one, costs) if isinstance(one, Decision) else one for one in decided]
    written = [*_in_place((one for one in made if one[0].source is not None), first)]
    written += [one for one in made if one[0].source is None]
    return Plan(tuple(row for row, _ in written), tuple(found for _, mentions in written for found in mentions))


def _in_place(written: Iterable[Written], row: int) -> Iterator[Written]:
    """The rows with an empty one for every sheet row between them, so that none of them moves."""
    for found, mentions in written:
        if found.source is None:
            raise ValueError(f"the row of {found.action or 'an action'} is in the workbook, but not where")
        for empty in range(row, found.source):
            yield PlanRow(source=empty, kind="empty"), ()
        yield found, mentions
        row = found.source + 1


class _Merge:
    def __init__(self, findings: Findings, actions: Actions) -> None:
        self.actions = actions
        self.found = found_actions(findings)
        self.absorbed = absorbing_actions(findings)
        self.known: set[str] = set()

    def rows(self, standing: list[StandingRow]) -> Iterator[Decision | Written]:
        """What becomes of every present row, from the top."""
        number = max((int(own[1]) for row in standing if (own := _OWN.fullmatch(row.key))), default=0)
        upper: dict[str, int] = {}
        for row in standing:
            if row.key in upper:
                yield self._duplicate(row, upper[row.key])
            elif row.key:
                upper[row.key] = row.found.row
                yield self._known(row)
            elif row.has_text:
                number += 1
                added = f"M-{number}"
                yield PlanRow(
                    source=row.found.row, kind="people", action=added, values={"action": added}, standing=row
                ), ()  # fmt: skip
            else:
                yield PlanRow(source=row.found.row, kind="empty", standing=row), ()

    def new(self) -> Iterator[Decision]:
        """What is found and has no row yet, the most severe first."""
        for key, action in self.found.items():
            if key not in self.known:
                yield self.actions.decide(action.id, None, action)

    def _known(self, row: StandingRow) -> Decision | Written:
        found, absorbed = self.found.get(row.key), self.absorbed.get(row.key, ())
        about = ActionId.of(row.id)
        if found or absorbed:
            self.known.add(row.key)
            return self.actions.decide(row.id, row, found, absorbed)
        if about is None:
            return PlanRow(source=row.found.row, kind="people", action=row.id, standing=row), ()
        if not self.actions.pending.knows(row, about):
            return self._of_another_version(row)
        return self.actions.decide(row.id, row, None)

    @staticmethod
    def _of_another_version(row: StandingRow) -> Written:
        """An action of rules that this version does not know, left as it is; without a stamp it is people's own."""
        if row.stamp:
            return untouched(row)
        return PlanRow(source=row.found.row, kind="people", action=row.id, standing=row), ()

    @staticmethod
    def _duplicate(row: StandingRow, upper: int) -> Written:
        cell = Cell(row.present.table, row.found.row, "action")
        mention = Mention(check="CHK-71", cell=cell, found=row.id, values={"id": row.id, "row": upper})
        return PlanRow(source=row.found.row, kind="duplicate", action=row.id, standing=row), (mention,)
