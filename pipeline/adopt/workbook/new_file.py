"""The new workbook: rows of every file that was adopted, with their trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.adopt.proposal import NOTHING, Proposal, TableProposal
from pipeline.adopt.recognise.matrix.sideways import sheet_of
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from pipeline.adopt.workbook.carry import Harvest, carry
from pipeline.adopt.workbook.carry_currency import ARRANGEMENT
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.left_lines import ROOM, LeftLines
from pipeline.adopt.workbook.neighbours import Neighbours
from pipeline.adopt.workbook.packed_lines import PackedLines
from pipeline.adopt.workbook.rows_by_column import RowsByColumn
from pipeline.adopt.workbook.sheets import (
    ADOPTED,
    LEFT,
    AdoptedLines,
    Lines,
    SourceLine,
    adopted_sheet,
    left_line,
    source_header,
    source_line,
    source_note,
)
from pipeline.adopt.workbook.trace import Left, Record
from pipeline.template.build import NewWorkbook, build
from pipeline.template.new_workbook import OwnSheet, RowValues
from schemas.spec import table as table_named
from schemas.wording.text import text


@dataclass(frozen=True)
class Adoption:
    """A file, what is to be carried from it, whose view it holds, and the mapping that was used."""

    book: SourceBook
    proposal: Proposal
    viewer: str
    mapping: str


@dataclass
class Gathered:
    """The rows of the new workbook by table, from how many records, with the lines of their trace; what is left."""

    values: dict[str, RowsByColumn] = field(default_factory=dict)
    records: int = 0
    settings: list[Record] = field(default_factory=list)  # fields of the arrangement
    trace: PackedLines = field(default_factory=PackedLines)
    left: LeftLines = field(default_factory=LeftLines)

    @property
    def too_long(self) -> tuple[str, int] | None:
        """A table that would have more rows than a sheet of Excel has room for, and how many; None where all fit."""
        lines = {table_named(name).sheet: len(rows) for name, rows in self.values.items()}
        lines |= {ADOPTED: len(self.trace), LEFT: len(self.left)}
        return next(((name, count) for name, count in lines.items() if count > ROOM), None)


def carried(book: SourceBook, proposal: Proposal, viewer: str, ids: Ids) -> Iterator[Record | Left]:
    """Everything that the file holds, carried or left, one after the other; what says the currency is not left, too."""
    settings = [fill for table in proposal.used for fill in table.fills if fill.is_setting]
    said = {(fill.sheet, fill.cell) for fill in settings if fill.value != NOTHING}
    for one in _each_of(book, proposal, viewer, ids):
        if not (said and isinstance(one, Left) and (one.sheet, one.cell) in said):
            yield one


def _each_of(book: SourceBook, proposal: Proposal, viewer: str, ids: Ids) -> Iterator[Record | Left]:
    for sheet in book.sheets:
        chosen = {id(table) for table in proposal.used}
        here = [one for one in proposal.tables if one.sheet == sheet.name]
        tables = [one for one in here if id(one.turned or one) in chosen]
        beside = Neighbours(sheet, tables, [one for one in here if id(one.turned or one) not in chosen])
        for table in tables:
            if table.turned:
                over = sheet_of(sheet, table.turned)
                yield from carry(table.turned, over, viewer, ids, Neighbours(over, [table.turned]))
                yield from _beside_turned(sheet, table)
            else:
                yield from carry(table, sheet, viewer, ids, beside)
        if tables:
            yield from beside.around()
    used = {table.sheet for table in proposal.used}
    reasons = dict([*proposal.left_sheets, *((table.sheet, table.why) for table in proposal.others)])
    for sheet in book.sheets:
        if sheet.name not in used and any(sheet.filled):
            yield Left(sheet.name, "", "", reasons.get(sheet.name) or text("adopt.left.unused"))


def harvest(book: SourceBook, proposal: Proposal, viewer: str, ids: Ids) -> Harvest:
    """Everything that the file holds, all at once."""
    found, left = Harvest(), LeftLines()
    for one in carried(book, proposal, viewer, ids):
        if isinstance(one, Record):
            (found.settings if one.table == ARRANGEMENT else found.records).append(one)
        else:
            left.add(one)
    found.left = [one for _, one in left]
    return found


def _beside_turned(sheet: SourceSheet, table: TableProposal) -> Iterator[Left]:
    """What stands in the rows of a table on its side, and below it, and in none of its columns."""
    if table.turned:
        over = sheet_of(sheet, table.turned)
        yield from Neighbours(over, [table.turned]).around()
        for row, why in table.left.items():
            for column in sheet.filled[row - 1] if row > over.width else ():
                yield Left(sheet.name, sheet.address(row, column), sheet.at(row, column), why)


def gather(adoptions: Sequence[Adoption]) -> Gathered:
    """What is carried from the files, and what is left in them."""
    found, ids, lines = Gathered(), Ids(), AdoptedLines()
    for adoption in adoptions:
        file = adoption.book.name
        for one in carried(adoption.book, adoption.proposal, adoption.viewer, ids):
            if isinstance(one, Left):
                found.left.add(one, file)
                continue
            if one.table == ARRANGEMENT:
                found.settings.append(one)
            else:
                found.records += 1
                found.values.setdefault(one.table, RowsByColumn()).add(row_values(file, one))
            for each in one.trace:
                found.trace.add(lines.line(file, each))
    return found


def new_workbook(
    adoptions: Sequence[Adoption], gathered: Gathered, partners: Mapping[str, str], parties: Sequence[str], *,
    title: str, arrangement_id: str, today: date,
) -> bytes:  # fmt: skip
    """The bytes of the new workbook. Raises ValueError for what cannot become one.

    `partners` are names by code; those that are not among `parties` do not sign until somebody says so.
    """
    values: dict[str, Sequence[RowValues]] = {"Partners": [
        {"partner": code, "name": name, "party": "yes" if code in parties else "no"} for code, name in partners.items()
    ], **gathered.values, ARRANGEMENT: [one.values for one in gathered.settings]}  # fmt: skip
    new = NewWorkbook(
        title=title, partners=tuple(partners.items()), arrangement_id=arrangement_id, today=today, values=values,
        own=dict.fromkeys(gathered.values, (source_header(),)), sheets=(_trace(adoptions, gathered, today),),
        may_be_alone=True,
    )  # fmt: skip
    return build(new)


def row_values(file: str, record: Record) -> dict[str, object]:
    """The row of a record with the note where it comes from."""
    return {**record.values, source_header(): source_note(file, record)}


def _trace(adoptions: Sequence[Adoption], gathered: Gathered, today: date) -> OwnSheet:
    def left() -> Iterator[tuple[object, ...]]:
        return (left_line(file, one) for file, one in gathered.left)

    sources = [
        source_line(SourceLine(each.book.name, each.book.sha256, today, each.viewer, each.mapping))
        for each in adoptions
    ]  # fmt: skip
    return adopted_sheet(gathered.trace, Lines(len(gathered.left), left), sources)
