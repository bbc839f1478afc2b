"""What of a chart's part refers to cells: formulas, and what the chart remembers of the cells.

Found by patterns, for a chart has thousands of elements of which few matter. What does not look as
spreadsheet programs write it is not found, and so left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from xml.parsers import expat

from pipeline.xlsx.ooxml.refs import Box, box
from pipeline.xlsx.ooxml.text import unescaped, unscreened

_FORMULA = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!(),]+)!(?P<cells>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)")
_SERIES_NAME = re.compile(rb"ser(?=[\s/>])")  # looked for first: of a chart's thousands of tags few have it
_SERIES_MARK = re.compile(
    rb'<(?:(?P<tag>(?:[\w.-]++:)?+)ser(?:>\s*<(?P=tag)idx val="(?P<number>\d{1,9})"\s*/>|[\s/>])'
    rb"|/(?P<end>(?:[\w.-]++:)?+)ser\s*>)"
)
# The name stands right behind the order; elsewhere `tx` is the text of a label.
_PARTS = re.compile(
    rb"<((?:[\w.-]++:)?+)(?:order\s[^>]*/>\s*<\1(tx)|(cat|xVal|val|yVal))>\s*<\1(str|num)Ref>\s*<\1f>([^<]*)</\1f>"
    rb"(?:\s*<\1\4Cache>(.*?)</\1\4Cache>)?(.*?)</\1\4Ref>",
    re.DOTALL,
)
_REMEMBERED = re.compile(
    rb'<((?:[\w.-]++:)?+)ptCount val="(\d{1,9})"\s*/>(?:\s*<\1pt\s[^>]*>\s*<\1v>[^<]*</\1v>\s*</\1pt>)*', re.DOTALL
)
_POINT = re.compile(rb'<(?:[\w.-]++:)?+pt\s[^>]*?idx="(\d{1,9})"[^>]*>\s*<(?:[\w.-]++:)?+v>([^<]*)<')
_CHANGING = re.compile(rb"<((?:[\w.-]++:)?+)(?:f>[^<]*|ptCount\s[^<>]*/>|pt\s[^<>]*>\s*<\1v>[^<]*</\1v>\s*</\1pt>)")
_ROLES = {b"tx": "name", b"cat": "categories", b"xVal": "categories", b"val": "values", b"yVal": "values"}


class Place(NamedTuple):
    """Where something stands in the part's bytes."""

    start: int
    end: int


class Remembered(NamedTuple):
    """What a chart remembers of cells: how many points (`size`), and the points as they are written."""

    place: Place
    size: int
    xml: bytes

    @property
    def points(self) -> tuple[tuple[int, str], ...]:
        """The texts of the points by number, in order."""
        return tuple((int(at), unscreened(unescaped(text.decode()))) for at, text in _POINT.findall(self.xml))


class Reference(NamedTuple):
    """What a series takes from cells: `role` is name, categories or values of the series whose `idx` is `series`.

    `formula` is where the formula stands, `written` how it writes the sheet, `tag` the namespace
    prefix. `is_number`: numbers are remembered, not texts.
    """

    series: int
    role: str
    tag: str
    is_number: bool
    formula: Place
    written: str
    sheet: str
    area: Box
    remembered: Remembered | None


def references(xml: bytes, *, is_parsed: bool = False) -> Iterator[Reference]:
    """Every reference of a chart's series to cells of one sheet; `is_parsed`: a parser has gone through it.

    Left out: names and several areas, and a series of which people chose in Excel the points to see.
    """
    if b"<!" in xml or not (is_parsed or _is_well_formed(xml)):
        return  # what a comment holds would be taken for an element
    for number, place in _series(xml):
        for part in _PARTS.finditer(xml, place.start, place.end):
            reference = _reference(number, part)
            if reference:
                yield reference


def _is_well_formed(xml: bytes) -> bool:
    """Whether every element of the part is closed: a pattern that looks for the end of one then finds it near by."""
    try:
        expat.ParserCreate().Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError):
        return False
    return True


def _series(xml: bytes) -> Iterator[tuple[int, Place]]:
    """The number of each series and where it stands: a series within another would hide where that ends."""
    places = dict.fromkeys(xml.rfind(b"<", 0, name.start()) for name in _SERIES_NAME.finditer(xml))
    marks = (_SERIES_MARK.match(xml, at) for at in places)
    for begun, following in pairwise(mark for mark in marks if mark):
        if begun["number"] is not None and following["end"] == begun["tag"]:
            yield int(begun["number"]), Place(begun.start(), following.end())


def _reference(series: int, part: re.Match[bytes]) -> Reference | None:
    match = _FORMULA.fullmatch(unescaped(part[5].decode()))
    area = box(match["cells"]) if match else None
    if match is None or area is None or b"fullRef" in part[7]:
        return None
    written = match["sheet"]
    sheet = written[1:-1].replace("''", "'") if written.startswith("'") else written
    remembered = _REMEMBERED.search(part.string, *part.span(6)) if part[6] is not None else None
    return Reference(
        series, _ROLES[part[2] or part[3]], part[1].decode(), part[4] == b"num", Place(*part.span(5)), written, sheet,
        area, Remembered(Place(*remembered.span()), int(remembered[2]), remembered[0]) if remembered else None,
    )  # fmt: skip


def without_ranges(xml: bytes) -> bytes:
    """The part with formulas and remembered points taken out: what a run must leave as it is."""
    return _CHANGING.sub(b"", xml)
