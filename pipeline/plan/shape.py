"""Cells of the action plan as comparable text, whatever Excel made of what was written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from schemas.spec import Column, table
from schemas.vocabulary import all_parties_called

CELL_LIMIT = 32_767
_LIST = re.compile(r"[,;\n،؛]")
# What our columns may hold without anybody having typed it; the sentences are in none of these.
_OURS = {
    "rules": re.compile(r"[A-Z]{3,4}-\d\d(, [A-Z]{3,4}-\d\d)*"),
    "partners": re.compile(r"[A-Z][A-Z0-9_-]{0,11}(, [A-Z][A-Z0-9_-]{0,11})*"),
    "proposed_responsible": re.compile(r"[A-Z][A-Z0-9_-]{0,11}(, [A-Z][A-Z0-9_-]{0,11})*"),
}


@cache
def our_columns() -> dict[str, Column]:
    """The columns of the action plan that we write, by name, the stamp included."""
    return {column.name: column for column in table("ActionPlan").columns if column.owner == "us"}


def plain_text(value: object) -> str:
    """Any cell value as text: dates as 2026-11-22, whole numbers without a point, lists joined, empty as ""."""
    if isinstance(value, str):
        return (value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value).strip()
    if value is None:
        return ""
    if isinstance(value, datetime):
        midnight = not (value.hour or value.minute or value.second)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, (tuple, list, set, frozenset)):
        return ", ".join(plain_text(part) for part in value)
    return str(value).strip()


def as_day(value: object) -> date | None:
    """The day that a cell holds as a date or a moment, None where it holds neither."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def day_written(text: str) -> date | None:
    """The day that a text begins with, as stamps and tables have it: 2026-11-22; None where it does not."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def units(text: str) -> int:
    """The length of a text as Excel counts it: characters beyond the basic plane count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitting(text: str) -> str:
    """The text, shortened with an ellipsis where a cell cannot hold it."""
    if 2 * len(text) <= CELL_LIMIT or units(text) <= CELL_LIMIT:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * (CELL_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def canonical(column: Column, raw: object, read: object = None) -> str:
    """What stands in a cell, independent of how it is spelled or formatted; "" where it is empty.

    `raw` is the value as found; `read` what the reader made of it, used only for dates and numbers
    that Excel holds in another form.
    """
    text = plain_text(raw)
    if column.kind == "word" and column.vocabulary:
        return column.vocabulary.code(text) or text
    if column.is_list:
        return ", ".join(part.strip() for part in _LIST.split(text) if part.strip())
    if (column.kind == "date" and not isinstance(raw, date)) or (column.is_number and isinstance(raw, str)):
        return plain_text(read) if isinstance(read, (date, int, float)) and text else text
    return text


def could_be_ours(column: Column, raw: str) -> bool:
    """Whether a canonical text has the form of what we write in that column, sentences apart."""
    if column.kind == "word" and column.vocabulary:
        return raw in column.vocabulary.codes
    if column.kind == "date":
        return _is(date.fromisoformat, raw)
    if column.is_number:
        return _is(float, raw)
    form = _OURS.get(column.name)
    if form and form.fullmatch(raw):
        return True
    # What we proposed may be in another language than the one in force.
    return column.name == "proposed_responsible" and any(map(raw.startswith, all_parties_called()))


def _is(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True
