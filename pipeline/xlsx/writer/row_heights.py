"""How high a row must be for its wrapped texts: an estimate, since only a program that draws them can know.

A row with no height is fitted by Excel when it opens the file, but by LibreOffice only when somebody
edits it: long texts lie over the rows below until then.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cached_property

from pipeline.xlsx.ooxml.numbers import by_column, columns_of, measure
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.xml_edit import Span, is_true

LINE = 13.2  # points of one line at the body's font size
TALLEST = 409.0  # points; Excel shows no higher row
_USUAL_WIDTH = 8.43  # of a column, in characters, where the sheet says nothing
_PADDING = 0.71  # a width as a sheet states it is so much more than the characters that fit in


def letters_in(width: float) -> float:
    """How many letters of the body's font stand in a line of a column of this width."""
    return max(width * 1.2 - 1, 1)


def lines_needed(text: str, width: float) -> int:
    """How many lines `text` takes at a column's `width`."""
    return _lines(text, letters_in(width))


def _lines(text: str, room: float) -> int:
    if "\n" not in text:
        return max(1, math.ceil(len(text) / room))
    return sum(_lines(line, room) for line in text.split("\n"))


def points(lines: int) -> float:
    """The height of a row of so many lines."""
    return min(lines * LINE + 4, TALLEST)


class Heights:
    """Row heights of one sheet. `wraps` says of a cell style whether it breaks its text into lines."""

    def __init__(self, sheet: SheetXml, wraps: Callable[[str], bool]) -> None:
        self._sheet = sheet
        self._wraps = wraps
        # Kept by hand: `functools.cache` of a method would hold all of this until the next collection.
        self._rooms: dict[tuple[int, str], float] = {}

    def attribute(self, texts: Iterable[tuple[float, str]]) -> str:
        """A row's `ht` for its texts, each with the room of its cell; "" where one line will do."""
        lines = [1]
        for room, text in texts:
            if room:
                self.stretch(lines, room, [text], {text})
        return self.of(lines[0])

    def stretch(self, lines: list[int], room: float, values: Sequence[object], given: Set[object]) -> None:
        """Let each row have the lines that its value takes in a column, where that is a text, if these are more.

        `given` are the different ones of the values.
        """
        tall: dict[object, int] = {
            value: _lines(value, room)
            for value in given
            if isinstance(value, str) and (len(value) > room or "\n" in value)
        }
        for at, needed in enumerate(map(tall.get, values) if tall else ()):
            if needed and needed > lines[at]:
                lines[at] = needed

    def of(self, lines: int) -> str:
        """The `ht` of a row of so many lines; "" where one line will do."""
        return f' ht="{max(points(lines), self._least):g}"' if lines > 1 else ""

    def room(self, column: int, style: str) -> float:
        """How many letters a line of a cell has; 0 where its style breaks no lines, or nobody sees the column."""
        if (column, style) not in self._rooms:
            self._rooms[column, style] = self._room(column, style)
        return self._rooms[column, style]

    def _room(self, column: int, style: str) -> float:
        width = self._widths.get(column, self._usual)
        return letters_in(width) if width and self._wraps(style) else 0.0

    @cached_property
    def _format(self) -> dict[str, str]:
        return next((span.attributes for span in self._sheet.top_level if span.name == "sheetFormatPr"), {})

    @cached_property
    def _usual(self) -> float:
        return measure(self._format.get("defaultColWidth"), _USUAL_WIDTH + _PADDING) - _PADDING

    @cached_property
    def _least(self) -> float:
        return measure(self._format.get("defaultRowHeight"), 0)

    @cached_property
    def _widths(self) -> dict[int, float]:
        """The width of each column that the sheet speaks of; 0 for a hidden one."""
        return by_column((columns_of(span.attributes), self._shown(span)) for span in self._sheet.all("col"))

    def _shown(self, column: Span) -> float:
        given = column.attributes
        width = measure(given.get("width"), self._usual + _PADDING) - _PADDING
        return 0.0 if is_true(given.get("hidden")) else width
