"""What people wrote, made harmless for a page: no control characters, no tricks with direction, no endless texts."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from schemas.wording.direction import closed
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import text

LONGEST = 700
# Controls but tab and line break, lone surrogates, non-characters, and marks that override the direction
# of what follows them. Marks that only hint at a direction (U+200E, U+200F) or set something apart stay: honest
# texts need them.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066\u2067\u2028\u2029\ufeff]"
)
# Most texts: nothing to look for, nothing to escape.
_is_harmless = re.compile(r"[ !#-%(-;=?-~]*").fullmatch
# More than a few marks on one letter only serve to write over the neighbours.
_PILED = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)


def clean(value: object) -> object:
    """A value ready to be escaped and shown. Markup made by our own templates passes as it is."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return "" if value is None else value
    if not value.replace("\n", " ").isprintable():  # in most texts: nothing to look for
        value = _HARMFUL.sub("", value)
    return value if value.isascii() else closed(_PILED.sub(r"\1", value))  # what follows must not be moved


def shown(value: object) -> str:
    """A value as it stands in a page: clean and escaped. Markup made by our own templates passes as it is."""
    if isinstance(value, Markup) or (type(value) is str and (value.isalnum() or _is_harmless(value))):
        return value
    return escape(clean(value))


def cut(text: str, longest: int = LONGEST) -> str:
    """A text of at most so many characters, cut at a space with an ellipsis: the cell named beside it has the rest."""
    if len(text) <= longest:
        return text
    short = text[:longest]
    return closed((short.rsplit(None, 1)[0] if " " in short[longest // 2 :] else short) + " …")


def number(value: float | None, digits: int = 0) -> str:
    """A number as people read it: thousands separated, "" for none."""
    return "" if value is None else number_text(value, digits)


def percent(share: float | None) -> str:
    """A share of 0 to 1 in per cent, "" for none."""
    return "" if share is None else text("phrases.percent", number=number_text(100 * share))
