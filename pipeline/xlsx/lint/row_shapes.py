"""Rows of one shape: once a row has been found sound, the many that are built just like it are told by one pattern."""

from __future__ import annotations

import re

from pipeline.xlsx.ooxml.text import LONGEST

Cells = list[tuple[str, str]]

# To learn a shape costs as much as looking at some twenty rows: so many are learnt, and one more for so many rows told.
LEARNT = 16
PAID_BY = 20


class Alike:
    """Recognises rows with the same columns and styles as the row last learnt, each cell of an ordinary kind."""

    def __init__(self, prefix: str) -> None:
        p = self._prefix = re.escape(prefix)
        self._value = (
            rf"(?:/>|><{p}v>-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?</{p}v></{p}c>|"
            rf' t="inlineStr"><{p}is><{p}t(?: xml:space="preserve")?>[^<]{{0,{LONGEST}}}</{p}t></{p}is></{p}c>)'
        )
        self._last: Cells = []
        self._pattern: re.Pattern[str] | None = None
        self._credit = LEARNT * PAID_BY
        self.learnt = 0

    def holds(self, row: str, number: int) -> bool:
        """Whether the row of that number has the shape."""
        match = self._pattern.fullmatch(row) if self._pattern else None
        holds = match is not None and match[1] == str(number)
        self._credit += holds
        return holds

    def learn(self, cells: Cells, number: int) -> None:
        """Take over the shape of a sound row (address and style of each cell) when it comes a second time."""
        shape = [(address.removesuffix(str(number)), style) for address, style in cells]
        if shape and shape == self._last and self._credit >= PAID_BY:
            self._credit -= PAID_BY
            self.learnt += 1
            p = self._prefix
            looks = ((letters, f' s="{style}"' if style else "") for letters, style in shape)
            inside = "".join(rf'<{p}c r="{letters}\1"{look}{self._value}' for letters, look in looks)
            self._pattern = re.compile(rf'<{p}row r="(\d+)"[^<>]*>{inside}</{p}row>\s*')
        self._last = shape
