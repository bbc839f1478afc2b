"""How far the filled cells of a sheet reach: a reader makes room for the whole box from A1 to the furthest one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

from pipeline.xlsx.ooxml.refs import LAST_COLUMN, LAST_ROW, cell
from pipeline.xlsx.preflight.verdict import damaged
from pipeline.xlsx.preflight.xml_guard import local, parse


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
        place: tuple[int, int] | None
        if reference is None:
            self._column += 1
            place = (max(1, self._row), self._column)
        else:
            place = cell(reference)
            if place is None or "$" in reference:
                raise damaged("no_such_cell", part=self._part, cell=reference[:20])
            _, self._column = place
        if self._column > LAST_COLUMN:
            raise damaged("beyond_last_column", part=self._part)
        return place

    def _number(self, digits: str) -> int:
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 7 and int(digits) <= LAST_ROW):
            raise damaged("no_such_row", part=self._part, row=digits[:20])
        return int(digits)
