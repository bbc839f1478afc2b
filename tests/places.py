"""Where a cell of a table of ours stands, found by table, row and header: no test has to know the address."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook


def body_cell(book: Workbook, table: str, row: str | int, header: str) -> Any:
    """The openpyxl cell under `header` in the row with the id `row`, or in the body row of that number from 1 on.

    Raises KeyError where there is none.
    """
    for sheet in book.worksheets:
        if table in sheet.tables:
            left, top, right, bottom = (int(edge or 0) for edge in range_boundaries(sheet.tables[table].ref))
            columns = {str(sheet.cell(top, at).value): at for at in range(left, right + 1)}
            if isinstance(row, int):
                return sheet.cell(top + row, columns[header])
            for number in range(top + 1, bottom + 1):
                if sheet.cell(number, left).value == row:
                    return sheet.cell(number, columns[header])
    raise KeyError(f"{table}, {row}, {header}")


def header_row(book: Workbook, table: str) -> int:
    """The sheet row of the table's header. Raises KeyError where there is no such table."""
    for sheet in book.worksheets:
        if table in sheet.tables:
            return int(range_boundaries(sheet.tables[table].ref)[1] or 0)
    raise KeyError(table)
