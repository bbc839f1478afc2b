"""What a cell holds at present: its style, its formula, its value."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.xlsx.ooxml.cells import Stored
from pipeline.xlsx.ooxml.rows import attributes
from pipeline.xlsx.ooxml.shared_strings import SharedStrings, text_within
from pipeline.xlsx.ooxml.text import unescaped, unscreened
from pipeline.xlsx.ooxml.xml_edit import is_true

TEXT_KINDS = frozenset({"s", "inlineStr", "str"})
_HEAD = re.compile(r'<(?:[\w.-]+:)?c(?:\s+r="[A-Z]+\d+")?([^>]*)')
_FORMULA = re.compile(r"<(?:[\w.-]+:)?f(?=[\s/>])[^>]*>")
_VALUE = re.compile(r"<(?:[\w.-]+:)?v(?:\s[^>]*)?(?<!/)>([^<]*)<")


def style_of(raw: str) -> str:
    """The cell's `s`; "" if it has none, and for style 0, which is the same."""
    return head(raw)[0]


def head(raw: str) -> tuple[str, str]:
    """The cell's style, as of `style_of`, and its kind (`t`; "n" where none is given)."""
    match = _HEAD.match(raw)
    return _style_and_kind(match[1]) if match else ("", "n")


@lru_cache(maxsize=4096)
def _style_and_kind(tag: str) -> tuple[str, str]:
    given = attributes(tag)
    return given.get("s", "").lstrip("0"), given.get("t", "n")


def formula_tag(raw: str) -> str | None:
    """The start tag of the cell's formula; None if it has none."""
    if "<f" not in raw and ":f" not in raw:
        return None
    match = _FORMULA.search(raw)
    return match[0] if match else None


def is_filled(raw: str, strings: SharedStrings) -> bool:
    """Whether there is anything in the cell, be it a formula without a value; an empty text is nothing."""
    return formula_tag(raw) is not None or not stands(raw, style_of(raw), None, strings)


def value_of(raw: str, strings: SharedStrings) -> Stored:
    """The cell's value: text, number, bool, or None for nothing; an error value reads as its text."""
    return _value(raw, head(raw)[1], strings)


def _value(raw: str, kind: str, strings: SharedStrings) -> Stored:
    if kind == "inlineStr":
        return text_within(raw) or None
    match = _VALUE.search(raw)
    if match is None or not match[1]:
        return None
    text = unescaped(match[1])
    if kind == "s":
        return strings.text(text) or None
    if kind == "b":
        return is_true(text.strip())
    if kind == "n":
        return float(text)
    return unscreened(text) or None


def stands(raw: str, style: str, value: Stored, strings: SharedStrings) -> bool:
    """Whether the cell already has this style and holds just this value, written in whatever way, and no formula."""
    own, kind = head(raw)
    if own != style or (isinstance(value, str) and kind not in TEXT_KINDS) or formula_tag(raw):
        return False
    try:
        found = _value(raw, kind, strings)
    except ValueError:
        return False
    if value is None or found is None or isinstance(value, bool) or isinstance(found, bool) or isinstance(value, str):
        return type(value) is type(found) and value == found
    return not isinstance(found, str) and float(found) == float(value)
