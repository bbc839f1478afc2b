"""The rows of a worksheet and the cells of a row, as pieces of text that are put together again unchanged.

The rows are well-formed XML without comments (`SheetXml` refuses others, the self-check parses the
result), so `<row` and `<c` can only be start tags, and patterns find them many times faster than a
parser that calls back for each element.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.numbers import whole_number
from pipeline.xlsx.ooxml.refs import cell, column_number
from schemas.wording.text import text

_TAG = re.compile(r"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_ATTRIBUTE = re.compile(r"""(?<![^\s=<])([^\s=<]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""")


class RowPlace(NamedTuple):
    """Where a row stands in the text of the rows; white space behind it belongs to it."""

    number: int
    start: int
    end: int


class RowText(NamedTuple):
    """A row: its start tag, its cells by column number (each with the white space behind it), and its end."""

    tag: str
    lead: str
    cells: dict[int, str]
    close: str


@cache
def _patterns(prefix: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    row = re.compile(rf"<{re.escape(prefix)}row(?:\s+r=\"([0-9]{{1,7}})\"|(?=[\s/>]))")
    one = re.compile(rf"<{re.escape(prefix)}c(?:(?=\s+r=\"([A-Z]{{1,3}})\d+\")|(?=[\s/>]))")
    return row, one


def start_tag(text: str, at: int = 0) -> str:
    """The start tag that begins there."""
    match = _TAG.match(text, at)
    return match[0] if match else ""


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, their values as they stand."""
    return {match[1]: match[2] if match[2] is not None else match[3] for match in _ATTRIBUTE.finditer(tag)}


def row_places(xml: str, prefix: str, sheet: str, above: int = 0) -> list[RowPlace]:
    """All rows in order; rows without a number follow the one before. Raises WriteError if they are out of order.

    `above` is the number of the row above the first one, where others have been found before.
    """
    found: list[RowPlace] = []
    number, start = above, -1
    for match in _patterns(prefix)[0].finditer(xml):
        previous, end = number, match.start()
        if start >= 0:
            found.append(RowPlace(previous, start, end))
        start = end
        number = int(match[1]) if match[1] else _number(xml, start, previous)
        if number <= previous:
            raise WriteError(text("writer.file.rows_out_of_order", sheet=sheet, row=number), sheet, f"A{number}")
    return [*found, RowPlace(number, start, len(xml))] if start >= 0 else found


def _number(xml: str, start: int, previous: int) -> int:
    """The number of the row that begins there, where it is not the first that its tag says, in digits as usual."""
    given = attributes(start_tag(xml, start)).get("r")
    return whole_number(given, previous) if given else previous + 1


class Rows:
    """The rows of a sheet, each taken apart when it is asked for. Raises WriteError if they are out of order."""

    def __init__(self, xml: str, prefix: str, sheet: str) -> None:
        self.text = xml
        self._prefix = prefix
        self._places = row_places(xml, prefix, sheet)
        self._by_number = {place.number: place for place in self._places}

    def last(self, most: int) -> int:
        """The number of the last row that is not behind the row `most`; 0 if there is none."""
        behind = bisect_left(self._places, (most + 1,))
        return self._places[behind - 1].number if behind else 0

    def row(self, number: int) -> RowText | None:
        """The row as it stands; None if the sheet has none there."""
        place = self._by_number.get(number)
        return row(self.text[place.start : place.end], self._prefix) if place else None

    def between(self, first: int, last: int) -> Iterator[tuple[int, RowText]]:
        """The rows of these numbers that the sheet has, taken apart one after the other."""
        for number, start, end in self._places[bisect_left(self._places, (first,)) :]:
            if number > last:
                return
            yield number, row(self.text[start:end], self._prefix)

    def stretch(self, first: int, last: int) -> tuple[int, int]:
        """Where in the text the rows of these numbers stand, or would stand."""
        places = self._places
        begin, behind = bisect_left(places, (first,)), bisect_left(places, (last + 1,))
        if not places:
            return len(self.text), len(self.text)
        start = places[begin - 1].end if begin else places[0].start
        return start, max(start, places[behind].start if behind < len(places) else len(self.text))


def row(text: str, prefix: str) -> RowText:
    """One row taken apart."""
    tag = start_tag(text)
    if tag.endswith("/>"):
        return RowText(tag, "", {}, text[len(tag) :])
    close = text.rindex("</")
    lead, *parts = _patterns(prefix)[1].split(text[len(tag) : close])
    cells: dict[int, str] = {}
    column, begin = 0, f"<{prefix}c"
    for letters, rest in zip(parts[::2], parts[1::2], strict=True):
        raw = begin + rest
        column = column_number(letters) if letters else _column(raw, column)
        cells[column] = raw
    return RowText(tag, lead, cells, text[close:])


def _column(raw: str, previous: int) -> int:
    place = cell(attributes(start_tag(raw)).get("r", ""))
    return place[1] if place else previous + 1
