"""Cells that hold texts, ids and codes."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from pipeline.reading.coerce.clean import as_text, as_typed, free_text, id_text, shortest_number, western_digits
from pipeline.reading.problems import Trouble
from pipeline.reading.source.cell_marks import Covered, ExcelError, Uncalculated

Coerced = tuple[object, Trouble | None]
DAYS_AND_TIMES = (date, datetime, time, timedelta)
_COMMAS = re.compile(r"\s*[,٫،]\s*")
_WITH_COMMAS = re.compile(r"^\d+(?:\s*[.,٫،]\s*\d+)*\s*[,٫،]\s*\d+(?:\s*[.,٫،]\s*\d+)*$")


def unreadable_trouble(value: object) -> Trouble | None:
    """The trouble of a cell that has no value of its own, None for any other."""
    if isinstance(value, ExcelError):
        return Trouble("CHK-29")
    if isinstance(value, Uncalculated):
        return Trouble("CHK-30")
    return Trouble("CHK-31") if isinstance(value, Covered) else None


def text(value: object) -> Coerced:
    """Free text; numbers and days become the text that stands for them."""
    return (free_text(value) if isinstance(value, str) else as_text(value)), None


def identifier(value: object) -> Coerced:
    """A row's id, a number by its shortest form. A day is an error: Excel made it from what was typed."""
    if isinstance(value, DAYS_AND_TIMES):
        return "", Trouble("CHK-09", {"found": as_typed(value)})
    return _by_number(value) or (id_text(as_text(value)), None)


def partner(value: object) -> Coerced:
    """A partner's code, in capitals; whether it is in Partners is for rule PAR-06."""
    if isinstance(value, DAYS_AND_TIMES):
        return "", Trouble("CHK-09", {"found": as_typed(value)})
    return western_digits(id_text(as_text(value))).upper(), None


def activity_code(value: object) -> Coerced:
    """An activity's dotted code. Typed as a number it is read by its shortest form: 1.10 cannot be told from 1.1.

    A decimal comma is a point: nothing else can be meant in a column of single codes.
    """
    if isinstance(value, DAYS_AND_TIMES):
        return "", Trouble("CHK-09", {"found": as_typed(value)})
    if found := _by_number(value):
        return found
    code = western_digits(id_text(as_text(value)))
    if _WITH_COMMAS.match(code):
        code = _COMMAS.sub(".", code)
        return code, Trouble("CHK-11", {"read": code})
    return code, None


def _by_number(value: object) -> Coerced | None:
    """The id or code that a number stands for, with its mention; None for what is no number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    code = shortest_number(value)
    return code, Trouble("CHK-11", {"read": code})
