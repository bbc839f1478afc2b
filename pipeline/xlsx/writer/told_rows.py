"""Rows of a finished sheet that need no other reader.

Such a row is built just like one that stays for him, and where that one's values stand it has those that were meant,
each of which everybody reads as it stands: what the other reader makes of the one, he makes of both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from pipeline.domain.table_update import KEEP, Link, Value
from pipeline.xlsx.lint.row_shapes import Alike, ordinary
from pipeline.xlsx.ooxml.cells import stored
from pipeline.xlsx.ooxml.rows import row_places
from pipeline.xlsx.ooxml.sheet import place_of_rows
from pipeline.xlsx.ooxml.text import LONGEST, is_read_as_it_stands
from pipeline.xlsx.writer.placement import Layout

_MANY = 100  # rows of a table: fewer are sooner read than told
_TOGETHER = 2_000  # rows; more at once would only take memory
_WHOLE = frozenset({int, type(None)})

Columns = tuple[int, ...]
# The number of a row, and for each column of its shape what stands there as a number and as a text, as XML.
Told = tuple[int, Sequence[str | None]]


def without_told(xml: bytes, sheet: str, layouts: Iterable[Layout], date1904: bool) -> tuple[bytes, frozenset[int]]:
    """The part of a sheet without such rows of these tables, and their numbers. Raises WriteError."""
    tables = [layout for layout in layouts if _has_many(layout)]
    if not tables:
        return xml, frozenset()
    place = place_of_rows(xml, sheet)
    rows = place.rows(xml)
    places = row_places(rows, place.prefix, sheet)
    alike = _alike(place.prefix, ((number, rows[start:end]) for number, start, end in places))
    told: set[int] = set()
    for columns, block in _blocks(alike):
        for layout in tables:
            told |= _as_meant(layout, columns, block, date1904)
    left = "".join(rows[start:end] for number, start, end in places if number not in told)
    return xml[: place.begin] + left.encode() + xml[place.end :], frozenset(told)


def _has_many(layout: Layout) -> bool:
    """Whether a table has many rows; what charts show of it is compared with what the other reader finds."""
    return len(layout.update.rows) >= _MANY and not layout.update.charts


def _alike(prefix: str, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[Columns, Told]]:
    """The rows that are built like an earlier one that is not among them."""
    usual, alike = ordinary(prefix), Alike(prefix)
    for number, row in rows:
        match = alike.match(row, number)
        if match:
            yield alike.columns, (number, match.groups()[1:])
        elif row.count(f"<{prefix}c") == len(cells := usual.findall(row)):
            alike.learn(row, cells, number)


def _blocks(rows: Iterable[tuple[Columns, Told]]) -> Iterator[tuple[Columns, list[Told]]]:
    """The rows that follow each other in one shape, not too many at once."""
    for columns, run in groupby(rows, key=lambda row: row[0]):
        while block := [told for _, told in islice(run, _TOGETHER)]:
            yield columns, block


def _as_meant(layout: Layout, columns: Columns, block: Sequence[Told], date1904: bool) -> set[int]:
    """The numbers of the rows of a table that hold what was meant in these columns, and nothing in others.

    A row is not among them where one of its texts may be read as another than it is.
    """
    area, ours = layout.area, layout.ours
    inside = [row for row in block if area.top < row[0] <= area.bottom and layout.out_row(row[0])]
    if not inside or columns[0] < area.left or columns[-1] > area.right:
        return set()
    numbers, values = zip(*inside, strict=True)
    meant = list(zip(*(layout.update.rows[number - area.top - 1].cells for number in numbers), strict=True))
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
    given = [text for text in texts if text]
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
