"""What stands on a sheet beside and around its tables: cells of other tables, cells that may name a person."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.adopt.lexicon import is_name_label
from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.source.sheet import SourceSheet, shown
from pipeline.adopt.workbook.trace import Left
from schemas.wording.text import text


@dataclass(frozen=True)
class _Area:
    """The rows and columns of a table; `named` are columns that may hold names of persons."""

    heads: frozenset[int]
    rows: frozenset[int]  # below the header
    columns: frozenset[int]
    named: frozenset[int]


class Neighbours:
    """The tables that are carried from a sheet, each for the others; `unused` ones are left as what is around."""

    def __init__(self, sheet: SourceSheet, used: Sequence[TableProposal], unused: Sequence[TableProposal] = ()) -> None:
        self._sheet = sheet
        self._used, self._unused = list(map(_area, used)), list(map(_area, unused))

    def is_theirs(self, table: TableProposal, row: int, column: int) -> bool:
        """Whether a cell is not this table's, but of another one that carries it or leaves it by itself."""
        if len(self._used) < 2 or any(each.column == column for each in table.columns):
            return False
        return any(column in area.columns and row in area.rows for area in self._used)

    def may_name(self, row: int, column: int) -> bool:
        """Whether a cell may hold the name of a person: below such a header, or beside a label (Approved by)."""
        if any(row in area.rows and column in area.named for area in (*self._used, *self._unused)):
            return True
        cell = self._sheet.at(row, column)
        if not isinstance(cell, str):
            return False
        label, colon, name = shown(cell).partition(":")
        return (bool(colon and name.strip()) and is_name_label(label)) or is_name_label(self._label_of(row, column))

    def _label_of(self, row: int, column: int) -> str:
        """The nearest text left of a cell."""
        filled = self._sheet.filled[row - 1]
        at = bisect_left(filled, column)
        return shown(self._sheet.at(row, filled[at - 1])).rstrip(": ") if at else ""

    def around(self) -> Iterator[Left]:
        """What stands on the sheet, but in none of the tables: titles, notes, what is beside a header."""
        below = {row for area in self._used for row in area.rows}
        for row, filled in enumerate(self._sheet.filled, 1):
            heads = [area.columns for area in self._used if row in area.heads]
            for column in filled if row not in below else ():
                if not any(column in columns for columns in heads):
                    yield self.left(row, column, text("adopt.left.outside"))

    def left(self, row: int, column: int, why: str) -> Left:
        """A cell that is left; one that may name a person by its address alone."""
        value = "" if self.may_name(row, column) else self._sheet.at(row, column)
        return Left(self._sheet.name, self._sheet.address(row, column), value, why)


def _area(table: TableProposal) -> _Area:
    columns = frozenset(each.column for each in table.columns)
    named = frozenset(each.column for each in table.columns if each.holds_names)
    return _Area(frozenset(table.header_rows), frozenset((*table.carried, *table.left)), columns, named)
