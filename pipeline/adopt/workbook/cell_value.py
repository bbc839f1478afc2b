"""A cell of the source as a value of one of our columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache

from pipeline.adopt.proposal import NOTHING, WordList
from pipeline.adopt.source.sheet import Cell, amount_of, number_of, shown
from pipeline.adopt.workbook.trace import How
from pipeline.reading.coerce.months import month_called
from schemas.fields import Column

_NUMERIC = re.compile(r"^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$")
_NAMED = re.compile(r"^(\d{1,2})[ ./-]+([^\W\d_]{3,12})\.?[ ./,-]+(\d{2,4})$")
CENTURY = 2000
STEPS = range(1, 6)


def value_for(
    column: Column, cell: Cell, words: WordList | None, *, day_first: bool | None, decimal_mark: str = ""
) -> tuple[object, How] | None:
    """The value of a cell in one of our columns and how it came about; None where the cell means nothing there.

    `day_first` and `decimal_mark` are what the other cells of its column tell.
    """
    if words is not None:
        return _word(column, cell, words)
    if column.kind == "date":
        day = day_of(cell, day_first=day_first)
        return (day, "copied" if isinstance(cell, date) else "number") if day else None
    if column.kind == "scale":  # shares and products, which somebody takes for ratings all the same
        step = number_of(cell)
        return (int(step), "copied") if step is not None and step in STEPS else None
    if column.is_number:
        number = amount_of(cell, decimal_mark)
        if number is None or number < 0:
            return None
        return number, "copied" if isinstance(cell, (int, float)) else "number"
    written = shown(cell)
    return (written, "copied") if written else None


def _word(column: Column, cell: Cell, words: WordList) -> tuple[object, How] | None:
    said = words.said(shown(cell))
    code = words.map.get(said)
    if code is None or code == NOTHING:
        return None
    if column.kind == "scale":
        number = number_of(said if words.part else cell)
        how: How = "copied" if number == int(code) else "number" if number is not None else "word"
        return int(code), how
    return code, "word"


def day_of(cell: Cell, *, day_first: bool | None) -> date | None:
    """The day in a cell; `day_first` tells which of two numbers is the day where both could be, None: nobody knows."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        return None
    bare = cell.strip()
    try:
        if match := _NUMERIC.match(bare):
            return _of_numbers(*match.groups(), day_first=day_first)
        if match := _NAMED.match(bare):
            month = month_called(match[2])
            return date(_year(match[3]), month, int(match[1])) if month else None
    except ValueError:
        return None
    return None


def is_month(text: str) -> bool:
    """Whether a text names a month of a year, such as March 2025."""
    name, _, year = text.strip().rpartition(" ")
    if " " in name and name.isascii():
        return False  # a sentence that ends with a number: names of months are not even loaded
    return year.isdecimal() and len(year) == 4 and month_called(name) is not None


def _of_numbers(one: str, two: str, three: str, *, day_first: bool | None) -> date | None:
    if len(one) == 4:
        return date(int(one), int(two), int(three))
    first, second, year = int(one), int(two), _year(three)
    if first > 12:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    if day_first is None:
        return date(year, first, second) if first == second else None
    return date(year, second, first) if day_first else date(year, first, second)


def _year(text: str) -> int:
    return int(text) + (CENTURY if len(text) == 2 else 0)


def order_of_days(cells: Iterable[Cell]) -> bool | None:
    """Whether the day stands first in dates written as text: told by a number above 12, None where none tells."""
    for cell in cells:
        match = _NUMERIC.match(cell.strip()) if isinstance(cell, str) else None
        if match and len(match[1]) <= 2:
            if int(match[1]) > 12:
                return True
            if int(match[2]) > 12:
                return False
    return None


@cache
def is_ambiguous(text: str) -> bool:
    """Whether the day and the month of a date as text could be exchanged."""
    match = _NUMERIC.match(text.strip())
    return bool(match and len(match[1]) <= 2 and int(match[1]) <= 12 and int(match[2]) <= 12 and match[1] != match[2])
