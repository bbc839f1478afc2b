"""Cells that hold days, and texts and numbers that people meant as days."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from pipeline.reading.coerce.clean import as_typed, id_text, western_digits
from pipeline.reading.coerce.months import is_weekday, month_called
from pipeline.reading.coerce.texts import DAYS_AND_TIMES, Coerced
from pipeline.reading.problems import Trouble

EARLIEST, LATEST = date(1990, 1, 1), date(2200, 12, 31)
_START_1900, _START_1904 = date(1899, 12, 30), date(1904, 1, 1)
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_ISO_SHORT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T\d{4,6}(Z|[+-]\d{2,4})?)?$", re.IGNORECASE)
# A time behind the day does not count, nor does its zone, however programs write it.
_TIME = re.compile(
    r"(?:T|,?\s)\s*(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?)\s?(?:[ap]\.?m\.?)?\s?"
    r"(?P<zone>Z|(?:UTC|GMT)?\s?(?:[+-]\d{2}:?(?:\d{2})?)?)(?:\s?[\[(][^\])]*[\])])?$|(?:Z|[+-]\d{2}:\d{2})$",
    re.IGNORECASE,
)
_MIDNIGHT = re.compile(r"0?0:00(?::00)?(?:[.,]0+)?")
_WEEKDAY = re.compile(r"^([^\W\d_]+)[,،.]*\s+(?=\S)")
_ARTICLE = re.compile(r"^(?:le|el)\s+(?=\d)", re.IGNORECASE)
_WRITTEN = str.maketrans(dict.fromkeys("‐‑‒–—−－", "-") | {"／": "/", "．": ".", "年": "-", "月": "-", "日": ""})
_NUMBERS = re.compile(r"^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})$")
_SHORT_YEAR = re.compile(r"^\d{1,2}([-/. ])\d{1,2}\1\d{2}$")
# A month in letters: 12 March 2026, 1er mars 2026, 12 de marzo de 2026, 5 كانون الثاني 2026; or March 12, 2026.
_MONTH = r"(?P<month>[^\W\d_]+(?: (?!del?\b)[^\W\d_]+)?)"
_DAY_FIRST = re.compile(
    rf"^(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|[ºª°])?[\s.\-/]+(?:de\s+)?{_MONTH}\.?[\s,،.\-/]+(?:del?\s+)?(?P<year>\d{{4}})$"
)
_MONTH_FIRST = re.compile(rf"^{_MONTH}\.?[\s\-/]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,،.\-/]+(?P<year>\d{{4}})$")


def day(value: object, from_1904: bool) -> Coerced:
    """A calendar day. Texts are read where they can mean one day only, and mentioned; else they are an error."""
    if isinstance(value, bool):
        return None, Trouble("CHK-22")
    if isinstance(value, datetime):
        return _sensible(value.date(), None)
    if isinstance(value, date):
        return _sensible(value, None)
    if isinstance(value, (int, float)):
        return _serial(value, from_1904)
    if isinstance(value, DAYS_AND_TIMES):
        return None, Trouble("CHK-24", {"found": as_typed(value)})
    return _text(western_digits(id_text(str(value))).translate(_WRITTEN))


def _sensible(found: date, mention: Trouble | None) -> Coerced:
    if not EARLIEST <= found <= LATEST:
        return None, Trouble("CHK-28", {"read": found.isoformat()})
    return found, mention


def _serial(value: float, from_1904: bool) -> Coerced:
    """A number in a column of days: Excel's count of days, where it gives a sensible one."""
    start = _START_1904 if from_1904 else _START_1900
    if not 0 <= value < 200_000:
        return None, Trouble("CHK-24")
    found = start + timedelta(days=int(value))
    if not EARLIEST <= found <= LATEST:
        return None, Trouble("CHK-24")
    return found, Trouble("CHK-27", {"read": found.isoformat()})


def _text(text: str) -> Coerced:
    """A day from a text; where a time of day and its zone stand behind it, it may be another day elsewhere."""
    time = _TIME.search(text)
    plain = text[: time.start()] if time else text
    found, trouble = _day(plain)
    if found is None:
        found, trouble = _day(_without_weekday(plain))
    if found and time and time["zone"] and not _MIDNIGHT.fullmatch(time["time"]):
        return found, Trouble("CHK-93", {"read": str(found)})
    return found, trouble


def _without_weekday(text: str) -> str:
    first = _WEEKDAY.match(text)
    return _ARTICLE.sub("", text[first.end() :] if first and is_weekday(first[1]) else text)


def _day(text: str) -> Coerced:
    if match := _ISO.match(text) or _ISO_SHORT.match(text):
        return _read(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMBERS.match(text):
        return _either(int(match[1]), int(match[3]), int(match[4]))
    if _SHORT_YEAR.match(text):
        return None, Trouble("CHK-26")
    if match := _DAY_FIRST.match(text.lower()) or _MONTH_FIRST.match(text.lower()):
        return _read(int(match["year"]), month_called(match["month"]) or 0, int(match["day"]))
    return None, Trouble("CHK-24")


def _read(year: int, month: int, number: int) -> Coerced:
    try:
        found = date(year, month, number)
    except ValueError:
        return None, Trouble("CHK-24")
    return _sensible(found, Trouble("CHK-32", {"read": found.isoformat()}))


def _either(first: int, second: int, year: int) -> Coerced:
    """Day and month in an order that only the numbers can tell."""
    if first == second or second > 12:
        return _read(year, first, second)
    if first > 12:
        return _read(year, second, first)
    try:
        one, other = date(year, second, first), date(year, first, second)
    except ValueError:
        return None, Trouble("CHK-24")
    return None, Trouble("CHK-25", {"one": one.isoformat(), "other": other.isoformat()})
