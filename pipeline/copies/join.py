"""Copies joined with the workbook: the party's empty cells filled, all else asked about, each yes carried out.

Pure: bytes in, bytes out. In whatever order copies come, and however often, no value is replaced that nobody was asked
about (docs/design.md, "Apart, then together").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.copies.came import Came
from pipeline.copies.carry_out import carry_out, replaced, row_id, settled
from pipeline.copies.compare import Filled, compare
from pipeline.copies.disputed import Disputed, disputed_cells
from pipeline.copies.input_cells import Changes, Part, as_far_as_possible
from pipeline.copies.own_tables import COPIES, PROPOSALS, CopyRow, copy_rows, in_order, with_open, with_tables
from pipeline.copies.proposal import Said, standing
from pipeline.copies.remark import Remark, RemarkOnCell, remark
from pipeline.copies.renumbered import Moved
from pipeline.copies.table_view import TableView, digest, views, views_of
from pipeline.reading.workbook import Reading, read
from pipeline.xlsx.ooxml.errors import WriteError
from schemas.spec import table
from schemas.wording.languages import writing_in


@dataclass
class OfCopy:
    """What became of one copy, in numbers.

    `changed_here` cells were changed in the workbook since it was made and the party left them as they were; `moved`
    rows, in which it wrote, have another id there by now;
    `disputed` empty cells are filled otherwise in another copy of the party; `is_untouched`: the party changed nothing
    in it, `is_seen`: and says that it has nothing to add; `newer_on`: the day on which a newer copy was made for it.
    """

    filled: int = 0
    asked: int = 0
    changed_here: int = 0
    moved: tuple[Moved, ...] = ()
    disputed: int = 0
    is_untouched: bool = False
    is_seen: bool = False
    newer_on: date | None = None

    @property
    def is_back(self) -> bool:
        """Whether the party has answered: with what it wrote, or by saying that it leaves all as it is."""
        return self.newer_on is None and (self.is_seen or not self.is_untouched)


@dataclass
class Joined:
    """The workbook afterwards, and what became of it.

    `done` are proposals that were carried out, `asked` new ones; `of_copies` goes by the copy's name, and a copy that
    came twice with the same bytes is in it once. `sheet` is what the workbook calls the sheet Proposals.
    """

    data: bytes
    filled: list[Filled] = field(default_factory=list)
    done: list[Said] = field(default_factory=list)
    asked: list[Said] = field(default_factory=list)
    open_ones: list[Said] = field(default_factory=list)
    remarks: list[tuple[str, Remark | RemarkOnCell]] = field(default_factory=list)
    of_copies: dict[str, OfCopy] = field(default_factory=dict)
    sheet: str = ""


def join(data: bytes, reading: Reading, copies: Sequence[Came], today: date) -> Joined:
    """The workbook `data`, read as `reading`, with the copies joined. Raises WriteError, and then nothing is done."""
    with writing_in(reading.language):
        present = reading.present.get(PROPOSALS)
        joined = Joined(data, sheet=present.sheet if present else table(PROPOSALS).sheet)
        _join(joined, reading, copies, today)
    return joined


def _join(joined: Joined, reading: Reading, copies: Sequence[Came], today: date) -> None:
    proposals, reading = _answered(joined, reading)
    sent = {row.partner: row.sent_on for row in copy_rows(reading.present.get(COPIES))}
    before = views(reading)
    copies = [copy.seen_from(before) for copy in copies]
    disputed = _disputed(copies)
    for at_once in _rounds(copies):
        joined.of_copies |= {copy.name: _of_copy(copy, sent.get(copy.partner)) for copy in at_once}
        reading = _joined(joined, reading, at_once, proposals, disputed)
    here = views(reading)
    proposals = [settled(said, here) for said in proposals]
    joined.open_ones = [said for said in proposals if said.is_open]
    rows = with_open(_rows(joined, copies, reading, today), proposals)
    joined.data = with_tables(
        joined.data, (reading.present.get(COPIES), rows), (reading.present.get(PROPOSALS), in_order(proposals))
    )


def _answered(joined: Joined, reading: Reading) -> tuple[list[Said], Reading]:
    """The proposals that stand in the workbook, each yes carried out, and the workbook as it is then."""
    present = reading.present.get(PROPOSALS)
    given, here = [standing(row) for row in (present.rows if present else ())], views_of(reading, joined.data)
    out = carry_out(given, here, joined.sheet)
    after, refused = _changed(joined, reading, out.changes)
    if refused:
        out = carry_out(given, here, joined.sheet, refused)
    joined.done = out.done
    unclear = (one for one in reading.problems if one.table == PROPOSALS and one.severity == "high")
    joined.remarks += [("", RemarkOnCell(problem)) for problem in unclear]
    joined.remarks += [("", remark) for remark in (*out.remarks, *_waiting(refused, reading))]
    return out.proposals, after


def _rounds(copies: Sequence[Came]) -> Iterator[list[Came]]:
    """The copies in rounds of one a party, the one sent last first: what one has filled the next one meets."""
    waiting = sorted(
        {came.mark: came for came in reversed(copies)}.values(), key=lambda came: (came.partner, came.mark)
    )
    waiting.sort(key=lambda came: came.sent_on or date.min, reverse=True)
    while waiting:
        first = list({came.partner: came for came in reversed(waiting)}.values())
        yield first
        waiting = [came for came in waiting if all(came is not done for done in first)]


def _disputed(copies: Iterable[Came]) -> dict[tuple[str, date | None], Disputed]:
    """Where copies of a party that were sent on the same day fill one cell in different ways."""
    sent: dict[tuple[str, date | None], list[Came]] = {}
    for copy in copies:
        sent.setdefault((copy.partner, copy.sent_on), []).append(copy)
    return {of: disputed_cells([(one.tables, one.state) for one in some]) for of, some in sent.items()}


def _asked_otherwise(
    proposals: Iterable[Said], copy: Came, here: Mapping[str, TableView]
) -> Iterator[tuple[str, str, str]]:  # fmt: skip
    """The cells of which the party is waiting for an answer to something else than this copy says."""
    for said in proposals:
        stamp, theirs = said.stamp, copy.tables.get(said.table)
        if said.partner != copy.partner or not said.is_open or stamp is None or stamp.kind != "cell":
            continue
        if theirs is None or said.table not in here:  # a sheet that somebody deleted since is named elsewhere
            continue
        id, key = row_id(here[said.table], said.row), next(iter(stamp.values), "")
        if id in theirs.rows and digest(theirs.meaning(id, key)) != stamp.there:
            yield said.table, id, key


def _of_copy(copy: Came, newest: date | None) -> OfCopy:
    is_older = bool(newest and copy.sent_on and copy.sent_on < newest)
    return OfCopy(
        is_untouched=copy.is_untouched, is_seen=copy.is_seen, moved=copy.moved, newer_on=newest if is_older else None
    )


def _joined(
    joined: Joined, reading: Reading, copies: Sequence[Came], proposals: list[Said],
    disputed: Mapping[tuple[str, date | None], Disputed],
) -> Reading:  # fmt: skip
    """One copy of each party; their own cells lie apart, so that none of them meets what another has filled."""
    here, changes = views_of(reading, joined.data), Changes()
    filled: dict[str, list[Filled]] = {}
    declined = {one for said in proposals if said.accept == "no" for one in said.identities}
    known = {one for said in proposals for one in said.identities}
    for copy in copies:
        of_copy = joined.of_copies[copy.name]
        in_doubt = disputed[copy.partner, copy.sent_on] | set(_asked_otherwise(proposals, copy, here))
        found = compare(here, copy, in_doubt, replaced(proposals, copy.partner, here))
        filled[copy.name] = [one for one in found.filled if not one.identities & declined]
        changes.cells.update({one.cell: one.value for one in filled[copy.name]})
        joined.remarks += [(copy.name, remark) for remark in found.remarks]
        of_copy.changed_here, of_copy.disputed = found.changed_here, found.disputed
        for said in (*found.said, *copy.written):
            if not said.identities & known:
                known |= said.identities
                proposals.append(said)
                joined.asked.append(said)
                of_copy.asked += 1
    after, refused = _changed(joined, reading, changes)
    for name, some in filled.items():
        went_in = [one for one in some if (one.cell.table, "cells") not in refused]
        joined.of_copies[name].filled = len(went_in)
        joined.filled += went_in
    joined.remarks += [("", remark) for remark in _waiting(refused, reading)]
    return after


def _changed(joined: Joined, reading: Reading, changes: Changes) -> tuple[Reading, dict[Part, WriteError]]:
    """The workbook as it is afterwards, and what could not be written into it."""
    before = joined.data
    joined.data, refused = as_far_as_possible(before, reading, changes)
    return (reading if joined.data == before else read(joined.data)), refused


def _waiting(refused: Mapping[Part, WriteError], reading: Reading) -> Iterator[Remark]:
    """Why something could not be written, for people: each reason once."""
    told: dict[str, str] = {}
    for (name, _), problem in refused.items():
        where = f"{problem.sheet}!{problem.cell}: " if problem.cell else ""
        told[f"{where}{problem.reason}"] = reading.contents[name].found.sheet
    for why, sheet in told.items():
        yield remark("waits", why=why, sheet=sheet)


def _rows(joined: Joined, copies: Sequence[Came], reading: Reading, today: date) -> list[CopyRow]:
    """The rows of Copies; a party that has none gets one, and is back from the first time that its copy says so."""
    known = {row.partner: row for row in copy_rows(reading.present.get(COPIES))}
    for copy in copies:
        row = known.get(copy.partner) or CopyRow(copy.partner, sent_on=copy.sent_on)
        of_copy = joined.of_copies.get(copy.name)
        is_back = of_copy is not None and of_copy.is_back
        known[copy.partner] = replace(row, back_on=row.back_on or today) if is_back else row
    order = {partner.partner: at for at, partner in enumerate(reading.arrangement.partners)}
    return sorted(known.values(), key=lambda row: order.get(row.partner, len(order)))
