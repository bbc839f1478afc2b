"""Between what Excel hands over and what the reader and the writer of files know."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from pipeline.domain.table_update import Link, Value
from pipeline.reading.source.cell_marks import ExcelError
from pipeline.xlsx.ooxml.cells import serial, stored

ERRORS = frozenset({
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!",
    "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#EXTERNAL!", "#PYTHON!", "#GETTING_DATA",
})  # fmt: skip
_TRUTHS = frozenset({"true", "false"})  # other languages have other words: `entry` looks what became of a text
_DAY_ZERO = 1900  # a time of day comes as a moment of 30 December 1899

Content = str | bool | int | float | date | None


def found(value: object) -> object:
    """A cell's value as the file reader would give it: "" for an empty cell, days without a time as days.

    An error value comes as its text and becomes a mark.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return ExcelError(value) if value in ERRORS else value
    if isinstance(value, datetime):
        if value.year < _DAY_ZERO:
            return value.time()
        return value.date() if value.time() == time() else value
    return float(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else value


def cell_content(value: Value, date1904: bool) -> Content:
    """What a cell is to hold: days stay days, where Excel has a number for them; the rest as in a file."""
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, date) and value == value and serial(value, date1904) is not None:
        return value
    return stored(value, date1904)


def entered(value: Content, as_text: bool = False) -> object:
    """What to hand to Excel so that it holds `value`.

    Excel takes what it is handed as if it were typed: a text that looks like a formula, a number, a
    day or a truth value gets an apostrophe before it. `as_text`: the cell is formatted as text and
    takes every text as it is.
    """
    if isinstance(value, str):
        return f"'{value}" if not as_text and _could_be_taken(value) else value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - Excel knows no time zones
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _could_be_taken(text: str) -> bool:
    """Whether Excel might make something else of a text, or drop its first letter."""
    return (
        not text[:1].isalpha()
        or any(letter.isnumeric() for letter in text)
        or text.casefold().strip() in _TRUTHS
        or text != text.strip()
    )


def same_value(meant: object, stands: object) -> bool:
    """Whether a cell holds what was meant."""
    meant, stands = found(meant), found(stands)
    if isinstance(meant, bool) or isinstance(stands, bool):
        return meant is stands
    if isinstance(meant, str) and isinstance(stands, str):
        return meant == stands or meant.replace("\r\n", "\n") == stands.replace("\r\n", "\n")
    if isinstance(meant, date) and isinstance(stands, date):
        return abs((_moment(meant) - _moment(stands)).total_seconds()) < 1
    return meant == stands


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
