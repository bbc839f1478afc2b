"""How Excel filters a table, as far as our tests need it, and how it writes into rows that a filter hides."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.filters import FilterColumn

from tests.excel.entering import ComError

VALUES, COLOUR = 7, 8


class Shown:
    """What is looked for in one column; Excel refuses to name a colour."""

    def __init__(self, criteria: tuple[int, Any, Any] | None) -> None:
        self.On, self._criteria = criteria is not None, criteria or (0, None, None)
        self.Operator = self._criteria[0]

    def _said(self, at: int) -> Any:
        if not self.On or self.Operator == COLOUR or self._criteria[at] is None:
            raise ComError("Application-defined or object-defined error")
        return self._criteria[at]

    Criteria1 = property(lambda self: self._said(1))
    Criteria2 = property(lambda self: self._said(2))


class TableFilter:
    """The filter of a table (Excel's AutoFilter); what it filters by is kept with the sheet."""

    def __init__(self, table: Any) -> None:
        self.table, self.ws = table, table.parent.ws
        kept = self.ws.__dict__.setdefault("filtered_by", {})
        self.by: dict[int, tuple[int, Any, Any]] = kept.setdefault(table.name, {})

    def Filters(self, column: int) -> Shown:
        return Shown(self.by.get(column))

    def ShowAllData(self) -> None:
        self.table.parent.must_be_open()
        self.by.clear()
        self._hide()

    def set(self, column: int, operator: int, first: Any, second: Any) -> None:
        self.table.parent.must_be_open()
        self.by[column] = (operator, first, second)
        self._hide()

    def _hide(self) -> None:
        cells = self.table.range
        hidden = filtered(self.ws)
        for row in range(cells.r1 + 1, cells.r2 + 1):
            passes = all(_passes(self.ws.cell(row, cells.c1 + column - 1).value, by) for column, by in self.by.items())
            if not passes:
                hidden.add(row)
            elif row in hidden:
                hidden.discard(row)
            else:
                continue
            self.ws.row_dimensions[row].hidden = not passes
        self.table.table.autoFilter.filterColumn = [FilterColumn(colId=column - 1) for column in self.by]


def filtered(ws: Any) -> set[int]:
    """The rows of a sheet that a filter hides."""
    rows: set[int] = ws.__dict__.setdefault("filtered_rows", set())
    return rows


def _passes(value: Any, criteria: tuple[int, Any, Any]) -> bool:
    operator, first, second = criteria
    if operator == COLOUR:
        return False
    text = "" if value is None else str(value)
    if operator == VALUES:
        return f"={text}" in first or text in first
    held = [
        text != one[2:] if one.startswith("<>") else text == one.removeprefix("=") for one in (first, second) if one
    ]
    return any(held) if operator == 2 else all(held)


def fill_filtered(cells: Any, value: list[list[Any]]) -> list[list[Any] | None]:
    """What each row of a block gets in a filtered sheet: the first line where it is seen, hidden ones nothing."""
    hidden = filtered(cells.sheet.ws)
    if len(value) == 1 or not hidden.intersection(range(cells.r1, cells.r2 + 1)):
        return list(value)
    return [None if row in hidden else value[0] for row in range(cells.r1, cells.r2 + 1)]
