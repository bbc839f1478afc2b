"""Rows and links of a finished sheet that need no other reader.

Such a row is built just like one that stays for him, and where that one's values stand it has those that were meant,
each of which everybody reads as it stands: what the other reader makes of the one, he makes of both. It is told by
making what such a row must be, and comparing that with what stands there. Of links that
follow each other and are built alike, each from a cell, the first stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat

from pipeline.domain.table_update import KEEP, Value
from pipeline.xlsx.lint.row_shapes import Alike, Shape, ordinary
from pipeline.xlsx.ooxml.cells import stored
from pipeline.xlsx.ooxml.refs import column_number
from pipeline.xlsx.ooxml.rows import row_places
from pipeline.xlsx.ooxml.sheet_pieces import SheetPieces
from pipeline.xlsx.ooxml.text import LONGEST, is_read_as_it_stands
from pipeline.xlsx.writer.hyperlinks import MOST
from pipeline.xlsx.writer.placement import Layout

_MANY = 20  # rows of a table: fewer are sooner read than told
_TOGETHER = 200  # rows; of more some may be of another shape


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
        rows = _Rows(self._table, sheet.prefix, self._date1904)
        for some in sheet.rows():
            yield "".join(rows.left_of(some, self.told)).encode()
        yield _with_one_link(b"".join(sheet.below()).decode(), sheet.prefix).encode()


def _with_one_link(below: str, prefix: str) -> str:
    """What stands below the rows, of links alike only the first; all of them where a sheet may have too many."""
    p = re.escape(prefix)
    link = rf'<{p}hyperlink ref="[A-Z]{{1,2}}[1-9]\d{{0,5}}" location="[^"&<\x00-\x1f\ufffe\uffff]*"/>'
    if below.count(f"<{prefix}hyperlink") > MOST:
        return below
    return re.sub(rf"(<{p}hyperlinks>{link})(?:{link})+", r"\1", below, count=1)


class _Rows:
    """The rows of a sheet, some at a time: those that stand as one of an earlier shape would are passed."""

    def __init__(self, table: Layout, prefix: str, date1904: bool) -> None:
        self._table, self._prefix, self._date1904 = table, prefix, date1904
        self._begin, self._cell = f"<{prefix}row", f"<{prefix}c"
        self._row = re.compile(rf"{re.escape(self._begin)}(?=[\s/>])")
        self._usual, self._alike = ordinary(prefix), Alike(prefix)
        self._meant: _Meant | None = None
        self._above = 0  # the number of the row that was looked at last

    def left_of(self, rows: str, told: bytearray) -> Iterator[str]:
        """The rows that are not told; those that are, are noted. Raises WriteError for rows without an order."""
        at = self._next(rows, 0)
        while at < len(rows):
            if (end := self._told(rows, at, told)) == at:
                end = self._next(rows, at + 1)
                yield self._alone(rows[at:end])
            at = end

    def _next(self, rows: str, at: int) -> int:
        found = self._row.search(rows, at)
        return found.start() if found else len(rows)

    def _told(self, rows: str, at: int, told: bytearray) -> int:
        """Where the rows that follow each other from `at` on, each as it was meant, end."""
        meant, end = self._meant, at
        while meant and (tag := meant.tag.match(rows, end)) and (number := int(tag[1])) > self._above:
            inside = meant.row(number)
            end = tag.end() + len(inside)
            nothing_between = end == len(rows) or rows.startswith(self._begin, end)
            if not (inside and rows[tag.end() : end] == inside and nothing_between):
                break
            at, self._above, told[number] = end, number, 1
            self._alike.credit += 1
        return at

    def _alone(self, row: str) -> str:
        (place,) = row_places(row, self._prefix, self._table.table.sheet.name, self._above)
        self._above = place.number
        cells = self._usual.findall(row)
        if row.count(self._cell) == len(cells) and (shape := self._alike.learn(row, cells, place.number)):
            self._meant = _Meant(self._table, shape, self._prefix, self._date1904)
        return row


class _Meant:
    """The rows of a table as they stand in a sheet where each is built like one shape, and holds what was meant.

    People's cells, and ours that are left as they are, are empty there. `tag` is a pattern of the tags of such rows.
    """

    def __init__(self, table: Layout, shape: Shape, prefix: str, date1904: bool) -> None:
        self._table, self._date1904 = table, date1904
        self.tag = re.compile(shape.tag(prefix))
        self._looks = {
            column_number(letters): (f'<{prefix}c r="{letters}', f'" s="{style}"' if style else '"')
            for letters, style in zip(shape.letters, shape.styles, strict=True)
        }
        self._fits = table.area.left <= min(self._looks) and max(self._looks) <= table.area.right
        p = prefix
        self._text = f' t="inlineStr"><{p}is><{p}t xml:space="preserve">', f"</{p}t></{p}is></{p}c>"
        self._number, self._close = (f"><{p}v>", f"</{p}v></{p}c>"), f"</{p}row>"
        self._first, self._rows = 0, list[str]()

    def row(self, number: int) -> str:
        """What stands behind the tag of that row; "" where it may be read otherwise than it was meant."""
        at = number - self._first
        if not 0 <= at < len(self._rows):
            self._first, self._rows, at = number, self._made(number), 0
        return self._rows[at] if self._rows else ""

    def _made(self, first: int) -> list[str]:
        """What stands in this and the next rows."""
        begin = first - self._table.body.top
        some = slice(begin, begin + _TOGETHER)
        count = len(self._table.rows.sources[some]) if begin >= 0 and self._fits else 0
        numbers, nothing = list(map(str, range(first, first + count))), [None] * count
        cells, untold = list[Iterable[str]](), set[int]()
        meant = {column: self._table.rows.values[place][some] for column, place in self._table.ours.items()}
        for column in meant.keys() - self._looks.keys():
            untold |= {at for at, value in enumerate(meant[column]) if value is not None and value is not KEEP}
        for column, (head, look) in self._looks.items():
            values = meant.get(column, nothing)
            given, has_bool = set(values), bool in map(type, values)  # of most columns a few words, again and again
            if odd := given if has_bool else _odd([value for value in given if isinstance(value, str)]):
                untold |= {at for at, value in enumerate(values) if value in odd}
            written = {value: self._cell(look, value) for value in given}
            cells += repeat(head), numbers, map(written.__getitem__, values)
        rows = list(map("".join, zip(*cells, repeat(self._close))))
        for at in untold:
            rows[at] = ""
        return rows

    def _cell(self, look: str, value: Value) -> str:
        """A cell behind its address."""
        held = value if isinstance(value, str) else None if value is KEEP else stored(value, self._date1904)
        if held is None or held == "":
            return f"{look}/>"
        before, after = self._text if isinstance(held, str) else self._number
        return f"{look}{before}{held}{after}"


def _odd(texts: Sequence[str]) -> set[str]:
    """Those of these texts that some reader may take for something else than they are."""
    if 2 * max(map(len, texts), default=0) <= LONGEST and is_read_as_it_stands(" ".join(texts)):
        return set()
    return {text for text in texts if 2 * len(text) > LONGEST or not is_read_as_it_stands(text)}
