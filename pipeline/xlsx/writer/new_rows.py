"""Rows that the sheet does not have yet, written column by column: they are most of what a first run writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import repeat
from typing import Any

from pipeline.domain.table_update import KEEP, OutRows, Value
from pipeline.xlsx.ooxml.cells import CellWriter, Stored, stored
from pipeline.xlsx.ooxml.refs import letters
from pipeline.xlsx.ooxml.text import framed, text_contents
from pipeline.xlsx.writer.inherited_style import Look
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.row_heights import Heights

TOGETHER = 2_000  # rows; more at once would only take memory
_WHOLE = 10**15  # integers up to here stand in a file as they are
_NONE = type(None)
_TEXTS, _NUMBERS = frozenset({str, _NONE}), frozenset({int, _NONE})  # the types of a column's values


class NewRows:
    """Writes rows of one table as they look in a new row; people's columns are dressed and empty.

    The number of a row stands in its tag and in each address: a row is what stands between, joined by its number.
    """

    def __init__(self, prefix: str, layout: Layout, look: Look, heights: Heights, date1904: bool) -> None:
        self._begin, self._end, self._look, self._heights = f'<{prefix}row r="', f"</{prefix}row>", look, heights
        writer = CellWriter(prefix)
        dates = {column for column, at in layout.ours.items() if layout.update.columns[at].kind == "date"}
        numbers = range(layout.area.left, layout.area.right + 1)
        self._columns = [Column(writer, look, number, number in dates, date1904) for number in numbers]
        self._places = [layout.ours.get(number) for number in numbers]
        fixed = look.has_fixed_height
        self._rooms = [0 if fixed else heights.room(number, look.cell(number)) for number in numbers]

    def text(self, first: int, rows: OutRows) -> str:
        """The rows from number `first` on; one in which there is nothing to hold is left out.

        Not more than TOGETHER of them should be given at once.
        """
        numbers, nothing = list(map(str, range(first, first + len(rows)))), [None] * len(rows)
        given = [nothing if place is None else rows.values[place] for place in self._places]
        different: list[Set[Any]] = list(map(set, given))
        following = [*(column.head for column in self._columns), self._end]
        pieces = [self._tags(rows, given, different, following[0])]
        for column, here, each, behind in zip(self._columns, given, different, following[1:], strict=True):
            if column.head:
                pieces.append(column.dressed(here, each, behind))
            else:
                pieces[-1] = map("".join, zip(pieces[-1], column.bare(numbers, here, behind), strict=True))
        texts = list(map(str.join, numbers, zip(repeat(self._begin), *pieces)))
        if len(pieces) == 1:  # no cell has a style, so that rows may hold nothing
            texts = [row for row in texts if not row.endswith(f'">{self._end}')]
        return "".join(texts)

    def _tags(
        self, rows: OutRows, given: Sequence[Sequence[Value]], different: Sequence[Set[Any]], behind: str
    ) -> Iterable[str]:
        """The rest of each row's tag, behind its number, and what follows it."""
        lines = [1] * len(rows)
        for place, room, here, each in zip(self._places, self._rooms, given, different, strict=True):
            if room and place is not None and place in rows.locations:
                # A link may be cut short: it takes one to all of it.
                here = [None if to else value for to, value in zip(rows.locations[place], here, strict=True)]
                each = set(here)
            if room:
                self._heights.stretch(lines, room, here, each)
        look, of = self._look.row_attributes, self._heights.of
        tags = {needed: f'"{look}{of(needed)}>{behind}' for needed in set(lines)}
        return map(tags.__getitem__, lines)


class Column:
    """A column of new rows. Its cells begin with `head`, behind which the row's number stands.

    Where new cells have no style an empty one is no cell at all: `head` is "", and `bare` gives the cells with it.
    Each cell has with it what stands `behind` it in each row.
    """

    def __init__(self, writer: CellWriter, look: Look, number: int, is_date: bool, date1904: bool) -> None:
        self._writer, self._look, self._number = writer, look, number
        self._is_date, self._date1904 = is_date, date1904
        self._style = look.cell(number)
        self.head = writer.head(letters(number)) if self._style else ""

    def dressed(self, values: Sequence[Value], given: Set[Any], behind: str) -> Iterable[str]:
        """What stands behind the row's number: of texts and whole numbers made once for each, of others one by one.

        `given` are the different ones of the values.
        """
        kinds = set(map(type, given))
        if not kinds <= _TEXTS:
            kinds = set(map(type, values))  # True is 1
        filled = given - {None, ""}
        (text, text_end), (number, number_end) = self._writer.around(self._style)
        if kinds <= _TEXTS:
            if len(given) == len(filled) > len(values) // 2:  # most are different, and none is empty
                return framed(text_contents(values), text, text_end + behind)  # type: ignore[arg-type]
            written = framed(text_contents(filled), text, text_end + behind)
        elif not self._is_date and kinds <= _NUMBERS and min(filled) > -_WHOLE and max(filled) < _WHOLE:
            written = framed(list(map(str, filled)), number, number_end + behind)
        else:
            return [self._writer.behind(*self._held(value)) + behind for value in values]
        cells: dict[Value, str] = dict(zip(filled, written, strict=True))
        cells[None] = cells[""] = self._writer.behind(self._style, None) + behind
        return map(cells.__getitem__, values)

    def bare(self, rows: Sequence[str], values: Sequence[Value], behind: str) -> Iterable[str]:
        """Cells with their heads, one by one."""
        cell, letter = self._writer.cell, letters(self._number)
        return [cell(f"{letter}{row}", *self._held(value)) + behind for row, value in zip(rows, values, strict=True)]

    def _held(self, value: Value) -> tuple[str, Stored]:
        """The style of a cell and what it holds."""
        held = None if value is KEEP else stored(value, self._date1904)
        numeric = self._is_date and type(held) in (int, float) and not self._look.is_date(self._style)
        return self._look.date_cell(self._number, self._style) if numeric else self._style, held
