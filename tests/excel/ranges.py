"""Ranges and tables of the test engine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import TableColumn

from tests.excel.com import RangeApi
from tests.excel.com_hung import HEIGHT
from tests.excel.entering import enter, handed
from tests.excel.filtering import TableFilter, fill_filtered, filtered

Corners = tuple[int, int, int, int]  # top, left, bottom, right


def box(of: Any) -> Corners:
    """The corners of a range, of (row, column) with or without how many of each, or of an address."""
    if isinstance(of, Range):
        return of.r1, of.c1, of.r2, of.c2
    if isinstance(of, tuple):
        top, left, rows, columns = of if len(of) == 4 else (*of, 1, 1)
        return top, left, top + rows - 1, left + columns - 1
    left, top, right, bottom = range_boundaries(of.replace("$", ""))
    assert left
    assert top
    assert right
    assert bottom
    return top, left, bottom, right


class Range:
    """A block of cells."""

    max_cells_per_read = max_cells_per_write = None
    has_array = False

    def __init__(self, sheet: Any, corners: Corners) -> None:
        self.sheet = sheet
        self.r1, self.c1, self.r2, self.c2 = corners
        self.api = RangeApi(self)
        self.options: dict[str, Any] = {}

    @property
    def row(self) -> int:
        return self.r1

    @property
    def column(self) -> int:
        return self.c1

    @property
    def shape(self) -> tuple[int, int]:
        return self.r2 - self.r1 + 1, self.c2 - self.c1 + 1

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self.sheet.name, self.r1, self.c1, *self.shape

    @property
    def top(self) -> float:
        return (self.r1 - 1) * HEIGHT

    @property
    def address(self) -> str:
        return self.get_address(True, True, False)

    def get_address(self, rows: bool, columns: bool, external: bool) -> str:
        def one(row: int, column: int) -> str:
            return f"{'$' if columns else ''}{get_column_letter(column)}{'$' if rows else ''}{row}"

        first = one(self.r1, self.c1)
        return first if len(self) == 1 else f"{first}:{one(self.r2, self.c2)}"

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __bool__(self) -> bool:
        return True

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            row, column = divmod(row - 1, self.shape[1])
            row, column = row + 1, column + 1
        top, left = self.r1 + row - 1, self.c1 + column - 1
        return Range(self.sheet, (top, left, top, left))

    def rows_of_cells(self) -> Iterator[tuple[Any, ...]]:
        return self.sheet.ws.iter_rows(self.r1, self.r2, self.c1, self.c2)  # type: ignore[no-any-return]

    def all_cells(self) -> Iterator[Any]:
        return (cell for row in self.rows_of_cells() for cell in row)

    @property
    def raw_value(self) -> list[list[Any]]:
        return [[handed(cell, cached) for cell, cached in row] for row in self.with_results()]

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self.sheet.must_be_open()
        self.sheet.book.call(f"write {self.sheet.name}!{self.get_address(False, False, False)}")
        block = list(value) if isinstance(value, (list, tuple)) else [[value] * self.shape[1]] * self.shape[0]
        for line, row in zip(fill_filtered(self, block), self.rows_of_cells(), strict=True):
            for entered, cell in zip(line or (), row, strict=False):
                enter(cell, entered, single=len(self) == 1)
                Table.renamed(self.sheet, cell)

    def with_results(self) -> Iterator[list[tuple[Any, Any]]]:
        """The cells row by row, each with what its formula gave when the file was saved."""
        for row in self.rows_of_cells():
            yield [(cell, self._result(cell) if cell.data_type == "f" else None) for cell in row]

    def _result(self, cell: Any) -> Any:
        cached = self.sheet.book.cached
        if self.sheet.name not in cached.sheetnames:
            return None
        return cached[self.sheet.name].cell(cell.row, cell.column).value

    def AutoFilter(self, **how: Any) -> None:
        """Filter the table that this is the range of: Field, Criteria1, Operator, Criteria2."""
        table = next(table for table in Tables(self.sheet) if table.range.coords == self.coords)
        TableFilter(table).set(how["Field"], how.get("Operator", 0), how["Criteria1"], how.get("Criteria2"))

    @property
    def formula(self) -> Any:
        rows = [
            [cell.value if cell.data_type == "f" else "" if cell.value is None else str(cell.value) for cell in row]
            for row in self.rows_of_cells()
        ]
        return rows[0][0] if len(self) == 1 else tuple(map(tuple, rows))

    @property
    def number_format(self) -> str | None:
        """In the language of Excel, as it answers outside a macro."""
        formats = {cell.number_format for cell in self.all_cells()}
        return self.sheet.book.app.api.language.written(formats.pop()) if len(formats) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.sheet.must_be_open()
        for cell in self.all_cells():
            cell.number_format = self.sheet.book.app.api.language.understood(value)

    @property
    def row_height(self) -> float:
        return 0 if self.sheet.is_hidden(self.r1) else 15

    def _merged(self) -> list[Any]:
        return [
            area
            for area in self.sheet.ws.merged_cells.ranges
            if area.min_row <= self.r2
            and self.r1 <= area.max_row
            and area.min_col <= self.c2
            and self.c1 <= area.max_col
        ]

    @property
    def merge_cells(self) -> bool | None:
        found = self._merged()
        if not found:
            return False
        area = found[0]
        inside = (
            area.min_row <= self.r1 and self.r2 <= area.max_row and area.min_col <= self.c1 <= self.c2 <= area.max_col
        )
        return True if inside else None

    @property
    def merge_area(self) -> Range:
        area = next(iter(self._merged()), None)
        return Range(self.sheet, (area.min_row, area.min_col, area.max_row, area.max_col)) if area else self

    def select(self) -> None:
        self.sheet.book.selected[self.sheet.name] = self


class Tables:
    """The Excel tables of a sheet."""

    def __init__(self, sheet: Any) -> None:
        self.sheet = self.parent = self.api = sheet

    def __len__(self) -> int:
        return len(self.sheet.ws.tables)

    def __iter__(self) -> Iterator[Table]:
        return (Table(self.sheet, table) for table in self.sheet.ws.tables.values())

    def __call__(self, key: int | str) -> Table:
        tables = self.sheet.ws.tables
        return Table(self.sheet, list(tables.values())[key - 1] if isinstance(key, int) else tables[key])


class Columns(list[Any]):
    """The columns of a table."""

    def __call__(self, key: int) -> Any:
        return self[key - 1]


class TableApi:
    """Excel's own object of a table."""

    def __init__(self, table: Table) -> None:
        self.Range, self.AutoFilter = table.range, TableFilter(table)


class Table:
    """An Excel table."""

    def __init__(self, sheet: Any, table: Any) -> None:
        self.parent, self.table = sheet, table
        self.name = self.display_name = str(table.displayName)
        self.api = TableApi(self)

    @property
    def range(self) -> Range:
        return self.parent.range(self.table.ref)  # type: ignore[no-any-return]

    @property
    def header_row_range(self) -> Range:
        cells = self.range
        return Range(self.parent, (cells.r1, cells.c1, cells.r1, cells.c2))

    @property
    def columns(self) -> Any:
        return Columns(self.table.tableColumns)

    @property
    def show_headers(self) -> bool:
        return bool(self.table.headerRowCount != 0)

    @property
    def show_totals(self) -> bool:
        return bool(self.table.totalsRowCount)

    @property
    def show_autofilter(self) -> bool:
        return self.table.autoFilter is not None

    @show_autofilter.setter
    def show_autofilter(self, value: bool) -> None:
        self.parent.must_be_open()
        if not value and self.table.autoFilter is not None:
            TableFilter(self).by.clear()
            if self.table.autoFilter.filterColumn:
                cells = self.range
                for row in range(cells.r1 + 1, cells.r2 + 1):
                    self.parent.ws.row_dimensions[row].hidden = False
                    filtered(self.parent.ws).discard(row)
            self.table.autoFilter = None
        elif value:
            self.table._initialise_columns()
            self._refit()

    def resize(self, cells: Any) -> None:
        self.parent.must_be_open()
        self.parent.book.call(f"resize {self.name} {cells.get_address(False, False, False)}")
        self.table.ref = cells.get_address(False, False)
        if self.table.autoFilter is not None:
            self.table.autoFilter.ref = self.table.ref
        self._refit()

    def _refit(self) -> None:
        """Columns as many as the range has, named after the header cells."""
        header = self.header_row_range
        old = {column.name: column for column in self.table.tableColumns}
        names = [cell.value or f"Column{at}" for at, cell in enumerate(header.all_cells(), 1)]
        for cell, name in zip(header.all_cells(), names, strict=True):
            cell.value = name
        self.table.tableColumns = [old.get(name) or TableColumn(id=0, name=name) for name in names]
        for id, column in enumerate(self.table.tableColumns, 1):
            column.id = id

    @classmethod
    def renamed(cls, sheet: Any, cell: Any) -> None:
        """A column takes the name that is written into its header cell."""
        for table in Tables(sheet):
            header = table.header_row_range
            if cell.row == header.r1 and header.c1 <= cell.column <= header.c2:
                table.table.tableColumns[cell.column - header.c1].name = str(cell.value)
