"""How far the filled cells of a sheet reach: a reader makes room for the whole box from A1 to the furthest one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from pipeline.door.markup import local, parse
from pipeline.door.soundness import damaged

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class Extent:
    """The furthest row and column (1-based) with something in it, and the number of filled cells."""

    row: int
    column: int
    filled: int = 0

    @property
    def box(self) -> int:
        """The number of cells a reader makes room for."""
        return self.row * self.column


def column_number(letters: str) -> int:
    """The number of a column from its letters: A is 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column from its number: 1 is A."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def range_corners(reference: str) -> tuple[Extent, Extent] | None:
    """The two corners of a range such as A1:H20; None when it cannot be one."""
    corners = [_REFERENCE.fullmatch(corner) for corner in reference.split(":")]
    places = [Extent(int(found[2]), column_number(found[1])) for found in corners if found is not None]
    if len(corners) != 2 or len(places) != 2:
        return None
    first, last = places
    return (first, last) if first.row <= last.row <= LAST_ROW and first.column <= last.column <= LAST_COLUMN else None


def exact_extent(pieces: Iterable[bytes], part: str) -> Extent:
    """How far the filled cells reach in a sheet written in any way: without references, with odd prefixes."""
    walk = _Walk(part)
    parser = expat.ParserCreate()
    parser.StartElementHandler = walk.start
    for piece in pieces:
        parse(parser, piece, False, part)
    parse(parser, b"", True, part)
    return Extent(walk.last_row, walk.last_column, walk.filled)


class _Walk:
    """Follows rows and cells as readers count them: what has no reference follows the one before."""

    def __init__(self, part: str) -> None:
        self.last_row = self.last_column = self.filled = 0
        self._part = part
        self._row = self._column = 0
        self._place: tuple[int, int] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        if name == "row":
            self._row, self._column, self._place = self._number(attributes.get("r", str(self._row + 1))), 0, None
        elif name == "c":
            self._place = self._cell(attributes.get("r"))
        elif self._place is not None:
            row, column = self._place
            self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
            self.filled += 1
            self._place = None

    def _cell(self, reference: str | None) -> tuple[int, int]:
        if reference is None:
            self._column += 1
            place = (max(1, self._row), self._column)
        else:
            found = _REFERENCE.fullmatch(reference)
            if found is None:
                raise damaged(f"{self._part} names a cell that cannot be: {reference[:20]}")
            self._column = column_number(found[1])
            place = (int(found[2]), self._column)
        if place[0] > LAST_ROW or place[1] > LAST_COLUMN:
            raise damaged(f"{self._part} has a cell beyond the last row or column of Excel")
        return place

    def _number(self, digits: str) -> int:
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 7 and int(digits) <= LAST_ROW):
            raise damaged(f"{self._part} names a row that cannot be: {digits[:20]}")
        return int(digits)
