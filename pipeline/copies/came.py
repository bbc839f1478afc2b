"""A copy that came back, as read, and as it is seen from the workbook that it is joined with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from pipeline.copies.disputed import has_nothing_to_add, is_untouched
from pipeline.copies.left_in_copy import left_in_copy
from pipeline.copies.own_tables import PROPOSALS
from pipeline.copies.proposal import Said, Stamp, table_meant
from pipeline.copies.remark import Remark
from pipeline.copies.renumbered import Moved, followed
from pipeline.copies.sent_state import SentState, sent_state
from pipeline.copies.table_view import TableView, views
from pipeline.reading.coerce.clean import as_text
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import Reading
from pipeline.xlsx.ooxml.refs import Box
from schemas.tables.proposals import IN_A_COPY

_FIELDS, _TOP = {"table", "row_id", "in_the_copy", "why"}, 20  # the headers stand that near the top


@dataclass(frozen=True)
class Came:
    """A copy that came back: of which party, when it was sent, what it holds, and by what it is known again.

    `name` tells it from the other copies that came with it; `left` is what stands in it where no join looks. Of the
    rows in which the party wrote, `strangers` have the id of another thing in the workbook by now, and `moved` were
    found there under another id; `reused` are ids of rows that say something else there by now, with the words that
    they stood for, by table.
    """

    name: str
    partner: str
    sent_on: date | None
    tables: Mapping[str, TableView]
    state: SentState
    written: tuple[Said, ...]
    mark: str
    is_untouched: bool
    is_seen: bool
    strangers: Mapping[str, TableView] = field(default_factory=dict)
    moved: tuple[Moved, ...] = ()
    reused: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left: tuple[Remark, ...] = ()
    proposals_sheet: str = PROPOSALS

    def seen_from(self, here: Mapping[str, TableView]) -> Came:
        """The same by the ids of the workbook `here`, where rows have other ones by now."""
        now = followed(self.tables, self.state, here)
        return replace(
            self, tables=now.tables, state=now.state, strangers=now.strangers, moved=now.moved, reused=now.reused
        )


@dataclass(frozen=True)
class _Proposed:
    """The sheet Proposals of a copy: how it is called, its rows by field, and the cells that they may fill."""

    sheet: str = PROPOSALS
    rows: Sequence[Mapping[str, object]] = ()
    area: Box | None = None


def came(name: str, data: bytes, reading: Reading, book: Book | None = None) -> Came:
    """A copy as read; `book` are its sheets, where they were looked at before."""
    book = book or Book(data)
    given = reading.arrangement
    proposed = _proposed(reading, book)
    partner, tables, state = given.text("copy_for"), views(reading), sent_state(book, reading.language)
    written = tuple(_written_proposals(partner, proposed.rows))
    apart = left_in_copy(reading, book, state, proposed.sheet, proposed.area)
    return Came(
        name, partner, given.day("copy_sent_on"), tables, state, written, sha256(data).hexdigest(),
        is_untouched=not written and is_untouched(tables, state), is_seen=has_nothing_to_add(tables),
        left=tuple(apart), proposals_sheet=proposed.sheet,
    )  # fmt: skip


def _proposed(reading: Reading, book: Book) -> _Proposed:
    """What stands in the sheet Proposals below its headers: also where a program has taken the Excel table away, and
    below the end of that, which not every program moves as people type.
    """
    present = reading.present.get(PROPOSALS)
    others = {read.found.sheet for read in reading.contents.values()}
    for sheet in [present.sheet] if present else [sheet.name for sheet in book.sheets if sheet.name not in others]:
        grid = book.grid(sheet)
        for number, row in enumerate(grid[:_TOP], 1):
            names = [_field_called(cell) for cell in row]
            if {*names} >= _FIELDS:
                columns = [at for at, name in enumerate(names) if name]
                lines = [{names[at]: as_text(line[at]) for at in columns if at < len(line)} for line in grid[number:]]
                return _Proposed(sheet, lines, Box(number, columns[0] + 1, len(grid), columns[-1] + 1))
    return _Proposed(present.sheet, [row.values for row in present.rows]) if present else _Proposed()


def _field_called(header: object) -> str:
    column = IN_A_COPY.column_called(header) if isinstance(header, str) and header else None
    return column.name if column else ""


def _written_proposals(partner: str, rows: Iterable[Mapping[str, object]]) -> list[Said]:
    """What the party wrote into the sheet Proposals of its copy."""
    said = []
    for row in rows:
        what, why = str(row.get("in_the_copy") or "").strip(), str(row.get("why") or "").strip()
        if what or why:
            place = (table_meant(str(row.get("table") or "")), str(row.get("row_id") or ""))
            said.append(Said(partner, *place, "", "", what or why, why if what else "", Stamp("free")))
    return said
