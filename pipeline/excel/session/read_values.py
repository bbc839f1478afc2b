"""The values of a block of cells as Excel holds them, whatever stands in one of them.

Excel hands over a block at once. One cell with a date that it cannot show stops the whole block on Windows, an amount
comes rounded to four decimals, and xlwings knows seven of Excel's error values and none on macOS.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from pipeline.excel.session import native
from pipeline.excel.session.looks import formats_of, places_of
from pipeline.excel.session.values import ERRORS
from pipeline.xlsx.ooxml.styles import shows_day

Block = list[list[Any]]
_DAY_ZERO, _DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - Excel knows no time zones
# What Excel on Windows calls an error value: a number from 2000 on, above this one.
_ERROR_ZERO = -2146828288
_ERROR_TEXTS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!", 2051: "#BUSY!", 2052: "#EXTERNAL!", 2222: "#PYTHON!",
}  # fmt: skip
_ERROR_RANGE = range(_ERROR_ZERO + 2000, _ERROR_ZERO + 3000)


def read_values(cells: Any) -> Block:
    """The rows of cells (`xlwings.Range`): texts, numbers, days as `datetime`, error values as their text.

    A cell that is formatted as a day and holds a number beyond all days gives that number. Raises what Excel raises
    where it is busy.
    """
    if native.on_mac():
        return _on_mac(cells)
    try:
        block = cells.options(ndim=2, err_to_str=True).value
    except Exception as problem:  # each fault of one cell has an error of its own
        if native.is_busy(problem):
            raise
        return _by_number(cells)
    block = [[_error_text(value) for value in row] for row in block]
    if any(isinstance(value, Decimal) for row in block for value in row):
        exact = native.numbers(cells)
        return [
            [number if isinstance(value, Decimal) else value for value, number in zip(*rows, strict=True)]
            for rows in zip(block, exact, strict=True)
        ]
    return block


def _on_mac(cells: Any) -> Block:
    """Excel for Mac hands over no error values: where the text of an empty value is one, there is one."""
    values, texts = cells.options(ndim=2).value, native.texts(cells)
    return [
        [text if isinstance(text, str) and text in ERRORS else value for value, text in zip(*rows, strict=True)]
        for rows in zip(values, texts, strict=True)
    ]


def _error_text(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and value in _ERROR_RANGE:
        return _ERROR_TEXTS.get(value - _ERROR_ZERO, "#N/A")
    return value


def _by_number(cells: Any) -> Block:
    """The block with days as numbers, which never fails; where the format shows a day it becomes one again."""
    block = [[None if value == "" else _error_text(value) for value in row] for row in native.numbers(cells)]
    top, left = int(cells.row), int(cells.column)
    zero = _DAY_ZERO_1904 if native.from_1904(cells.sheet.book) else _DAY_ZERO
    for part, code in formats_of(cells):
        if shows_day(code):
            for row, column in places_of(part):
                block[row - top][column - left] = _as_day(block[row - top][column - left], zero)
    return block


def _as_day(value: object, zero: datetime) -> object:
    if not isinstance(value, float) or value < 0:
        return value
    try:
        return zero + timedelta(days=value)
    except OverflowError:
        return value
