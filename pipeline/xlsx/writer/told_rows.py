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
from pipeline.xlsx.ooxml.text import LONGEST, framed, is_read_as_it_stands
from pipeline.xlsx.writer.hyperlinks import MOST
from pipeline.xlsx.writer.placement import Layout

_TEXTS = frozenset({str, type(None)})  # the types of most columns
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
            if not (some := meant.rows(number)):
                return at
            for inside in some:
                if not (tag and inside and tag[1] == str(number) and rows.startswith(inside, tag.end())):
                    return at
                end = tag.end() + len(inside)
                tag = meant.tag.match(rows, end)
                if not (tag or end == len(rows) or rows.startswith(self._begin, end)):
                    return at  # something stands between
                at, self._above, told[number] = end, number, 1
                self._alike.credit += 1
                number += 1
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
        p = prefix
        self._begin, *following = *(f'<{p}c r="{letters}' for letters in shape.letters), f"</{p}row>"
        self._looks = {  # what stands behind the row's number before the value, and behind the cell
            column_number(letters): (f'" s="{style}"' if style else '"', behind)
            for letters, style, behind in zip(shape.letters, shape.styles, following, strict=True)
        }
        self._fits = table.area.left <= min(self._looks) and max(self._looks) <= table.area.right
        self._text = f' t="inlineStr"><{p}is><{p}t xml:space="preserve">', f"</{p}t></{p}is></{p}c>"
        self._number = f"><{p}v>", f"</{p}v></{p}c>"
        self._first, self._rows = 0, list[str]()

    def rows(self, number: int) -> Sequence[str]:
        """What stands behind the tags of that row and of some behind it; "" where it may be read as something else."""
        if not self._first <= number < self._first + len(self._rows):
            self._first, self._rows = number, self._made(number)
        return self._rows[number - self._first :]

    def _made(self, first: int) -> list[str]:
        """What stands in this and the next rows."""
        begin = first - self._table.body.top
        some = slice(begin, begin + _TOGETHER)
        count = len(self._table.rows.sources[some]) if begin >= 0 and self._fits else 0
        numbers, nothing = list(map(str, range(first, first + count))), [None] * count
        pieces, untold = list[Iterable[str]](), set[int]()
        meant = {column: self._table.rows.values[place][some] for column, place in self._table.ours.items()}
        for column in meant.keys() - self._looks.keys():
            untold |= {at for at, value in enumerate(meant[column]) if value is not None and value is not KEEP}
        for column, (look, behind) in self._looks.items():
            values = meant.get(column, nothing)
            given = set(values)  # of most columns a few words, again and again
            kinds = set(map(type, given))
            if not kinds <= _TEXTS:
                kinds = set(map(type, values))  # True is 1
            if odd := given if bool in kinds else _odd([value for value in given if isinstance(value, str)]):
                untold |= {at for at, value in enumerate(values) if value in odd}
            if kinds == {str} and not odd and "" not in given and len(given) > len(values) // 2:
                before, after = self._text
                pieces.append(framed(values, look + before, after + behind))  # type: ignore[arg-type]
            else:
                written = {value: self._cell(look, value) + behind for value in given}
                pieces.append(map(written.__getitem__, values))
        rows = list(map(str.join, numbers, zip(repeat(self._begin), *pieces)))
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
