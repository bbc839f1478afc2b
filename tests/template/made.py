"""Workbooks for these tests, built once each."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

import openpyxl

from pipeline.template.build import NewWorkbook, build

TWO = (("REDC", "Relief and Development Centre"), ("LOCA", "Local Aid Association"))


def partners(count: int) -> tuple[tuple[str, str], ...]:
    return tuple((f"P{number}", f"Partner {number}") for number in range(1, count + 1))


def new(**more: object) -> NewWorkbook:
    return NewWorkbook(**{"title": "Flood response", "partners": TWO, "arrangement_id": "flood-1", **more})  # type: ignore[arg-type]


@cache
def blank(count: int = 2) -> bytes:
    return build(new(partners=partners(count)))


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(data))


@cache
def opened_blank(count: int = 2) -> openpyxl.Workbook:
    return opened(blank(count))


def cells_of(book: openpyxl.Workbook, table: str, header: str) -> list[Any]:
    """The body cells of one column of a table."""
    for sheet in book:
        if table in sheet.tables:
            first, *rest = sheet[sheet.tables[table].ref]
            place = [cell.value for cell in first].index(header)
            return [row[place] for row in rest]
    raise KeyError(table)


def values_of(book: openpyxl.Workbook, table: str, header: str) -> list[object]:
    """The values of one column of a table, without the empty rows at its end."""
    values = [cell.value for cell in cells_of(book, table, header)]
    while values and values[-1] is None:
        values.pop()
    return values
