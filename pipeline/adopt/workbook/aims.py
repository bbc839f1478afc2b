"""The columns of a recognised table that go to columns of ours, each with what is the same in all its cells."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.adopt.proposal import NOTHING, ROLE, ColumnProposal, TableProposal, WordList
from pipeline.adopt.source.amounts import decimal_mark
from pipeline.adopt.source.sheet import Cell, SourceSheet, amount_of, shown
from pipeline.adopt.workbook.cell_value import order_of_days
from schemas.fields import Column
from schemas.spec import table as table_named
from schemas.wording.text import text

_NAMES = frozenset({"partner", "partners"})  # kinds of columns whose source cells may hold names of persons


@dataclass(frozen=True, slots=True)
class Aim:
    """A column of the source by its number, and the column of ours to which it goes, under the key of a record.

    `day_first` and `decimal_mark` are what its cells tell of days and amounts that stand as text. `is_hidden`: the
    trace holds the address alone, as a cell may name a person.
    """

    number: int
    column: Column
    key: str
    words: WordList | None
    is_assumed: bool
    is_hidden: bool
    day_first: bool | None
    decimal_mark: str
    role: str = ""  # of those whose names stand in its cells: each has a key of its own


def aims(table: TableProposal, sheet: SourceSheet, viewer: str) -> list[Aim]:
    """The columns of a table that have a place with us; `viewer` is the partner whose view it holds."""
    return [_aim(each, table, sheet, viewer) for each in table.columns if each.target]


def _aim(each: ColumnProposal, table: TableProposal, sheet: SourceSheet, viewer: str) -> Aim:
    target = ROLE if each.names_partners else each.target or ""
    column = table_named(table.table).by_name[target.partition(".")[2]]
    day_first, mark = None, ""
    if column.kind == "date":
        told = order_of_days(sheet.at(row, each.column) for row in table.carried)
        # A person who confirms an order that nothing tells confirms the day first.
        day_first = True if told is None and each.is_assumed else told
    elif column.is_number and not each.words:
        mark = decimal_mark(sheet.at(row, each.column) for row in table.carried)
    key = column.key((each.partner or viewer) if column.per_partner else None)
    is_hidden = each.holds_names or column.kind in _NAMES
    is_assumed = each.is_assumed or table.is_assumed
    role = each.role if each.names_partners else ""
    return Aim(each.column, column, key, each.words, is_assumed, is_hidden, day_first, mark, role)


def why_nothing(aim: Aim, cell: Cell) -> str:
    """Why nothing comes of a cell that holds something."""
    if aim.words and aim.words.map.get(aim.words.said(shown(cell))) == NOTHING:
        return text("adopt.left.nothing")
    if aim.column.is_number and not aim.words and (amount_of(cell) or 0) < 0:
        return text("adopt.left.below_zero")
    return text("adopt.not_read", column=aim.column.title)
