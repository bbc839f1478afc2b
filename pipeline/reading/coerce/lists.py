"""Cells that hold several codes, separated by comma, semicolon or line break."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.reading.coerce.clean import as_text, as_typed, id_text, shortest_number, western_digits
from pipeline.reading.coerce.texts import DAYS_AND_TIMES, Coerced
from pipeline.reading.coerce.vocabulary import allowed, nearest, with_latin_letters
from pipeline.reading.problems import Trouble
from schemas.fields import ACTIVITY_PATTERN
from schemas.vocabulary import Vocabulary, compared

_BETWEEN = re.compile(r"[,;\n\r،؛、]")
_ACTIVITY = re.compile(ACTIVITY_PATTERN)


def parts_of(value: object) -> list[str]:
    """The parts of a list cell, trimmed, empty ones dropped."""
    return [part for part in (id_text(part) for part in _BETWEEN.split(as_text(value))) if part]


def _once(parts: Iterable[str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for part in parts:
        first.setdefault(compared(part), part)
    return tuple(first.values())


def partners(value: object) -> Coerced:
    """Partner codes in capitals."""
    if isinstance(value, DAYS_AND_TIMES):
        return (), Trouble("CHK-09", {"found": as_typed(value)})
    return _once(western_digits(part).upper() for part in parts_of(value)), None


def ids(value: object) -> Coerced:
    """Ids of any table. A single activity code typed as a number is read by its shortest form and mentioned."""
    if isinstance(value, DAYS_AND_TIMES):
        return (), Trouble("CHK-09", {"found": as_typed(value)})
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        code = shortest_number(value)
        return (code,), Trouble("CHK-11", {"read": code})
    return _once(map(_id, parts_of(value))), None


def _id(part: str) -> str:
    code = western_digits(part).replace("٫", ".")
    return code if _ACTIVITY.match(code) else part


def coerce_words(value: object, of: Vocabulary) -> Coerced:
    """Several words as codes; one that is not allowed makes the whole cell unknown."""
    codes, mention = [], None
    for part in parts_of(value):
        code = of.code(part)
        if code is None:
            code, mention = with_latin_letters(part, of)
        if not code:
            return (), Trouble("CHK-15", {"part": part, "allowed": allowed(of), "nearest": nearest(part, of)})
        codes.append(code)
    return tuple(dict.fromkeys(codes)), mention
