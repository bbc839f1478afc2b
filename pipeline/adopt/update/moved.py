"""Where rows of a newer version stand now: the trace and the column Source say it, and what is left no more goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.adopt.source.sheet import SourceBook, is_empty, shown
from pipeline.adopt.update.before import EarlierRow, Line
from pipeline.adopt.workbook.sheets import HEADERS, LEFT, as_stands, as_text, header_of, left_line, source_note
from pipeline.adopt.workbook.trace import Carried, Left, Record
from pipeline.copies.table_view import TableView
from pipeline.domain.cell import Cell
from pipeline.domain.table_update import Value
from pipeline.reading.content import Content
from pipeline.xlsx.ooxml.refs import cell as place_of
from schemas.spec import table as table_named
from schemas.vocabulary import compared

Known = Sequence[tuple[Record, EarlierRow]]  # records, each with the row that it is a newer version of


def moved_lines(known: Known, headers: Sequence[str], file: str) -> Iterator[tuple[int, Sequence[object]]]:
    """The lines of Adopted whose value still is that of its source, which stands in another cell of `file` now."""
    for record, row in known:
        for one, (number, line) in _pairs(record, row):
            is_key = one.key == table_named(record.table).key
            is_same = is_key or shown(line["value"]) == shown(as_stands(one.table, one.key, one.value))
            there = {"sheet": one.sheet, "cell": one.cell, "file": file}
            if is_same and any(shown(line[key]) != said for key, said in there.items()):
                yield number, [{**line, **there}[key] for key in headers]


def _pairs(record: Record, row: EarlierRow) -> Iterator[tuple[Carried, tuple[int, Line]]]:
    """What is carried now, each with its line of before."""
    taken: Counter[str] = Counter()
    for one in record.trace:
        header = header_of(one.table, one.key)
        lines = row.lines.get(header, [])
        if taken[header] < len(lines):
            yield one, lines[taken[header]]
        taken[header] += 1


def moved_notes(
    known: Known, names: tuple[str, str], view: TableView, content: Content, header: str
) -> Iterator[tuple[Cell, Value]]:
    """The cells of the column Source that name another row now, where they stand as adoption wrote them.

    `names` are those of the file, before and now.
    """
    found = content.found
    if header not in found.first:
        return
    at = {number: cells[found.first[header]] for number, cells in zip(found.numbers, found.cells, strict=True)}
    for record, row in known:
        before = source_note(names[0], replace(record, number=_number(row, is_turned=record.is_turned)))
        now, number = source_note(names[1], record), view.number(compared(row.id))
        if before != now and shown(at.get(number, "")) == before:
            yield Cell(record.table, number, header), now


def _number(row: EarlierRow, *, is_turned: bool) -> int:
    """The first row of the source, or column, from which a row came."""
    cells = (place_of(shown(line["cell"])) for lines in row.lines.values() for _, line in lines)
    return min((place[1 if is_turned else 0] for place in cells if place), default=0)


def left_now(
    lines: Iterable[tuple[int, Line]], left: Sequence[Left], book: SourceBook, carried: Iterable[Carried]
) -> tuple[dict[int, Sequence[object]], set[int], list[Sequence[object]]]:
    """The lines of Left of a file: those that changed, by their row, those that are true no more, and new ones."""
    new = {(one.sheet, one.cell): left_line(book.name, one) for one in left}
    now = {(one.sheet, one.cell) for one in carried}
    changed: dict[int, Sequence[object]] = {}
    dropped: set[int] = set()
    for number, line in lines:
        place = shown(line["sheet"]), shown(line["cell"])
        known = new.pop(place, None)
        if known is None:
            if place in now or not _stands(book, place, shown(line["value"])):
                dropped.add(number)
        elif [shown(line[key]) for key in HEADERS[LEFT]] != list(map(shown, known)):
            changed[number] = known
    return changed, dropped, list(new.values())


def _stands(book: SourceBook, place: tuple[str, str], value: str) -> bool:
    """Whether a cell of the file still holds this; one of which the trace holds the address alone, anything."""
    sheet = next((each for each in book.sheets if each.name == place[0]), None)
    at = place_of(place[1])
    if sheet is None or not at:
        return False
    cell = sheet.at(*at)
    return shown(as_text(cell)) == value if value else not is_empty(cell)
