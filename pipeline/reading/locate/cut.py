"""Cutting a table out of its sheet: header texts, filled rows, and what the cells do not show."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import accumulate

from pipeline.reading.coerce.shown_numbers import shown_as_code, shows_codes
from pipeline.reading.locate.below import listed
from pipeline.reading.locate.found_table import FoundTable, Spot
from pipeline.reading.locate.header_match import match
from pipeline.reading.locate.locate import Located, header_texts
from pipeline.reading.source.cell_looks import Looks
from pipeline.reading.source.cell_marks import Covered, Marks, Struck
from pipeline.reading.source.source import Grid, Source
from pipeline.xlsx.ooxml.refs import Box

_COVERED = Covered()


def cut(book: Source, spot: Spot, located: Located) -> FoundTable:
    """The table at `spot` with its filled rows; hidden rows that are filled are mentioned once."""
    grid = book.grid(spot.sheet)
    marks = book.marks(spot.sheet) if spot.is_typed_in else Marks()
    body = Box(spot.top, spot.left, spot.bottom, spot.right)
    looks = book.looks(spot.sheet, body) if spot.table.is_input else Looks()
    rows = _rows(grid, spot, are_own=bool(marks.cells or marks.merged or looks.struck or looks.formats))
    headers = header_texts(grid, spot)
    _show_ids(rows, looks, spot, headers)
    _mark(rows, marks, body)
    _strike(rows, looks, body)
    nothing = [""] * (spot.right - spot.left + 1)
    filled = [number for number, cells in rows.items() if cells != nothing]
    merged = tuple(area for area in marks.merged if area.meets(Box(spot.header_row, *_rest(body))))
    _cover(rows, merged, body)
    hidden = sorted(marks.hidden.intersection(filled))
    if hidden and spot.table.is_input:
        located.say("CHK-47", spot, rows=listed(hidden))
    if spot.top == spot.header_row:
        located.say("CHK-49", spot)
    return FoundTable(
        table=spot.table, sheet=spot.sheet, header_row=spot.header_row, left=spot.left,
        headers=headers, numbers=tuple(filled), cells=[rows[number] for number in filled],
        has_object=spot.has_object, from_1904=book.from_1904, merged=merged, below=spot.below,
        formats=looks.formats, struck=frozenset(row for row, _ in looks.struck), anchored=_anchored(book, spot),
        composed=_composed(book, spot), calculated=_calculated(book, spot),
    )  # fmt: skip


def _anchored(book: Source, spot: Spot) -> frozenset[int]:
    """The rows of a table of results that people have put something on."""
    places = () if spot.table.is_input else book.anchored(spot.sheet)
    return frozenset(
        row for row, column in places if spot.top <= row <= spot.bottom and spot.left <= column <= spot.right
    )


def _composed(book: Source, spot: Spot) -> frozenset[tuple[int, int]]:
    """The cells to which a run may add a line, and that hold more than text."""
    if not any(column.appended for column in spot.table.columns):
        return frozenset()
    heads = match(spot.table, header_texts(book.grid(spot.sheet), spot), ()).ours
    given = [spot.left + head.position for head in heads if head.column.appended]
    areas = (Box(spot.top, column, spot.bottom, column) for column in given)
    return frozenset(place for area in areas for place in book.composed(spot.sheet, area))


def _calculated(book: Source, spot: Spot) -> frozenset[tuple[int, int]]:
    """The formulas in columns that people have added to a table of results."""
    if spot.table.is_input:
        return frozenset()
    texts = header_texts(book.grid(spot.sheet), spot)
    ours = {head.position for head in match(spot.table, texts, ()).ours}
    added = {spot.left + position for position in range(len(texts)) if position not in ours}
    if not added:
        return frozenset()
    area = Box(spot.top, min(added), spot.bottom, max(added))
    return frozenset((row, column) for row, column in book.calculated(spot.sheet, area) if column in added)


def _rest(body: Box) -> tuple[int, int, int]:
    return body.left, body.bottom, body.right


def _rows(grid: Grid, spot: Spot, *, are_own: bool) -> dict[int, list[object]]:
    """The body's rows by number, each as wide as the table though the sheet's cells may end before it.

    Those of a table as wide as its sheet are the sheet's rows. They must be its own (`are_own`) where `_mark` or
    `_strike` will change a cell: the sheet stays as it is.
    """
    last = min(spot.bottom, len(grid))
    width = spot.right - spot.left + 1
    body = grid[spot.top - 1 : last]
    if not are_own and spot.left == 1 and set(map(len, body)) == {width}:
        return dict(enumerate(body, spot.top))
    rows = {number: cells[spot.left - 1 : spot.right] for number, cells in enumerate(body, spot.top)}
    for cells in rows.values():
        if len(cells) < width:
            cells.extend([""] * (width - len(cells)))
    return rows


def _mark(rows: dict[int, list[object]], marks: Marks, body: Box) -> None:
    for (row, column), mark in marks.cells.items():
        if row in rows and body.left <= column <= body.right:
            rows[row][column - body.left] = mark


def _show_ids(rows: dict[int, list[object]], looks: Looks, spot: Spot, headers: tuple[str, ...]) -> None:
    """Put ids that are numbers of a format as people see them: 004, which others name so, and not 4."""
    if not any(map(shows_codes, looks.formats.values())):
        return
    heads = match(spot.table, headers, ()).ours
    named = {spot.left + head.position for head in heads if head.column.kind in ("id", "code", "ids")}
    for (row, column), number_format in looks.formats.items():
        if row in rows and column in named:
            cells, at = rows[row], column - spot.left
            cells[at] = shown_as_code(cells[at], number_format) or cells[at]


def _strike(rows: dict[int, list[object]], looks: Looks, body: Box) -> None:
    for (row, column), left in looks.struck.items():
        value = rows[row][column - body.left] if row in rows else ""
        if isinstance(value, (str, int, float, date)) and value != "":
            rows[row][column - body.left] = Struck(value, left)


def _cover(rows: dict[int, list[object]], merged: tuple[Box, ...], body: Box) -> None:
    """Mark what merged areas hide: all of their cells but the first of each.

    Goes down the rows once with the number of areas over each column: in a damaged file thousands may lie over each
    other.
    """
    changes: dict[int, list[tuple[int, int]]] = {}
    for area in merged:
        left, right = max(area.left, body.left) - body.left, min(area.right, body.right) - body.left
        if left <= right:
            changes.setdefault(max(area.top, body.top), []).extend([(left, 1), (right + 1, -1)])
            changes.setdefault(area.bottom + 1, []).extend([(left, -1), (right + 1, 1)])
    firsts = Counter((area.top, area.left - body.left) for area in merged)
    steps = [0] * (body.right - body.left + 2)
    for row, cells in rows.items() if changes else ():
        for column, change in changes.get(row, ()):
            steps[column] += change
        if any(steps):
            for column, count in enumerate(accumulate(steps[:-1])):
                if count > firsts.get((row, column), 0):
                    cells[column] = _COVERED
