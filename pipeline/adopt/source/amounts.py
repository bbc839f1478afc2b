"""Amounts that stand as text, with a currency and the marks of any language: `USD 1,250.50`, `1.250,50 €`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from pipeline.reading.coerce.amount_parts import amount, is_currency_sign
from pipeline.reading.coerce.numbers import number
from pipeline.reading.coerce.units import codes_of

_LONGEST = 40
_KEPT = 1_024  # texts
# A letter or two and a number are an id (R 12): what begins with letters is an amount behind a code or a sign.
_CURRENCY_FIRST = re.compile(r"[-−(]?\s*(?:[A-Z]{3}|[A-Za-z]{0,3}[$€£¥]|(?:Rs|Fr|KSh|Ksh|Tk)\.?)\s*[-−]?\d")
_EITHER = "CHK-17"  # the message on a number that can be read in two ways


def readings(text: str) -> tuple[float, ...]:
    """What a text can mean as an amount: nothing, one number, or two, the one with decimals first (1.250)."""
    bare = text.strip()
    if len(bare) > _LONGEST or (_begins_with_letter(bare) and not _CURRENCY_FIRST.match(bare)):
        return ()
    return _readings(bare)


@lru_cache(_KEPT)
def _readings(bare: str) -> tuple[float, ...]:
    if not _is_counted_in_money(bare):
        return ()
    value, trouble = number(bare)
    if isinstance(value, float):
        return (value,)
    if trouble and trouble.check == _EITHER:
        one, other = (float(str(trouble.values[name])) for name in ("one", "other"))
        return (one, other) if one != -other else ()
    return ()


def _is_counted_in_money(text: str) -> bool:
    """Whether nothing stands beside the digits but a currency that there is: ISO 27001 and 3 R are no amounts."""
    parts = amount(text)
    return parts is not None and all(map(_is_currency, parts.words))


def _is_currency(word: str) -> bool:
    if len(word) == 1:
        return is_currency_sign(word)
    return any(map(is_currency_sign, word)) or bool(codes_of(word) & _currencies())


@cache
def _currencies() -> frozenset[str]:
    from babel.numbers import list_currencies  # only where letters stand beside digits

    return frozenset(list_currencies())


def _begins_with_letter(text: str) -> bool:
    return text.lstrip("-−( ")[:1].isalpha()


def read_amount(text: str, decimal_mark: str = "") -> float | None:
    """The amount that a text means; of two readings the one with this decimal mark, without one in thousands."""
    found = readings(text)
    if not found:
        return None
    return found[0] if decimal_mark and decimal_mark in text else found[-1]


def decimal_mark(cells: Iterable[object]) -> str:
    """The decimal mark of a column, `.` or `,`: told by amounts that mean one thing only; "" where none or both."""
    found = {mark for cell in cells if isinstance(cell, str) and (mark := _mark_of(cell))}
    return found.pop() if len(found) == 1 else ""


def is_undecided(cells: Iterable[object]) -> bool:
    """Whether a column has an amount that can be read in two ways, and no other of its cells tells which.

    One below zero stays out, whichever it is.
    """
    texts = [cell for cell in cells if isinstance(cell, str)]
    return any(_is_either(text) for text in texts) and not decimal_mark(texts)


def _is_either(text: str) -> bool:
    return len(found := readings(text)) > 1 and found[0] >= 0


def _mark_of(text: str) -> str:
    """The decimal mark that an amount shows, or the one that is left where the other parts its thousands."""
    parts = amount(text) if len(readings(text)) == 1 else None
    marks = [mark for mark in parts.digits if mark in ".,"] if parts else []
    if not marks:
        return ""
    if len(set(marks)) == 2 or len(marks) == 1:
        return marks[-1]
    return "," if marks[0] == "." else "."
