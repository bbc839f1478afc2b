"""The one place that knows which sheet and letter a cell of a table is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipeline.domain.cell import Cell
from pipeline.xlsx.ooxml.refs import letters


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Where a table stands: its sheet, its header's row, and each column's number and header by key.

    Columns that are not ours are there too, by their header as it stands. `key` is the column that
    stands for a row when the one asked for is not in the workbook.
    """

    sheet: str
    header_row: int
    key: str
    numbers: Mapping[str, int]
    headers: Mapping[str, str]

    def address(self, cell: Cell) -> str:
        """The address of `cell`; that of its row's `key` where its column is not in the workbook, "" without either."""
        column = self.letters(cell.column)
        return f"{column}{cell.row}" if column else ""

    def letters(self, column: str) -> str:
        """The letters of a column as `address` has them."""
        number = self.numbers.get(column) or self.numbers.get(self.key)
        return letters(number) if number else ""

    def header(self, cell: Cell) -> str:
        """The header above `cell` as it stands, "" when its column is not in the workbook."""
        return self.headers.get(cell.column, "")

    def followed_by(self, added: Mapping[str, str]) -> TablePlace:
        """The same with these columns (header by key) behind the last one."""
        last = max(self.numbers.values(), default=0)
        numbers = {key: last + at for at, key in enumerate(added, 1)}
        return replace(self, numbers={**self.numbers, **numbers}, headers={**self.headers, **added})


def location(sheet: str, address: str) -> str:
    """A place of the workbook as Excel writes it in a link: 'Risks'!H7."""
    return "'{}'!{}".format(sheet.replace("'", "''"), address)


class Places:
    """Turns cells into sheet names and addresses."""

    def __init__(self, tables: Mapping[str, TablePlace]) -> None:
        self._tables = tables

    def sheet(self, table: str) -> str:
        """The name of the sheet that `table` stands on, "" when it is not in the workbook."""
        place = self._tables.get(table)
        return place.sheet if place else ""

    def address(self, cell: Cell) -> str:
        """The address of `cell`, for example H7.

        A column that is not in the workbook has no address: then it is the row's id cell that people
        are led to. "" when the table is not in the workbook.
        """
        place = self._tables.get(cell.table)
        return place.address(cell) if place else ""

    def letters(self, table: str, column: str) -> str:
        """The letters of a column as `address` has them, for example H."""
        place = self._tables.get(table)
        return place.letters(column) if place else ""

    def header(self, cell: Cell) -> str:
        """The header above `cell` as it stands, "" when its column is not in the workbook."""
        place = self._tables.get(cell.table)
        return place.header(cell) if place else ""

    def table(self, name: str) -> TablePlace | None:
        """Where a table stands; None when it is not in the workbook."""
        return self._tables.get(name)

    def followed_by(self, added: Mapping[str, Mapping[str, str]]) -> Places:
        """The places once these columns (header by key, for each table) stand behind those that are there."""
        return Places({**self._tables, **{name: self._tables[name].followed_by(new) for name, new in added.items()}})

    def link(self, cell: Cell) -> str:
        """The location of `cell` as Excel writes it in a link: 'Risks'!H7; "" when it has none."""
        address = self.address(cell)
        return location(self.sheet(cell.table), address) if address else ""

    def first_row(self, table: str) -> int:
        """The row below the header of `table`, 0 when it is not in the workbook."""
        place = self._tables.get(table)
        return place.header_row + 1 if place else 0

    def order(self, cell: Cell) -> tuple[int, int]:
        """Where a cell comes in its table: by row, then from left to right."""
        place = self._tables.get(cell.table)
        return cell.row, place.numbers.get(cell.column, 0) if place else 0
