"""Cell references in A1 notation: letters, numbers, boxes, lists of ranges."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from heapq import heappop, heappush
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


class Box(NamedTuple):
    """A block of cells; all four sides belong to it, rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def ref(self) -> str:
        """As Excel writes it: `B3:E8`, or `B3` for a single cell."""
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def meets(self, other: Box) -> bool:
        """Whether the two have a cell in common."""
        return (
            self.top <= other.bottom and other.top <= self.bottom
            and self.left <= other.right and other.left <= self.right
        )  # fmt: skip

    def holds(self, other: Box) -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.top <= other.top and other.bottom <= self.bottom
            and self.left <= other.left and other.right <= self.right
        )  # fmt: skip

    def with_(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.top, other.top), min(self.left, other.left),
            max(self.bottom, other.bottom), max(self.right, other.right),
        )  # fmt: skip


def overlapping(areas: Iterable[Box]) -> Iterator[Box]:
    """Those areas that have a cell in common with an earlier one, from the top of the sheet downwards.

    Goes down the sheet once: only what reaches into a row is compared there, and of that only the neighbours.
    """
    open_: list[tuple[int, int]] = []  # (left, right) of the areas that reach into this row, apart from each other
    ending: list[tuple[int, tuple[int, int]]] = []
    for area in sorted(areas):
        while ending and ending[0][0] < area.top:
            open_.remove(heappop(ending)[1])
        span = (area.left, area.right)
        at = bisect_left(open_, span)
        if (at < len(open_) and open_[at][0] <= area.right) or (at and open_[at - 1][1] >= area.left):
            yield area
            continue
        open_.insert(at, span)
        heappush(ending, (area.bottom, span))


@cache
def letters(column: int) -> str:
    """`A` for 1, `AA` for 27."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


@cache
def column_number(text: str) -> int:
    """1 for `A`, 27 for `AA`."""
    number = 0
    for letter in text.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """`E8` for row 8, column 5."""
    return f"{letters(column)}{row}"


def absolute(area: Box) -> str:
    """As formulas hold a block fast: `$B$3:$E$8`, or `$B$3` for a single cell."""
    first, last = (f"${letters(column)}${row}" for row, column in (area[:2], area[2:]))
    return first if first == last else f"{first}:{last}"


def cell(text: str) -> tuple[int, int] | None:
    """Row and column of `E8` or `$E$8`; None if it is not a cell of a sheet."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


@lru_cache(maxsize=4096)
def box(text: str) -> Box | None:
    """The box of `B3:E8` or `B3`; None for whole columns, names and other things that are not a plain range."""
    first, colon, last = text.partition(":")
    one = cell(first)
    two = cell(last) if colon else one
    if one is None or two is None:
        return None
    return Box(min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1]))


def boxes(sqref: str) -> list[Box]:
    """The plain ranges of a list such as `B3:E8 G1`."""
    return [found for found in map(box, sqref.split()) if found]
