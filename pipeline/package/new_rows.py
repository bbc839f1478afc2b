"""Rows that the sheet does not have yet: most of what a first run writes, so each column is prepared once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.package.cells import CellWriter, stored
from pipeline.package.heights import Heights
from pipeline.package.layout import Layout
from pipeline.package.look import Look
from pipeline.package.refs import letters
from pipeline.package.text import content
from pipeline.package.update import KEEP, Value

_WHOLE = 10**15  # integers up to here stand in a file as they are


class Column(NamedTuple):
    """A column of the table: its number, the style of its new cells, and its place in an update's cells."""

    number: int
    style: str
    place: int
    write: Callable[[int, Value], str]


class NewRows:
    """Writes rows of one table as they look in a new row; people's columns are dressed and empty."""

    def __init__(self, prefix: str, layout: Layout, look: Look, heights: Heights, date1904: bool) -> None:
        self._prefix, self._look, self._heights = prefix, look, heights
        writer = CellWriter(prefix)
        dates = {column for column, at in layout.ours.items() if layout.update.columns[at].kind == "date"}
        self._columns = [
            Column(
                number,
                look.cell(number),
                layout.ours.get(number, -1),
                _cell_of(writer, number, look, number in dates, date1904),
            )
            for number in range(layout.area.left, layout.area.right + 1)
        ]
        rooms = [(heights.room(column.number, column.style), column.place) for column in self._columns]
        self._rooms = [] if look.has_fixed_height else [(room, place) for room, place in rooms if room and place >= 0]

    def text(self, number: int, cells: tuple[Value, ...]) -> str:
        """The row with these cells; "" where there is nothing to hold."""
        values = (*cells, None)  # at -1 stands what people's columns hold
        inside = "".join([write(number, values[place]) for _, _, place, write in self._columns])
        if not inside:
            return ""
        texts = [(room, cells[place]) for room, place in self._rooms if type(cells[place]) is str]
        p, height = self._prefix, self._heights.attribute(texts)  # type: ignore[arg-type]
        return f'<{p}row r="{number}"{self._look.row_attributes}{height}>{inside}</{p}row>'


def _cell_of(writer: CellWriter, column: int, look: Look, is_date: bool, date1904: bool) -> Callable[[int, Value], str]:
    """The function that writes the cell of a row in a column: texts and whole numbers at once, others the long way."""
    letter, style = letters(column), look.cell(column)
    text, number, nothing = writer.parts(letter, style)

    def write(row: int, value: Value) -> str:
        kind = type(value)
        if kind is str:
            held = content(value)  # type: ignore[arg-type]
            if held:
                return f"{text[0]}{row}{text[1]}{held}{text[2]}"
        elif kind is int and not is_date and -_WHOLE < value < _WHOLE:  # type: ignore[operator]
            return f"{number[0]}{row}{number[1]}{value}{number[2]}"
        elif value is not None and value is not KEEP:
            return other(row, value)
        return f"{text[0]}{row}{nothing}" if nothing else ""

    def other(row: int, value: Value) -> str:
        held = stored(value, date1904)
        numeric = is_date and type(held) in (int, float) and not look.is_date(style)
        return writer.cell(f"{letter}{row}", look.date_cell(column, style) if numeric else style, held)

    return write
