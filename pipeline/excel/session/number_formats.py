"""Number formats of cells, whatever language Excel and Windows speak.

From outside a macro, `NumberFormat` is in one language or another (TT.MM.JJJJ, Standard, 0,00), as the case may be;
`NumberFormatLocal` is always in that of this computer, which Excel describes itself. So that one is asked and set, and
put into the notation of files where a code is looked at. Excel for Mac is taken at its word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.excel.session.native import on_mac

GENERAL = "General"
# Which of Excel's numbers stands for what (XlApplicationInternational).
_DECIMAL, _THOUSANDS, _GENERAL_NAME = 3, 4, 26
_LETTERS = (("m", 23), ("y", 19), ("m", 20), ("d", 21), ("h", 22), ("s", 24))  # a file calls minutes and months m
_ALONE = r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]|AM/PM|A/P'  # texts, signs, colours, and what is the same everywhere


@dataclass(frozen=True)
class Notation:
    """How this computer writes number formats: `letters` by those of files, and the marks of numbers."""

    letters: tuple[tuple[str, str], ...] = ()
    decimal: str = "."
    thousands: str = ","
    general: str = GENERAL

    def plain(self, code: str) -> str:
        """A code of this computer as a file holds it."""
        names = {self.decimal: ".", self.thousands: ","} | {local.lower(): plain for plain, local in self.letters}
        return self._put(code, self.general, GENERAL, names)

    def local(self, code: str) -> str:
        """A code of a file as this computer writes it."""
        names = {".": self.decimal, ",": self.thousands} | dict(self.letters)
        return self._put(code, GENERAL, self.general, names)

    @staticmethod
    def _put(code: str, general: str, instead: str, names: dict[str, str]) -> str:
        def one(found: re.Match[str]) -> str:
            if found["alone"]:
                return found["alone"]
            return instead if found["general"] else names.get(found[0].lower(), found[0])

        return re.sub(
            rf"(?P<alone>{_ALONE})|(?P<general>{re.escape(general)})|.", one, code, flags=re.IGNORECASE | re.S
        )


_known: dict[int, Notation] = {}


def notation(app: Any) -> Notation:
    """The notation of an Excel (`xlwings.App`), asked once."""
    if on_mac():
        return Notation()
    if app.pid not in _known:
        _known[app.pid] = _asked(app.api.International)
    return _known[app.pid]


def _asked(international: Any) -> Notation:
    """Excel gives all at once or one by one, as it was come by."""

    def said(number: int) -> str:
        return str(international(number) if callable(international) else international[number - 1])

    letters = tuple((plain, said(number)) for plain, number in _LETTERS)
    return Notation(letters, said(_DECIMAL), said(_THOUSANDS), said(_GENERAL_NAME))


def read_format(cells: Any) -> str | None:
    """The number format that all cells of a range have, as this computer writes it; None where they differ."""
    found = cells.number_format if on_mac() else cells.api.NumberFormatLocal
    return None if found is None else str(found)


def set_format(cells: Any, code: str) -> None:
    """Give cells a number format, as this computer writes it."""
    if on_mac():
        cells.number_format = code
    else:
        cells.api.NumberFormatLocal = code
