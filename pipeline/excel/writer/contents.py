"""What stands in the cells of a table, and what is to stand there: people's cells follow their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.domain.table_update import KEEP
from pipeline.excel.session import native
from pipeline.excel.session.read_values import read_values
from pipeline.excel.session.values import ERRORS, cell_content
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.writer.formula_shift import translated
from pipeline.xlsx.writer.placement import Layout


@dataclass(frozen=True, slots=True)
class Formula:
    """What is entered as it is: a formula of people's own with its `=`, or an error value they typed."""

    text: str


class Leave:
    """The type of LEAVE."""


LEAVE: Final = Leave()  # this cell is not touched
Column = list[object]


def standing(place: Place) -> Mapping[int, Column]:
    """What stands in each column of the body (by sheet column number), from its first row on."""
    body = place.layout.table.body
    cells = place.cells(body)
    values = read_values(cells)
    formulas = native.as_rows(cells.formula, cells)
    columns: dict[int, Column] = {column: [] for column in range(body.left, body.right + 1)}
    for line, written in zip(values, formulas, strict=True):
        for column, value, formula in zip(columns, line, written, strict=True):
            columns[column].append(_content(value, formula))
    return columns


def _content(value: object, formula: object) -> object:
    if isinstance(formula, str) and formula.startswith("=") and value != formula:
        return Formula(formula)
    if isinstance(value, str) and value in ERRORS:
        return Formula(value)
    if isinstance(value, Decimal):
        return float(value)
    return None if value == "" else value


def wanted(layout: Layout, stands: Mapping[int, Column], date1904: bool) -> dict[int, Column]:
    """What is to stand in each column, down to the last row that the table covered or will cover.

    Raises WriteError where a formula of people's own cannot follow its row.
    """
    columns = range(layout.area.left, layout.area.right + 1)
    return {column: _column(layout, column, stands.get(column, []), date1904) for column in columns}


def _column(layout: Layout, column: int, stands: Column, date1904: bool) -> Column:
    first, at = layout.body.top, layout.ours.get(column)
    calculated = None if at is not None else _calculated(layout, column, stands)
    cells: Column = []
    for number in range(first, layout.touched.bottom + 1):
        row = layout.out_row(number)
        if row is None:
            cells.append(None)
        elif at is not None and row.cells[at] is not KEEP:
            cells.append(cell_content(row.cells[at], date1904))
        elif row.source == number:
            cells.append(LEAVE)
        elif row.source is None:
            cells.append(_moved(calculated, (first, column), (number, column), layout))
        else:
            cells.append(_moved(stands[row.source - first], (row.source, column), (number, column), layout))
    return cells


def _moved(value: object, origin: tuple[int, int], target: tuple[int, int], layout: Layout) -> object:
    if not isinstance(value, Formula) or not value.text.startswith("="):
        return value
    return Formula("=" + translated(value.text[1:], origin, target, layout.table.sheet.name))


def _calculated(layout: Layout, column: int, stands: Column) -> Formula | None:
    """The formula, as it reads in the first row, that fills every row of a column; None where there is none."""
    top = stands[0] if stands else None
    if not isinstance(top, Formula):
        return None
    first = layout.body.top
    for number, value in enumerate(stands, first):
        if value != _moved(top, (first, column), (number, column), layout):
            return None
    return top
