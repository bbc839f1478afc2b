"""Rows that the sheet does not have yet, written column by column: they are most of what a first run writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import repeat
from typing import Any, NamedTuple

from pipeline.domain.table_update import KEEP, OutRows, Value
from pipeline.xlsx.ooxml.cells import CellWriter, stored
from pipeline.xlsx.ooxml.refs import letters
from pipeline.xlsx.ooxml.text import text_content, text_contents
from pipeline.xlsx.writer.inherited_style import Look
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.row_heights import Heights

TOGETHER = 2_000  # rows; more at once would only take memory
_WHOLE = 10**15  # integers up to here stand in a file as they are
_NONE = type(None)
_TEXTS, _NUMBERS = frozenset({str, _NONE}), frozenset({int, _NONE})  # the types of a column's values


class Column(NamedTuple):
    """A column of the table: where its values stand in an update's cells (None for people's), and their room.

    `cells` gives, for numbers of rows and the values in them, the pieces that make up each row's cell, one by one.
    """

    place: int | None
    room: float
    cells: Callable[[Sequence[str], Sequence[Value]], list[Iterable[str]]]


class NewRows:
    """Writes rows of one table as they look in a new row; people's columns are dressed and empty."""

    def __init__(self, prefix: str, layout: Layout, look: Look, heights: Heights, date1904: bool) -> None:
        self._prefix, self._look, self._heights = prefix, look, heights
        writer = CellWriter(prefix)
        dates = {column for column, at in layout.ours.items() if layout.update.columns[at].kind == "date"}
        self._columns = [
            Column(
                layout.ours.get(number),
                0 if look.has_fixed_height else heights.room(number, look.cell(number)),
                _cells_of(writer, number, look, number in dates, date1904),
            )
            for number in range(layout.area.left, layout.area.right + 1)
        ]

    def text(self, first: int, given: OutRows) -> str:
        """The rows from number `first` on; one in which there is nothing to hold is left out.

        Not more than TOGETHER of them should be given at once.
        """
        return "".join(self._texts(range(first, first + len(given)), given))

    def _texts(self, numbers: range, given: OutRows) -> Iterator[str]:
        nothing, rows = [None] * len(numbers), list(map(str, numbers))
        pieces, lines = list[Iterable[str]](), [1] * len(numbers)
        for column in self._columns:
            here = nothing if column.place is None else given.values[column.place]
            pieces += column.cells(rows, here)
            if column.room and column.place is not None:
                led = given.locations.get(column.place)  # a link may be cut short: it takes one to all of it
                texts = [None if to else value for to, value in zip(led, here, strict=True)] if led else here
                self._heights.stretch(lines, column.room, texts)
        p, look = self._prefix, self._look.row_attributes
        heights = {needed: self._heights.of(needed) for needed in set(lines)}
        cells = zip(*pieces)  # noqa: B905 - what is the same in each row has no end
        for number, inside, needed in zip(rows, map("".join, cells), lines, strict=True):
            yield f'<{p}row r="{number}"{look}{heights[needed]}>{inside}</{p}row>' if inside else ""


def _cells_of(
    writer: CellWriter, column: int, look: Look, is_date: bool, date1904: bool
) -> Callable[[Sequence[str], Sequence[Value]], list[Iterable[str]]]:
    """The function that writes a column's cells: texts and whole numbers all at once, others one by one."""
    letter, style = letters(column), look.cell(column)
    (head, text, text_end), (_, number, number_end), nothing = writer.parts(letter, style)

    def cells(rows: Sequence[str], values: Sequence[Value]) -> list[Iterable[str]]:
        kinds = set(map(type, values))
        alike = nothing or _NONE not in kinds
        given: Set[Any] = set(values) - {None}
        written: dict[Any, str]
        if alike and kinds <= _TEXTS and all(given):
            written = {value: f"{text}{content}{text_end}" for value, content in text_contents(given)}
        elif alike and not is_date and kinds <= _NUMBERS and min(given) > -_WHOLE and max(given) < _WHOLE:
            written = {value: f"{number}{value}{number_end}" for value in given}
        else:
            return [[one(row, value) for row, value in zip(rows, values, strict=True)]]
        written[None] = nothing
        return [repeat(head), rows, map(written.__getitem__, values)]

    def one(row: str, value: Value) -> str:
        if type(value) is str and value:
            return f"{head}{row}{text}{text_content(value)}{text_end}"
        held = None if value is KEEP else stored(value, date1904)
        numeric = is_date and type(held) in (int, float) and not look.is_date(style)
        return writer.cell(f"{letter}{row}", look.date_cell(column, style) if numeric else style, held)

    return cells
