"""The copy that one party fills in: the common columns, its own columns and row, and nothing of the others' views.

It is built new from the templates, values only: what else is in the workbook has no way into it. The value of a
formula that may read what is not for the party is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from pipeline.copies.left_in_copy import FRONT
from pipeline.copies.sent_state import state_sheet
from pipeline.copies.table_view import NOTHING_TO_ADD, views
from pipeline.disclosure.formula_reads import Withheld
from pipeline.domain.arrangement import Arrangement
from pipeline.reading.content import Content
from pipeline.reading.source.cell_marks import Struck
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import Reading, read_from
from pipeline.template.build import build
from pipeline.template.new_workbook import Extract, NewWorkbook, RowValues
from pipeline.xlsx.ooxml.refs import address
from pipeline.xlsx.writer.new_sheet import with_sheets
from schemas.spec import Table, input_tables, optional_tables
from schemas.tables.proposals import IN_A_COPY
from schemas.wording.text import text

# What each partner is told of the others: as much as anybody may know of them (`pipeline.disclosure.columns`).
OF_OTHERS = ("partner", "name", "sector", "level", "party")


def party_copy(reading: Reading, partner: str, sent_on: date, back_by: date, withheld: Withheld) -> bytes:
    """The bytes of the copy for a party, without what is `withheld` from one who is shown the columns of `shown_to`.

    Raises ValueError for a value that no cell can hold.
    """
    new = copied(reading, (partner,), withheld, partner)
    said = {"partner": partner, "until": back_by.isoformat()}
    extract = Extract(
        tables=(*filled_in(reading), IN_A_COPY), codes=(partner,), words="front", says=said,
        marks={"copy_for": partner, "copy_sent_on": sent_on, NOTHING_TO_ADD: None},
    )  # fmt: skip
    plain = build(new_with(new, extract))
    book = Book(plain)
    return with_sheets(plain, [state_sheet(views(read_from(book)), book.grid(text(FRONT)))])


def shown_to(reading: Reading, partner: str) -> dict[str, list[str]]:
    """The keys of the columns that a party is shown in its copy, by table; of Partners those that all are shown."""
    return {
        name: [key for key in _keys(read, (partner,)) if name != "Partners" or key in OF_OTHERS]
        for name, read in reading.contents.items()
        if read.found.table.is_input
    }


def filled_in(reading: Reading) -> tuple[Table, ...]:
    """The tables of a workbook that people fill in: those of every one, and those that they asked for."""
    asked_for = (of for of in optional_tables() if of.name in reading.contents)
    return tuple(sorted((*input_tables(), *asked_for), key=lambda of: of.place))


def new_with(new: NewWorkbook, extract: Extract) -> NewWorkbook:
    """The same workbook as a copy for one reader."""
    return NewWorkbook(
        title=new.title, partners=new.partners, arrangement_id=new.arrangement_id, values=new.values, extract=extract
    )


def copied(reading: Reading, codes: Collection[str], withheld: Withheld, own_row: str = "") -> NewWorkbook:
    """All values of the input tables that are not withheld, with the columns of these partners alone.

    Of the partners, only the row of `own_row` is whole; all are where that is "". Raises ValueError for an id that is
    withheld: without it nobody could tell which row it is.
    """
    given = reading.arrangement
    values = {
        name: list(_rows(read, codes, withheld)) for name, read in reading.contents.items() if read.found.table.is_input
    }  # fmt: skip
    if "Partners" in values:
        values["Partners"] = [_partner(row, own_row) for row in values["Partners"]]
    id = given.text("arrangement_id")
    if place := _withheld_answer(reading, "arrangement_id", withheld):
        raise ValueError(text("copies.formula_id", cell=place))
    has_title = given.text("title") and not _withheld_answer(reading, "title", withheld)
    return NewWorkbook(
        title=given.text("title") if has_title else id,
        partners=_partners(given, values.get("Partners", ())),
        arrangement_id=id,
        values=values,
        extract=Extract(tables=(), codes=tuple(codes), marks={}, words="", says={}),
    )


def _withheld_answer(reading: Reading, field: str, withheld: Withheld) -> str:
    """The address of the answer to a field of Arrangement, if it is withheld."""
    read = reading.contents.get("Arrangement")
    number = reading.arrangement.field_rows.get(field)
    if read is None or number is None or not withheld.holds(read, at := read.numbers.index(number), "value"):
        return ""
    return _address(read, at, "value")


def _partners(given: Arrangement, rows: Collection[RowValues]) -> tuple[tuple[str, str], ...]:
    """Codes and names, of one whose name is withheld the code alone."""
    named = {row.get("partner") for row in rows if row.get("name")}
    return tuple((of.partner, of.name if of.partner in named else of.partner) for of in given.partners)


def left_empty(
    reading: Reading, keys: Mapping[str, Collection[str]], withheld: Withheld, own_row: str = ""
) -> Iterator[str]:  # fmt: skip
    """The addresses of the cells below these keys, by table, that `copied` leaves out though something stands there."""
    for name, of_table in keys.items():
        read = reading.contents[name]
        for at in range(len(read.numbers)) if read.found.sheet in withheld.cells else ():
            is_own = name == "Partners" and read.values[read.key][at] == own_row
            for key in _keys(read, ()) if is_own else of_table:
                if withheld.holds(read, at, key) and value_of(read.raw[key][at]) not in (None, ""):
                    yield _address(read, at, key)


def _address(read: Content, at: int, key: str) -> str:
    return f"{read.found.sheet}!{address(read.numbers[at], read.place.numbers[key])}"


def _keys(read: Content, codes: Collection[str]) -> list[str]:
    return [head.key for head in read.heads.ours if not head.partner or head.partner in codes]


def _rows(read: Content, codes: Collection[str], withheld: Withheld) -> Iterator[RowValues]:
    keys = _keys(read, codes)
    has_withheld = read.found.sheet in withheld.cells
    is_partner = read.found.table.name == "Partners"
    for position in range(len(read.numbers)):
        row = {key: value_of(read.raw[key][position]) for key in keys}
        # A code that was typed in small letters is the same code.
        if is_partner and read.values[read.key][position]:
            row[read.key] = read.values[read.key][position]
        for key in keys if has_withheld else ():
            if withheld.holds(read, position, key):
                if key in read.keys and row[key] not in (None, ""):
                    raise ValueError(text("copies.formula_id", cell=_address(read, position, key)))
                row[key] = None
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
