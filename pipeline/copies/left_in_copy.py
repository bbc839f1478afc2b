"""What a party wrote in its copy where no join looks: beside or below the tables, on a sheet of its own, as a note.

Nobody else would see it, so it is named, with where it stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from pipeline.copies.remark import Remark, a_handful, remark
from pipeline.copies.sent_state import SHEET, SentState, front_mark
from pipeline.reading.coerce.clean import is_blank
from pipeline.reading.content import Content
from pipeline.reading.source.file_source import Book
from pipeline.reading.source.source import Grid
from pipeline.reading.workbook import Reading
from pipeline.template.lists import SHEET as LISTS
from pipeline.xlsx.ooxml.refs import Box
from schemas.wording.languages import speaking
from schemas.wording.text import text

FRONT = "front_sheet.sheet"
_MOST = 20_000  # of so many cells nobody wants to know which lie together
Place = tuple[int, int]


def left_in_copy(
    reading: Reading, book: Book, state: SentState, proposals: str, area: Box | None = None
) -> Iterator[Remark]:  # fmt: skip
    """A remark for each sheet of a copy on which something stands apart from the tables.

    `proposals` is the sheet of the copy into which it may be written instead, in the cells of `area`.
    """
    tables: dict[str, list[Content]] = {}
    for read in reading.contents.values():
        tables.setdefault(read.found.sheet, []).append(read)
    with speaking(reading.language):
        front = text(FRONT)
    for sheet in book.sheets:
        if sheet.name in (LISTS, SHEET):
            continue
        notes: Collection[Place] = ()
        if sheet.name in tables:
            places = [*_around(tables[sheet.name], book.grid(sheet.name))]
            notes = book.anchored(sheet.name)
        elif sheet.name == front:
            places = [*_added(book.grid(sheet.name), state)]
        else:
            places = [*_filled(book.grid(sheet.name))]
        if sheet.name == proposals and area:
            places = [place for place in places if not area.holds(Box(*place, *place))]
        for key, cells in (("beside", places), ("note", notes)):
            if cells:
                yield remark(key, sheet=sheet.name, cells=_ranges(cells), proposals=proposals)


def _filled(grid: Grid) -> Iterator[Place]:
    for number, row in enumerate(grid, 1):
        for column, cell in enumerate(row, 1):
            if not is_blank(cell):
                yield number, column


def _around(tables: Sequence[Content], grid: Grid) -> Iterator[Place]:
    """Filled cells that belong to no row of a table."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for read in tables:
        found = read.found
        for number in (found.header_row, *found.numbers):
            taken.setdefault(number, []).append((found.left, found.left + len(found.headers)))
    for number, column in _filled(grid):
        if not any(left <= column < end for left, end in taken.get(number, ())):
            yield number, column


def _added(grid: Grid, state: SentState) -> Iterator[Place]:
    """Cells of the front sheet that say what none of them said when the copy was made."""
    if not state.front:
        return  # nobody knows what stood there
    for number, column in _filled(grid):
        if front_mark(grid[number - 1][column - 1]) not in state.front:
            yield number, column


def _ranges(cells: Collection[Place]) -> str:
    """Cells as people name them: what lies together as one range, a handful of them and how many more there are."""
    boxes = sorted(_together(set(cells)), key=lambda box: (box.top, box.left))
    return a_handful([box.ref for box in boxes])


def _together(cells: set[Place]) -> Iterable[Box]:
    if len(cells) > _MOST:
        return [_around_all(cells)]
    boxes = []
    while cells:
        block, edge = set[Place](), [cells.pop()]
        while edge:
            row, column = edge.pop()
            block.add((row, column))
            near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & cells
            cells -= near
            edge += near
        boxes.append(_around_all(block))
    return boxes


def _around_all(cells: Iterable[Place]) -> Box:
    rows, columns = zip(*cells, strict=True)
    return Box(min(rows), min(columns), max(rows), max(columns))
