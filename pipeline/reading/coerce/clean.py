"""Texts as people type them, without what cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from pipeline.reading.source.cell_marks import Struck

# Zero-width and joining marks, direction marks, soft hyphen, byte-order mark.
_MARKS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
_UNSEEN = re.compile(f"[{_MARKS}{_CONTROL}]")
_SPACES = re.compile(r"\s+")
UNWANTED = re.compile(f"[{_CONTROL}\r\u00a0\ufeff\u200b-\u200f]")
_REPLACED = {"\r\n": "\n", "\r": "\n", "\u00a0": " "}
_REPLACE = re.compile("\r\n|\r|\u00a0")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
SHOWN = 80


def free_text(text: str) -> str:
    """Free text: control characters gone, one kind of line break and space, no space at the ends."""
    if UNWANTED.search(text):
        text = re.sub(f"[{_CONTROL}\ufeff]", "", _REPLACE.sub(lambda match: _REPLACED[match[0]], text))
        text = text if id_text(text) else ""
    return text.strip()


def id_text(text: str) -> str:
    """An id or code: invisible marks gone, every run of spaces one plain space, none at the ends."""
    if text.isascii() and text.isprintable():
        return text if " " not in text else _SPACES.sub(" ", text).strip()
    return _SPACES.sub(" ", _UNSEEN.sub("", text.replace("\n", " "))).strip()


def western_digits(text: str) -> str:
    """Arabic-Indic, Persian and other digits as 0 to 9."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


def is_blank(value: object) -> bool:
    """Whether a cell is empty to the eye: nothing, or nothing that can be seen."""
    if value == "" or value is None:
        return True
    return isinstance(value, str) and not value[0].isalnum() and not id_text(value)


def shortest_number(value: float) -> str:
    """A number in its shortest form: 3.0 is 3, 1.2 is 1.2."""
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else f"{value:.15g}"


def as_text(value: object) -> str:
    """A cell's content as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return shortest_number(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, Struck):
        return as_text(value.value)
    return "" if value is None else str(value)


def as_typed(value: object) -> str:
    """A cell's content as messages quote it: one line, not endless."""
    text = id_text(as_text(value))
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
