"""One value into one cell, by its type: a text stays text, whatever it begins with."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime
from numbers import Real
from typing import Any

from pipeline.template.new_workbook import CarriedCell
from pipeline.xlsx.ooxml.cells import serial
from schemas.spec import Column
from schemas.wording.languages import to_those_who_asked
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import text

LIST_SEPARATOR = ", "
LONGEST_TEXT = 32_767  # Excel's limit for one cell


def cell_value(column: Column, value: object) -> object:
    """`value` as people see it: labels for codes, one text for a list, None for nothing."""
    if isinstance(value, CarriedCell):
        return value if value.formula else cell_value(column, value.value)
    if value is None or value == "" or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if isinstance(value, date) and value != value:  # pandas' "not a time" is a date that equals nothing
        return None
    if isinstance(value, (list, tuple, frozenset, set)):
        words = column.vocabulary
        items: Iterable[str] = sorted(value) if isinstance(value, (frozenset, set)) else map(str, value)
        labels = [words.label(item) if words else item for item in items]
        return LIST_SEPARATOR.join(labels) or None
    if column.kind == "word" and isinstance(value, str) and (words := column.vocabulary):
        return words.label(value)
    return value


def write_cell(sheet: Any, row: int, index: int, value: object, form: Any) -> None:
    """Write a shown value into a cell. Raises ValueError for a text that no cell can hold."""
    if isinstance(value, CarriedCell) and value.formula:
        _write_formula(sheet, row, index, value, form)
    elif isinstance(value, CarriedCell):
        write_cell(sheet, row, index, value.value, form)
    elif value is None:
        sheet.write_blank(row, index, None, form)
    elif isinstance(value, bool):
        sheet.write_boolean(row, index, value, form)
    elif isinstance(value, Real):
        sheet.write_number(row, index, float(value), form)
    elif isinstance(value, (datetime, date)):
        sheet.write_datetime(row, index, value, form)
    else:
        written = str(value)
        refuse_too_long(written)
        sheet.write_string(row, index, written, form)


def is_too_long(written: str) -> bool:
    """Whether no cell can hold a text."""
    return 2 * len(written) > LONGEST_TEXT and len(written.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST_TEXT


def refuse_too_long(written: str) -> None:
    """Raise ValueError for a text that no cell can hold."""
    if is_too_long(written):
        with to_those_who_asked():
            raise ValueError(text("template.too_long", count=len(written), most=number_text(LONGEST_TEXT)))


def _write_formula(sheet: Any, row: int, index: int, cell: CarriedCell, form: Any) -> None:
    """A formula with its last result; without one it counts as not yet computed."""
    result = cell.value
    if isinstance(result, date):
        result = serial(result, date1904=False)
    sheet.write_formula(row, index, f"={cell.formula}", form, "" if result is None else result)
