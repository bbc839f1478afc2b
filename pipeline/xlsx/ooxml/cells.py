"""One cell as XML: what a value looks like in a worksheet, and what it will read back as."""

from __future__ import annotations

from datetime import date, datetime
from math import isfinite

from pipeline.domain.table_update import Link, Value
from pipeline.xlsx.ooxml.text import storable, xml_text

_EPOCH_1900, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - Excel knows no time zones
# Before March 1900 Excel counts a day that never was, before 1904 the other system counts nothing.
_FIRST_1900, _FIRST_1904 = datetime(1900, 3, 1), datetime(1904, 1, 1)  # noqa: DTZ001
_DAY = 86_400_000_000  # microseconds
_LARGEST = 10**300  # of whole numbers that a cell holds as numbers; made once, as Python would make it at each use

Stored = None | str | bool | int | float


def serial(day: date, date1904: bool) -> int | float | None:
    """Excel's number of a date or date with time; None where Excel has none."""
    moment = day.replace(tzinfo=None) if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001
    if moment < (_FIRST_1904 if date1904 else _FIRST_1900):
        return None
    since = moment - (_EPOCH_1904 if date1904 else _EPOCH_1900)
    part = (since.seconds * 1_000_000 + since.microseconds) / _DAY
    return since.days + part if part else since.days


def stored(value: Value, date1904: bool) -> Stored:
    """What a cell can hold of a value.

    Empty text, NaN and infinities become empty; dates their serial number, or ISO text where Excel
    has no number for them; too long a text is cut with a visible mark.
    """
    if isinstance(value, str):
        return storable(value) or None
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Link):
        return storable(value.text) or None
    if isinstance(value, date):
        if value != value:  # pandas' NaT
            return None
        number = serial(value, date1904)
        return value.isoformat() if number is None else number
    if isinstance(value, int):
        return int(value) if abs(value) < _LARGEST else str(value)
    if isinstance(value, float):
        return float(value) if isfinite(value) else None
    raise TypeError(f"a cell cannot hold {type(value).__name__}")


class CellWriter:
    """Writes cells with a sheet's namespace prefix (`x:` or none)."""

    def __init__(self, prefix: str) -> None:
        p = prefix
        self._head = f'<{p}c r="'
        self._text = f' t="inlineStr"><{p}is><{p}t xml:space="preserve">', f"</{p}t></{p}is></{p}c>"
        self._value = f"><{p}v>", f"</{p}v></{p}c>"
        self._formula = f"><{p}f>", f"</{p}f></{p}c>"

    def cell(self, ref: str, style: str, value: Stored) -> str:
        """The cell at `ref` with `style` (its `s`, "" for none); an empty cell without a style is no cell at all."""
        return f"{self.head(ref)}{self.behind(style, value)}" if style or value is not None else ""

    def head(self, ref: str) -> str:
        """What stands before a cell's style; of `ref` it may be the column alone, where the row's number follows."""
        return f"{self._head}{ref}"

    def behind(self, style: str, value: Stored) -> str:
        """What stands behind the address of a cell."""
        look = f'" s="{style}"' if style else '"'
        if isinstance(value, str):
            before, after = self._text
            return f"{look}{before}{xml_text(value)}{after}"
        if value is None:
            return f"{look}/>"
        before, after = self._value
        if isinstance(value, bool):
            return f'{look} t="b"{before}{int(value)}{after}'
        return f"{look}{before}{value!r}{after}"

    def around(self, style: str) -> tuple[tuple[str, str], tuple[str, str]]:
        """What stands around a text, and around a number, behind the address of a cell."""
        look = f'" s="{style}"' if style else '"'
        (text, text_end), (value, value_end) = self._text, self._value
        return (look + text, text_end), (look + value, value_end)

    def formula(self, ref: str, style: str, formula: str) -> str:
        """A cell with a formula (as XML text) that Excel computes when it opens the workbook."""
        before, after = self._formula
        head = f'{self._head}{ref}" s="{style}"' if style else f'{self._head}{ref}"'
        return f"{head}{before}{formula}{after}"
