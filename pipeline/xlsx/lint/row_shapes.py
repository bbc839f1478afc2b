"""Rows of one shape: once a row has been found sound, the many that are built just like it are told by one pattern."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.xlsx.ooxml.refs import column_number
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


class Alike:
    """Recognises rows with the same columns and styles as the row last learnt, each cell as our writer writes it."""

    def __init__(self, prefix: str) -> None:
        p = self._prefix = re.escape(prefix)
        self._value = (
            rf"(?:/>|><{p}v>(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)</{p}v></{p}c>|"
            rf' t="inlineStr"><{p}is><{p}t xml:space="preserve">([^<]{{0,{LONGEST}}})</{p}t></{p}is></{p}c>)'
        )
        self._tag = re.compile(rf'<{p}row r="(\d+)"([^<>]*?)(?: ht="\d+(?:\.\d+)?")?>')
        self._last: object = None
        self._pattern: re.Pattern[str] | None = None
        self._credit = LEARNT * PAID_BY
        self.learnt = 0
        self.columns: tuple[int, ...] = ()

    def match(self, row: str, number: int) -> re.Match[str] | None:
        """The row of that number, if it has the shape: behind the number, for each of `columns` a number or a text."""
        match = self._pattern.fullmatch(row) if self._pattern else None
        if match is None or match[1] != str(number):
            return None
        self._credit += 1
        return match

    def run(self, rows: str, at: int) -> list[re.Match[str]]:
        """The rows from `at` on that have the shape and follow each other directly, each as of `match`."""
        found: list[re.Match[str]] = []
        while self._pattern and (match := self._pattern.match(rows, at)):
            found.append(match)
            at = match.end()
        self._credit += len(found)
        return found

    def learn(self, row: str, cells: Cells, number: int) -> None:
        """Take over the shape of a row (its look, address and style of each cell) when it comes a second time."""
        tag = self._tag.match(row)
        addresses = [address.removesuffix(str(number)) for address, _ in cells]
        shape = tag and (tag[2], addresses, [style for _, style in cells])
        if tag and cells and shape == self._last and self._credit >= PAID_BY:
            self._credit -= PAID_BY
            self.learnt += 1
            self.columns = tuple(map(column_number, addresses))
            self._pattern = re.compile(self._written(tag[2], addresses, [style for _, style in cells]))
        self._last = shape

    def _written(self, look: str, addresses: Sequence[str], styles: Sequence[str]) -> str:
        p = self._prefix
        looks = ((letters, f' s="{style}"' if style else "") for letters, style in zip(addresses, styles, strict=True))
        inside = "".join(rf'<{p}c r="{letters}\1"{style}{self._value}' for letters, style in looks)
        return (
            rf'<{p}row r="([1-9]\d{{0,6}})"{re.escape(look)}(?: ht="\d+(?:\.\d+)?")?>{inside}</{p}row>\s*'
            rf"(?=<{p}row[\s/>]|\Z)"
        )
