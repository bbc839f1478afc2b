"""Rows and links of a finished sheet that need no other reader.

Such a row is built just like one that stays for him, and where that one's values stand it has those that were meant,
each of which everybody reads as it stands: what the other reader makes of the one, he makes of both. Of links that
follow each other and are built alike, each from a cell, the first stays.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.domain.table_update import KEEP, Link, Value
from pipeline.xlsx.lint.row_shapes import Alike, ordinary
from pipeline.xlsx.ooxml.cells import stored
from pipeline.xlsx.ooxml.rows import row_places
from pipeline.xlsx.ooxml.sheet_pieces import SheetPieces
from pipeline.xlsx.ooxml.text import LONGEST, is_read_as_it_stands
from pipeline.xlsx.writer.hyperlinks import MOST
from pipeline.xlsx.writer.placement import Layout

_MANY = 20  # rows of a table: fewer are sooner read than told
_WHOLE = frozenset({int, type(None)})

Columns = tuple[int, ...]


def long_table(layouts: Sequence[Layout]) -> Layout | None:
    """The table of a sheet whose rows are so many that they are sooner told than read; None for none.

    What charts show is compared with what the other reader finds. Where a sheet has two tables that were written,
    a row that is right in one may have lost its cells of the other.
    """
    table = layouts[0] if len(layouts) == 1 else None
    return table if table and len(table.rows) >= _MANY and not table.update.charts else None


class Telling:
    """Takes such rows of a long table out of the part of its sheet.

    `told` has a 1 at the number of each row that was taken out.
    """

    def __init__(self, table: Layout, date1904: bool) -> None:
        self._table, self._date1904 = table, date1904
        self.told = bytearray(1 + table.area.bottom)

    def left_of(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The part, which comes in pieces, without them; nothing else of it changes. Raises WriteError."""
        sheet = SheetPieces(pieces, self._table.table.sheet.name)
        yield sheet.above
        shapes = _Shapes(sheet.prefix, self._table.table.sheet.name)
        for rows in sheet.rows():
            yield "".join(self._left(shapes, rows)).encode()
        yield _with_one_link(b"".join(sheet.below()).decode(), sheet.prefix).encode()

    def _left(self, shapes: _Shapes, rows: str) -> Iterator[str]:
        """The rows that are not told; those that are, are noted."""
        for one in shapes.taken_apart(rows):
            if isinstance(one, str):
                yield one
                continue
            as_meant = _as_meant(self._table, one, self._date1904)
            for number, match in zip(one.numbers, one.rows, strict=True):
                if number in as_meant:
                    self.told[number] = 1
                else:
                    yield match[0]


def _with_one_link(below: str, prefix: str) -> str:
    """What stands below the rows, of links alike only the first; all of them where a sheet may have too many."""
    p = re.escape(prefix)
    link = rf'<{p}hyperlink ref="[A-Z]{{1,2}}[1-9]\d{{0,5}}" location="[^"&<\x00-\x1f\ufffe\uffff]*"/>'
    if below.count(f"<{prefix}hyperlink") > MOST:
        return below
    return re.sub(rf"(<{p}hyperlinks>{link})(?:{link})+", r"\1", below, count=1)


class _Run(NamedTuple):
    """Rows of one shape that follow each other: what stands in them for each of its `columns`, as `Alike` has it."""

    columns: Columns
    numbers: Sequence[int]
    rows: Sequence[re.Match[str]]


class _Shapes:
    """Finds rows that are built like an earlier one that is not among them."""

    def __init__(self, prefix: str, sheet: str) -> None:
        self._prefix, self._sheet = prefix, sheet
        self._cell, self._row = f"<{prefix}c", re.compile(rf"<{re.escape(prefix)}row(?=[\s/>])")
        self._usual, self._alike = ordinary(prefix), Alike(prefix)
        self._above = 0

    def taken_apart(self, rows: str) -> Iterator[str | _Run]:
        """All of these rows in order: such rows together, any other by itself. Raises WriteError without an order."""
        at = self._next(rows, 0)
        while at < len(rows):
            if run := self._alike.run(rows, at):
                yield self._together(run)
                at = run[-1].end()
            else:
                end = self._next(rows, at + 1)
                yield self._alone(rows[at:end])
                at = end

    def _next(self, rows: str, at: int) -> int:
        found = self._row.search(rows, at)
        return found.start() if found else len(rows)

    def _together(self, run: Sequence[re.Match[str]]) -> _Run:
        numbers = [int(match[1]) for match in run]
        if numbers[0] <= self._above or numbers != sorted(set(numbers)):
            row_places("".join(match[0] for match in run), self._prefix, self._sheet, self._above)
        self._above = numbers[-1]
        return _Run(self._alike.columns, numbers, run)

    def _alone(self, row: str) -> str:
        (place,) = row_places(row, self._prefix, self._sheet, self._above)
        self._above = place.number
        cells = self._usual.findall(row)
        if row.count(self._cell) == len(cells):
            self._alike.learn(row, cells, place.number)
        return row


def _as_meant(layout: Layout, run: _Run, date1904: bool) -> set[int]:
    """The numbers of the rows of a table that hold what was meant in the columns of a run, and nothing in others.

    A row is not among them where one of its texts may be read as another than it is.
    """
    area, ours, top = layout.area, layout.ours, layout.body.top
    some = slice(bisect_left(run.numbers, top), bisect_left(run.numbers, top + len(layout.rows)))
    columns, numbers = run.columns, run.numbers[some]
    if not numbers or columns[0] < area.left or columns[-1] > area.right:
        return set()
    first, last = numbers[0] - top, numbers[-1] - top
    meant: list[Sequence[Value]] = [tuple(column[first : last + 1]) for column in layout.rows.values]
    if len(numbers) <= last - first:  # other rows stand between them
        places = [number - top - first for number in numbers]
        meant = [tuple(map(column.__getitem__, places)) for column in meant]
    stands = list(zip(*map(re.Match.groups, run.rows[some]), strict=True))[1:]
    wrong: set[int] = set()
    for column, figures, texts in zip(columns, stands[::2], stands[1::2], strict=True):
        wrong |= _odd(texts)
        if column in ours:
            wrong |= _wrong(meant[ours[column]], figures, texts, date1904)
    for column in ours.keys() - set(columns):
        wrong |= {at for at, value in enumerate(meant[ours[column]]) if value is not None and value is not KEEP}
    return {number for at, number in enumerate(numbers) if at not in wrong}


def _odd(texts: Sequence[str | None]) -> set[int]:
    """Where in a column a text stands that some reader may take for something else than it is."""
    given = set(filter(None, texts))  # of most columns a few words, again and again
    if 2 * max(map(len, given), default=0) <= LONGEST and is_read_as_it_stands(" ".join(given)):
        return set()
    return {at for at, text in enumerate(texts) if text and (2 * len(text) > LONGEST or not is_read_as_it_stands(text))}


def _wrong(
    meant: Sequence[Value], figures: Sequence[str | None], texts: Sequence[str | None], date1904: bool
) -> set[int]:
    """Where in a column something else stands than was meant."""
    if meant == texts and not any(figures):
        return set()
    if set(map(type, meant)) <= _WHOLE and not any(texts):
        written = {value: None if value is None else repr(value) for value in set(meant)}
        if tuple(map(written.__getitem__, meant)) == figures:
            return set()
    stands = zip(meant, zip(figures, texts, strict=True), strict=True)
    return {at for at, (value, pair) in enumerate(stands) if value is not KEEP and pair != _written(value, date1904)}


def _written(value: Value, date1904: bool) -> tuple[str | None, str | None]:
    """How a value stands in a cell: as a number, or as a text."""
    held = value.text or None if isinstance(value, Link) else stored(value, date1904)
    return (None, held) if held is None or isinstance(held, str) else (repr(held), None)
