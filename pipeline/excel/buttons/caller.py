"""Which workbook a button was pressed in, as the macro said it."""

from __future__ import annotations

import re
import sys
from typing import Any, NamedTuple

from pipeline.files.names import folded


class _Pressed(NamedTuple):
    workbook: str  # its name
    window: str  # of Excel; "" on macOS


_pressed: _Pressed | None = None


def remember(workbook: str, window: str) -> None:
    """The button was pressed in the workbook of this name, in the Excel with this window (a number, "" on macOS)."""
    global _pressed
    _pressed = _Pressed(workbook, window)


def caller() -> Any:
    """The workbook that the button was pressed in (`xlwings.Book`).

    Raises LookupError where Excel does not have it any more, and what Excel raises where it cannot be reached.
    """
    import xlwings

    if _pressed is None or hasattr(xlwings.Book, "_mock_caller"):
        return xlwings.Book.caller()
    # Within one Excel, no two workbooks have the same name.
    name = folded(_pressed.workbook)
    found = next((book for book in _excel(_pressed.window).books if folded(book.name) == name), None)
    if found is None:
        raise LookupError(_pressed.workbook)
    return found


def _excel(window: str) -> Any:
    import xlwings

    if sys.platform == "win32" and window:
        return xlwings.App(impl=xlwings._xlwindows.App(xl=int(window)))
    found = xlwings.apps.active
    if found is None:
        raise LookupError("Excel")
    return found


def decoded(coded: str) -> str:
    """The text that the macro's `Coded` made this of: `_` and four figures stand for a unit of UTF-16."""
    units = re.sub(r"_([0-9A-F]{4})", lambda unit: chr(int(unit[1], 16)), coded)
    return units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
