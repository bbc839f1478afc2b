"""Rows of one shape: once a row has been found sound, the many that are built just like it are told by one pattern."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pipeline.xlsx.ooxml.text import LONGEST

Cells = Sequence[tuple[str, str]]

# To learn a shape costs as much as looking at some twenty rows: so many are learnt, and one more for so many rows told.
LEARNT = 16
PAID_BY = 20


@cache
def ordinary(prefix: str) -> re.Pattern[str]:
    """Cells as nearly all are written (number, shared string, inline string, empty): their addresses and styles."""
    p = re.escape(prefix)
    return re.compile(
        rf'<{p}c r="([A-Z]{{1,3}}\d+)"(?: s="(\d{{1,9}})")?(?:/>|'
        rf"><{p}v>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?</{p}v></{p}c>|"
        rf' t="s"><{p}v>\d{{1,9}}</{p}v></{p}c>|'
        rf' t="inlineStr"><{p}is><{p}t(?: xml:space="preserve")?>[^<]{{0,{LONGEST}}}</{p}t></{p}is></{p}c>)'
    )


class Shape(NamedTuple):
    """How a row is built: the attributes of its tag but number and height, letters and style of each of its cells."""

    look: str
    letters: Sequence[str]
    styles: Sequence[str]

    def tag(self, prefix: str) -> str:
        """A pattern of the start tags of such rows, with their number as its first group."""
        return rf'<{re.escape(prefix)}row r="([1-9]\d{{0,6}})"{re.escape(self.look)}(?: ht="\d+(?:\.\d+)?")?>'


class Alike:
    """Recognises rows with the same columns and styles as the row last learnt, each cell as our writer writes it.

    `credit` grows by one for each row that was told, and is what shapes are learnt for.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._tag = re.compile(rf'<{re.escape(prefix)}row r="\d+"([^<>]*?)(?: ht="\d+(?:\.\d+)?")?>')
        self._last: Shape | None = None
        self._shape: Shape | None = None
        self._pattern: re.Pattern[str] | None = None
        self.credit = LEARNT * PAID_BY
        self.learnt = 0

    def match(self, row: str, number: int) -> bool:
        """Whether the row of that number has the shape."""
        if self._shape and not self._pattern:
            self._pattern = _written(self._shape, self._prefix)
        match = self._pattern.fullmatch(row) if self._pattern else None
        if match is None or match[1] != str(number):
            return False
        self.credit += 1
        return True

    def learn(self, row: str, cells: Cells, number: int) -> Shape | None:
        """Take over the shape of a row when it comes a second time; the shape then."""
        tag = self._tag.match(row)
        letters = [address.removesuffix(str(number)) for address, _ in cells]
        shape = Shape(tag[1], letters, [style for _, style in cells]) if tag and cells else None
        learnt = shape if shape == self._last and self.credit >= PAID_BY else None
        if learnt:
            self.credit -= PAID_BY
            self.learnt += 1
            self._shape, self._pattern = learnt, None
        self._last = shape
        return learnt


def _written(shape: Shape, prefix: str) -> re.Pattern[str]:
    """A pattern of the rows of a shape."""
    p = re.escape(prefix)
    value = (
        rf"(?:/>|><{p}v>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?</{p}v></{p}c>|"
        rf' t="inlineStr"><{p}is><{p}t xml:space="preserve">[^<]{{0,{LONGEST}}}</{p}t></{p}is></{p}c>)'
    )
    looks = ((letters, f' s="{style}"' if style else "") for letters, style in zip(*shape[1:], strict=True))
    cells = "".join(rf'<{p}c r="{letters}\1"{style}{value}' for letters, style in looks)
    return re.compile(rf"{shape.tag(prefix)}{cells}</{p}row>\s*")
