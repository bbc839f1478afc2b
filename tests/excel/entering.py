"""What Excel makes of what it is handed, as far as our tests need it: it takes texts as if they were typed."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import Cell
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import to_excel

LONGEST_IN_A_BLOCK = 8_203
# What a German Excel makes truth values of; a test of Excel in another language than ours.
TRUTHS = {"true": True, "false": False, "wahr": True, "falsch": False}
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(E[+-]?\d+)?%?", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class ComError(Exception):
    """What pywin32 raises for everything Excel refuses: a number, what it means, and what Excel says."""

    hresult = -2147352567

    def __init__(self, says: str) -> None:
        super().__init__(self.hresult, "Exception occurred.", (0, "Microsoft Excel", says, None, 0, -2146827284), None)

    def __str__(self) -> str:
        return str(self.args[2][2])


# The error values as Excel hands them over, and those of them that xlwings knows.
_ERRORS = {
    "#NULL!": 2000, "#DIV/0!": 2007, "#VALUE!": 2015, "#REF!": 2023, "#NAME?": 2029, "#NUM!": 2036, "#N/A": 2042,
    "#GETTING_DATA": 2043, "#SPILL!": 2045, "#CONNECT!": 2046, "#BLOCKED!": 2047, "#UNKNOWN!": 2048, "#FIELD!": 2049,
    "#CALC!": 2050, "#BUSY!": 2051,
}  # fmt: skip
ERRORS = {name: number - 2146828288 for name, number in _ERRORS.items()}
KNOWN_ERRORS = {ERRORS[name]: name for name in ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")}
_LAST_DAY = 2958465  # 9999-12-31


def enter(cell: Cell, value: Any, single: bool) -> None:
    """Put a value into a cell the way Excel does."""
    if isinstance(value, str):
        value = _typed(cell, value, single)
    elif cell.number_format == "@" and isinstance(value, (int, float)) and not isinstance(value, bool):
        value = f"{value:g}"
    formatted = cell.number_format
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "f" if isinstance(value, _Formula) else "s"
    if isinstance(value, date) and formatted == "General":
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, date):
        cell.number_format = formatted
    if value is None:
        cell.hyperlink = None


class _Formula(str):
    __slots__ = ()


def _typed(cell: Cell, text: str, single: bool) -> Any:
    if len(text) > LONGEST_IN_A_BLOCK and not single:
        raise ComError("0x800A03EC")
    if text == "":
        return None
    if cell.number_format == "@":
        return text
    if text.startswith("'"):
        return text[1:]
    if text.startswith(("=", "#")) and len(text) > 1:
        return _Formula(text) if text.startswith("=") else text
    if text.casefold() in TRUTHS:
        return TRUTHS[text.casefold()]
    if _NUMBER.fullmatch(text):
        return float(text.rstrip("%"))
    day = _DAY.fullmatch(text)
    return datetime(int(day[1]), int(day[2]), int(day[3])) if day else text  # noqa: DTZ001


def handed(cell: Cell, cached: Any) -> Any:
    """The cell's value as Excel hands it over; `cached` is what a formula gave when the file was saved."""
    value = cached if cell.data_type == "f" else cell.value
    if cell.data_type == "e" or (cell.data_type == "f" and isinstance(value, str) and value.startswith("#")):
        return ERRORS[str(value)]
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if shows_a_day(cell) and not 0 <= value <= _LAST_DAY:
            raise ComError("DISP_E_OVERFLOW")
        return round(Decimal(value), 4) if "[$" in cell.number_format else float(value)
    return value


def by_number(cell: Cell, cached: Any) -> Any:
    """The same as Excel's Value2, which knows neither days nor amounts of money."""
    value = cached if cell.data_type == "f" else cell.value
    if isinstance(value, (date, datetime)):
        return float(to_excel(value))  # type: ignore[no-untyped-call]
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return handed(cell, cached)


def shows_a_day(cell: Cell) -> bool:
    """Whether the cell's format shows a day."""
    return bool(is_date_format(cell.number_format))
