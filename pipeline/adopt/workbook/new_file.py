"""The new workbook: rows of every file that was adopted, with their trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.adopt.proposal import Proposal, TableProposal
from pipeline.adopt.recognise.matrix.sideways import sheet_of
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from pipeline.adopt.workbook.carry import Harvest, carry, outside
from pipeline.adopt.workbook.ids import Ids
from pipeline.adopt.workbook.sheets import (
    SourceLine,
    adopted_lines,
    adopted_sheet,
    left_line,
    source_header,
    source_line,
    source_note,
)
from pipeline.adopt.workbook.trace import Left, Record
from pipeline.template.build import NewWorkbook, build
from pipeline.template.new_workbook import OwnSheet, RowValues
from schemas.wording.text import text


@dataclass(frozen=True)
class Adoption:
    """A file with what is carried from it, and what came of that."""

    book: SourceBook
    proposal: Proposal
    viewer: str
    mapping: str
    harvest: Harvest


def harvest(book: SourceBook, proposal: Proposal, viewer: str, ids: Ids) -> Harvest:
    """Everything that the file holds, carried or left."""
    found = Harvest()
    for sheet in book.sheets:
        used = {id(table) for table in proposal.used}
        tables = [one for one in proposal.tables if one.sheet == sheet.name and id(one.turned or one) in used]
        for table in tables:
            carry(table.turned or table, sheet_of(sheet, table.turned or table), viewer, ids, found)
            found.left += _beside_turned(sheet, table) if table.turned else ()
        if tables:
            found.left += outside(sheet, tables)
    carried = {table.sheet for table in proposal.used}
    reasons = dict(proposal.left_sheets)
    for sheet in book.sheets:
        if sheet.name not in carried and any(sheet.filled):
            found.left.append(Left(sheet.name, "", "", reasons.get(sheet.name) or text("adopt.left.unused")))
    return found


def _beside_turned(sheet: SourceSheet, table: TableProposal) -> Iterator[Left]:
    """What stands in the rows of a table on its side, and below it, and in none of its columns."""
    if table.turned:
        over = sheet_of(sheet, table.turned)
        yield from outside(over, [table.turned])
        for row, why in table.left.items():
            for column in sheet.filled[row - 1] if row > over.width else ():
                yield Left(sheet.name, sheet.address(row, column), sheet.at(row, column), why)


def new_workbook(
    adoptions: Sequence[Adoption], partners: Mapping[str, str], parties: Sequence[str], *, title: str,
    arrangement_id: str, today: date,
) -> bytes:  # fmt: skip
    """The bytes of the new workbook. Raises ValueError for what cannot become one.

    `partners` are names by code; those that are not among `parties` do not sign until somebody says so.
    """
    values: dict[str, list[RowValues]] = {"Partners": [
        {"partner": code, "name": name, "party": "yes" if code in parties else "no"} for code, name in partners.items()
    ]}  # fmt: skip
    own: dict[str, tuple[str, ...]] = {}
    for adoption in adoptions:
        for record in adoption.harvest.records:
            values.setdefault(record.table, []).append(row_values(adoption.book.name, record))
            own[record.table] = (source_header(),)
    new = NewWorkbook(
        title=title, partners=tuple(partners.items()), arrangement_id=arrangement_id, today=today, values=values,
        own=own, sheets=(_trace(adoptions, today),), may_be_alone=True,
    )  # fmt: skip
    return build(new)


def row_values(file: str, record: Record) -> dict[str, object]:
    """The row of a record with the note where it comes from."""
    return {**record.values, source_header(): source_note(file, record)}


def _trace(adoptions: Sequence[Adoption], today: date) -> OwnSheet:
    return adopted_sheet(
        (line for each in adoptions for line in adopted_lines(each.book.name, each.harvest.records)),
        (left_line(each.book.name, left) for each in adoptions for left in each.harvest.left),
        (
            source_line(SourceLine(each.book.name, each.book.sha256, today, each.viewer, each.mapping))
            for each in adoptions
        ),
    )
