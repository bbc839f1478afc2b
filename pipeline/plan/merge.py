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
from pipeline.plan.action_row import Actions, Written, untouched, was_resolved
from pipeline.plan.assessed import Looked, Reads, registered_reads
from pipeline.plan.edits import Subject
from pipeline.plan.missing_views import MissingViews
from pipeline.plan.plan_row import Mention, Plan, PlanRow
from pipeline.plan.proposal import subject_row, title_of
from pipeline.plan.standing import StandingRow
from schemas.vocabulary import compared

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
    looked = Looked(assessment.arrangement, unnamed)
    merge = _Merge(assessment, findings, Actions(assessment, as_of), looked, reads)
    if present and present.rows and "action" not in present.columns:
        cell = Cell(present.table, present.header_row, "action")
        return Plan((), (Mention(check="CHK-74", cell=cell),), is_readable=False)
    standing = [StandingRow(present, found) for found in present.rows] if present else []
    standing.sort(key=lambda row: row.found.row)
    first = present.header_row + 1 if present else 0
    written = list(_in_place(merge.rows(standing), first))
    known = {compared(row.action) for row, _ in written if row.kind == "action"}
    written += merge.new(known)
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
    def __init__(
        self, assessment: Assessment, findings: Findings, actions: Actions, looked: Looked, reads: Reads
    ) -> None:
        self.assessment = assessment
        self.actions = actions
        self.looked = looked
        self.reads = reads
        self.views = MissingViews(assessment)
        self.shown = findings.shown
        self.found = {compared(finding.id): finding for finding in reversed(findings.shown)}
        self.absorbed = {compared(id): by for id, by in findings.absorbed.items()}

    def rows(self, standing: list[StandingRow]) -> Iterator[Written]:
        """Every present row, from the top."""
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

    def new(self, known: set[str]) -> Iterator[Written]:
        """A row for every finding that proposes an action and has none, in the order of `Gaps`."""
        for finding in self.shown:
            if finding.proposes_action and compared(finding.id) not in known:
                known.add(compared(finding.id))
                yield self.actions.found(None, finding)

    def _known(self, row: StandingRow) -> Written:
        finding = self.found.get(row.key)
        if finding:
            return self.actions.found(row, finding)
        rule, _, subject = row.id.partition("/")
        rule, subject = rule.strip().upper(), subject.strip()
        kind = row.stamp.get("kind", "")
        if row.key in self.absorbed:
            return self.actions.absorbed(row, self._subject(rule, subject, kind), *self._absorbers(row.key))
        reads = self.reads(rule) if subject else None
        if reads is None:
            return self._not_ours(row, rule, subject)
        named = row.found.values.get("partners")
        if was_resolved(row) or (
            self.looked.is_gone(rule, subject, kind, reads)
            and not self.views.keep(row.id, subject, named if isinstance(named, tuple) else ())
        ):
            return self.actions.gone(row)
        return untouched(row)

    def _not_ours(self, row: StandingRow, rule: str, subject: str) -> Written:
        """A row with an id of the people's own; or of a rule that this version does not know, left as it is."""
        if row.stamp and subject and rule:
            return untouched(row)
        return PlanRow(source=row.found.row, kind="people", action=row.id, standing=row), ()

    def _subject(self, rule: str, subject: str, kind: str) -> Subject:
        row = subject_row(self.assessment, rule, subject) if kind in ("row", "") else None
        return Subject(subject, kind, title_of(row))

    def _absorbers(self, key: str) -> tuple[tuple[str, ...], str]:
        by = self.absorbed[key]
        findings = [self.found[compared(id)] for id in by if compared(id) in self.found]
        return by, " ".join(finding.says for finding in findings)

    def _duplicate(self, row: StandingRow, upper: int) -> Written:
        cell = Cell(row.present.table, row.found.row, "action")
        mention = Mention(check="CHK-71", cell=cell, found=row.id, values={"id": row.id, "row": upper})
        return PlanRow(source=row.found.row, kind="duplicate", action=row.id, standing=row), (mention,)
