"""The copy that one party fills in: the common columns, its own columns and row, and nothing of the others' views.

It is built new from the templates, values only: what else is in the workbook has no way into it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from pipeline.copies.left_in_copy import FRONT
from pipeline.copies.sent_state import state_sheet
from pipeline.copies.table_view import NOTHING_TO_ADD, views
from pipeline.domain.arrangement import Arrangement
from pipeline.reading.content import Content
from pipeline.reading.source.cell_marks import Struck
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import Reading, read_from
from pipeline.template.build import build
from pipeline.template.new_workbook import Extract, NewWorkbook, RowValues
from pipeline.xlsx.writer.new_sheet import with_sheets
from schemas.spec import Table, input_tables, optional_tables
from schemas.tables.proposals import IN_A_COPY
from schemas.wording.text import text

# What each partner is told of the others: as much as anybody may know of them (`pipeline.disclosure.columns`).
OF_OTHERS = ("partner", "name", "sector", "level", "party")


def party_copy(reading: Reading, partner: str, sent_on: date, back_by: date) -> bytes:
    """The bytes of the copy for a party. Raises ValueError for a value that no cell can hold."""
    new = copied(reading, (partner,), partner)
    said = {"partner": partner, "until": back_by.isoformat()}
    extract = Extract(
        tables=(*filled_in(reading), IN_A_COPY), codes=(partner,), words="front", says=said,
        marks={"copy_for": partner, "copy_sent_on": sent_on, NOTHING_TO_ADD: None},
    )  # fmt: skip
    plain = build(new_with(new, extract))
    book = Book(plain)
    return with_sheets(plain, [state_sheet(views(read_from(book)), book.grid(text(FRONT)))])


def filled_in(reading: Reading) -> tuple[Table, ...]:
    """The tables of a workbook that people fill in: those of every one, and those that they asked for."""
    asked_for = (of for of in optional_tables() if of.name in reading.contents)
    return tuple(sorted((*input_tables(), *asked_for), key=lambda of: of.place))


def new_with(new: NewWorkbook, extract: Extract) -> NewWorkbook:
    """The same workbook as a copy for one reader."""
    return NewWorkbook(
        title=new.title, partners=new.partners, arrangement_id=new.arrangement_id, values=new.values, extract=extract
    )


def copied(reading: Reading, codes: Collection[str], own_row: str = "") -> NewWorkbook:
    """All values of the input tables, with the columns of these partners alone.

    Of the partners, only the row of `own_row` is whole; all are where that is "".
    """
    given = reading.arrangement
    values = {
        name: list(_rows(read, codes)) for name, read in reading.contents.items() if read.found.table.is_input
    }  # fmt: skip
    if "Partners" in values:
        values["Partners"] = [_partner(row, own_row) for row in values["Partners"]]
    return NewWorkbook(
        title=given.text("title") or given.text("arrangement_id"),
        partners=_partners(given),
        arrangement_id=given.text("arrangement_id"),
        values=values,
        extract=Extract(tables=(), codes=tuple(codes), marks={}, words="", says={}),
    )


def _partners(given: Arrangement) -> tuple[tuple[str, str], ...]:
    return tuple((partner.partner, partner.name) for partner in given.partners)


def _rows(read: Content, codes: Collection[str]) -> Iterator[RowValues]:
    keys = [head.key for head in read.heads.ours if not head.partner or head.partner in codes]
    is_partner = read.found.table.name == "Partners"
    for position in range(len(read.numbers)):
        row = {key: value_of(read.raw[key][position]) for key in keys}
        # A code that was typed in small letters is the same code.
        if is_partner and read.values[read.key][position]:
            row[read.key] = read.values[read.key][position]
        yield row


def _partner(row: RowValues, own: str) -> RowValues:
    if not own or row.get("partner") == own:
        return row
    return {name: value for name, value in row.items() if name in OF_OTHERS}


def value_of(cell: object) -> object:
    """A cell's value: of a cell with several looks all of its text, of one without a value of its own nothing."""
    if isinstance(cell, Struck):
        return None
    return cell if cell is None or isinstance(cell, (str, int, float)) or hasattr(cell, "year") else None
