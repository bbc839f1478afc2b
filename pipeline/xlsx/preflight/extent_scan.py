"""How far the cells of a large sheet can reach, at close to the speed of unpacking it.

`Glance` bounds the box of a sheet whose cells are written as Excel writes them; `filled_extent`
then looks at the filled cells alone. A sheet written in any other way is left to `exact_extent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.xlsx.ooxml.refs import LAST_COLUMN, LAST_ROW, column_number
from pipeline.xlsx.preflight.extent import Extent, exact_extent
from pipeline.xlsx.preflight.xml_guard import root
from pipeline.xlsx.preflight.zip_parts import PIECE

KEEP = 1 << 16


# A bound is the number of digits (letters) and the first of them: 2x,xxx rows, columns of two letters from D.
@lru_cache(maxsize=1024)
def _beyond(prefix: bytes, column: tuple[int, str], row: tuple[int, str]) -> re.Pattern[bytes]:
    """Finds the next cell that lies beyond the bounds or is not written as Excel writes it."""
    letters = {1: "[A-Z]", 2: f"[A-{column[1]}]?[A-Z]", 3: f"(?:[A-Z]{{1,2}}|[A-{column[1]}][A-Z]{{2}})"}[column[0]]
    digits = f"(?:[1-{row[1]}][0-9]{{{row[0] - 1}}}|[1-9][0-9]{{0,{row[0] - 2}}}+)"  # most rows have the most digits
    return re.compile(b'<%bc(?! r="%b%b")[\\s/>]' % (re.escape(prefix), letters.encode(), digits.encode()))


@lru_cache(maxsize=64)
def _foreign(prefix: bytes) -> re.Pattern[bytes]:
    """Finds a cell under another prefix than the sheet's own."""
    if not prefix:
        return re.compile(rb":c[\s/>]")
    own = re.escape(prefix[:-1])
    return re.compile(rb"(?<!<%b)(?<!/%b):c[\s/>]|<c[\s/>]" % (own, own))


@lru_cache(maxsize=64)
def _cell(prefix: bytes) -> re.Pattern[bytes]:
    return re.compile(rb'<%bc r="([A-Z]{1,3})([1-9][0-9]{0,6})"' % re.escape(prefix))


@lru_cache(maxsize=64)
def _filled(prefix: bytes) -> re.Pattern[bytes]:
    # With a look and no value, in every way in which programs write that: <c/>, <c />, <c></c>.
    empty = rb'(?:\s+[\w:]+="[^"<>]*")*+\s*+(?:/>|>\s*+</%bc\s*+>)' % re.escape(prefix)
    return re.compile(_cell(prefix).pattern + b"(?!" + empty + b")")


class Glance:
    """Bounds how far the cells of one sheet reach, from pieces of its XML in order.

    `odd` becomes True when a cell is not written as Excel writes it; the bounds then mean nothing.
    """

    def __init__(self, prefix: bytes) -> None:
        self.odd = False
        self._prefix = prefix
        self._column = (1, "Z")
        self._row = (3, "9")
        self._rest = b""

    def look(self, piece: bytes) -> None:
        """Take the next piece."""
        if self.odd:
            return
        piece, self._rest = _whole_tags(self._rest + piece, b"<")
        self._scan(piece)

    def bound(self) -> Extent:
        """The furthest row and column that any cell can have; call after the last piece."""
        if not self.odd:
            self._scan(self._rest)
        count, first = self._column
        column = column_number(first + "Z" * (count - 1))
        count, first = self._row
        return Extent((int(first) + 1) * 10 ** (count - 1) - 1, column)

    def _scan(self, piece: bytes) -> None:
        if (self._prefix or b":" in piece) and _foreign(self._prefix).search(piece):
            self.odd = True
        at = 0
        while not self.odd and (beyond := _beyond(self._prefix, self._column, self._row).search(piece, at)):
            at = beyond.start()
            self._reach(piece, at)
            # The last cell of the piece tells how far to reach at once, instead of row by row.
            self._reach(piece, max(at, piece.rfind(b'<%bc r="' % self._prefix)))

    def _reach(self, piece: bytes, at: int) -> None:
        cell = _cell(self._prefix).match(piece, at)
        if cell is None:
            self.odd = True
            return
        letters, digits = cell[1].decode(), cell[2].decode()
        self._column = max(self._column, (len(letters), letters[0] if len(letters) > 1 else "Z"))
        self._row = max(self._row, (len(digits), digits[0]))


def filled_extent(pieces: Iterable[bytes], prefix: bytes, enough: int) -> Extent:
    """How far the filled cells reach in a sheet that is written as Excel does; stops at `enough` filled cells."""
    row = column = filled = 0
    for piece in _cut_before(pieces, b"<%bc " % prefix):
        cells = _filled(prefix).findall(piece)
        filled += len(cells)
        column = max([column, *(column_number(letters.decode()) for letters in {letters for letters, _ in cells})])
        row = max([row, *map(int, {digits for _, digits in cells})])
        if filled >= enough:
            break
    return Extent(row, column, filled)


def extent_of(xml: bytes, part: str) -> Extent:
    """How far the filled cells of a sheet reach that is in memory: by searches where it is written as Excel does.

    A million cells with a border and nothing in them then cost a tenth of a second, not ten.
    """
    prefix, _ = root(xml)
    glance = Glance(prefix)
    for piece in _in_pieces(xml):
        glance.look(piece)
    glance.bound()
    if glance.odd or b"<!" in xml:
        return exact_extent([xml], part)
    return filled_extent(_in_pieces(xml), prefix, LAST_ROW * LAST_COLUMN)


def _in_pieces(xml: bytes) -> Iterator[bytes]:
    """A long sheet has millions of cells: those of a piece are looked at, and gone."""
    return (xml[at : at + PIECE] for at in range(0, len(xml), PIECE))


def _cut_before(pieces: Iterable[bytes], tag: bytes) -> Iterable[bytes]:
    rest = b""
    for piece in pieces:
        whole, rest = _whole_tags(rest + piece, tag)
        yield whole
    yield rest


def _whole_tags(text: bytes, tag: bytes) -> tuple[bytes, bytes]:
    """Split before the last `tag`, so that no tag is judged half; a very long rest is text, not a tag."""
    for mark in (tag, b"<"):
        cut = text.rfind(mark)
        if cut >= 0 and len(text) - cut <= KEEP:
            return text[:cut], text[cut:]
    return text, b""
