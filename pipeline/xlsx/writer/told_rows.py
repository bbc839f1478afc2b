"""Rows and links of a finished sheet that need no other reader.

Such a row is built just like one that stays for him, and where that one's values stand it has those that were meant,
each of which everybody reads as it stands: what the other reader makes of the one, he makes of both. Of links that
follow each other and are built alike, each from a cell, the first stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.domain.table_update import KEEP, Link, Value
from pipeline.xlsx.lint.row_shapes import Alike, ordinary
from pipeline.xlsx.ooxml.cells import stored
from pipeline.xlsx.ooxml.sheet_pieces import SheetPieces
from pipeline.xlsx.ooxml.text import LONGEST, is_read_as_it_stands
from pipeline.xlsx.writer.hyperlinks import MOST
from pipeline.xlsx.writer.placement import Layout

_MANY = 100  # rows of a table: fewer are sooner read than told
_WHOLE = frozenset({int, type(None)})

Columns = tuple[int, ...]
# The number of a row, and for each column of its shape what stands there as a number and as a text, as XML.
Told = tuple[int, Sequence[str | None]]


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
        shapes = _Shapes(sheet.prefix)
        for rows in sheet.rows():
            for columns, block in _blocks(shapes.alike(rows)):
                for number in _as_meant(self._table, columns, block, self._date1904):
                    self.told[number] = 1
            yield "".join(row for number, row in rows if not any(self.told[number : number + 1])).encode()
        yield _with_one_link(b"".join(sheet.below()).decode(), sheet.prefix).encode()


def _with_one_link(below: str, prefix: str) -> str:
    """What stands below the rows, of links alike only the first; all of them where a sheet may have too many."""
    p = re.escape(prefix)
    link = rf'<{p}hyperlink ref="[A-Z]{{1,2}}[1-9]\d{{0,5}}" location="[^"&<\x00-\x1f\ufffe\uffff]*"/>'
    if below.count(f"<{prefix}hyperlink") > MOST:
        return below
    return re.sub(rf"(<{p}hyperlinks>{link})(?:{link})+", r"\1", below, count=1)


class _Shapes:
    """Finds rows that are built like an earlier one that is not among them."""

    def __init__(self, prefix: str) -> None:
        self._cell = f"<{prefix}c"
        self._usual, self._alike = ordinary(prefix), Alike(prefix)

    def alike(self, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[Columns, Told]]:
        """Such rows among these."""
        for number, row in rows:
            match = self._alike.match(row, number)
            if match:
                yield self._alike.columns, (number, match.groups()[1:])
            elif row.count(self._cell) == len(cells := self._usual.findall(row)):
                self._alike.learn(row, cells, number)


def _blocks(rows: Iterable[tuple[Columns, Told]]) -> Iterator[tuple[Columns, list[Told]]]:
    """The rows that follow each other in one shape."""
    for columns, run in groupby(rows, key=lambda row: row[0]):
        yield columns, [told for _, told in run]


def _as_meant(layout: Layout, columns: Columns, block: Sequence[Told], date1904: bool) -> set[int]:
    """The numbers of the rows of a table that hold what was meant in these columns, and nothing in others.

    A row is not among them where one of its texts may be read as another than it is.
    """
    area, ours, top = layout.area, layout.ours, layout.body.top
    inside = [row for row in block if top <= row[0] < top + len(layout.rows)]
    if not inside or columns[0] < area.left or columns[-1] > area.right:
        return set()
    numbers, values = zip(*inside, strict=True)
    first, last = numbers[0] - top, numbers[-1] - top
    meant: list[Sequence[Value]] = [tuple(column[first : last + 1]) for column in layout.rows.values]
    if len(numbers) <= last - first:  # other rows stand between them
        places = [number - top - first for number in numbers]
        meant = [tuple(map(column.__getitem__, places)) for column in meant]
    stands = list(zip(*values, strict=True))
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
    if set(map(type, meant)) <= _WHOLE and tuple(map(_figure, meant)) == figures and not any(texts):
        return set()
    stands = zip(meant, zip(figures, texts, strict=True), strict=True)
    return {at for at, (value, pair) in enumerate(stands) if value is not KEEP and pair != _written(value, date1904)}


def _figure(value: Value) -> str | None:
    return None if value is None else repr(value)


def _written(value: Value, date1904: bool) -> tuple[str | None, str | None]:
    """How a value stands in a cell: as a number, or as a text."""
    held = value.text or None if isinstance(value, Link) else stored(value, date1904)
    return (None, held) if held is None or isinstance(held, str) else (repr(held), None)
