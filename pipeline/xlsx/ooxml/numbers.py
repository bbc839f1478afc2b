"""Numbers in the attributes of the users' file, which may hold anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isfinite
from typing import TypeVar

from pipeline.xlsx.ooxml.refs import LAST_COLUMN

_Value = TypeVar("_Value")

_LONGEST = 10  # digits of a whole number that means something in a workbook


def whole_number(text: str | None, otherwise: int) -> int:
    """The whole number that an attribute states, from 0; `otherwise` where it states none."""
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else otherwise


def measure(text: str | None, otherwise: float) -> float:
    """A width or a height in whatever unit, from 0; `otherwise` where the attribute states none."""
    try:
        found = float(text or "")
    except ValueError:
        return otherwise
    return found if isfinite(found) and found >= 0 else otherwise


def columns_of(given: Mapping[str, str]) -> range:
    """The columns that a `<col>` speaks of; none where its ends are no columns of a sheet."""
    first, last = whole_number(given.get("min"), 0), whole_number(given.get("max"), 0)
    return range(first, last + 1) if first > 0 and last <= LAST_COLUMN else range(0)


def by_column(said: Iterable[tuple[range, _Value]]) -> dict[int, _Value]:
    """What is said last of each column; every column is looked at once, however often it is spoken of."""
    found: dict[int, _Value] = {}
    behind: dict[int, int] = {}  # of a column that is settled, one further right that may not be
    for columns, value in reversed(list(said)):
        at, passed = columns.start, []
        while at < columns.stop:
            passed.append(at)
            if at not in behind:
                found[at] = value
                behind[at] = at + 1
            at = behind[at]
        behind |= dict.fromkeys(passed, at)
    return found
