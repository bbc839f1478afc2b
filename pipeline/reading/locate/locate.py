"""Where our tables stand: by the Excel table's name, else by their header row."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from pipeline.reading.locate.below import listed, longer, unread
from pipeline.reading.locate.found_table import Spot
from pipeline.reading.locate.header_match import named
from pipeline.reading.locate.header_search import needed, search
from pipeline.reading.problems import Problem
from pipeline.reading.source.source import Grid, Source
from pipeline.reading.source.table_objects import TableObject
from pipeline.xlsx.ooxml.refs import Box
from schemas.spec import Table, all_tables, tables
from schemas.vocabulary import normal
from schemas.wording.text import joined, text

_NUMBER = re.compile(r"_?\d+")


@dataclass
class Located:
    """The tables that were found, by name, and what there is to say about how."""

    spots: dict[str, Spot] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def say(self, check: str, spot: Spot, **values: object) -> None:
        """Add a message about a table as a whole."""
        self.problems.append(Problem(check, None, spot.table.name, values=values, sheet=spot.sheet))


def by_name(book: Source) -> Located:
    """The tables whose Excel table still has its name; of several copies one is read and the others are named."""
    located = Located()
    called = [(item.name.casefold(), item) for item in book.tables]
    for of in all_tables().values():
        own = of.name.casefold()
        alike = [(name, item) for name, item in called if name.startswith(own)]
        exact = [item for name, item in alike if name == own]
        copies = [item for _, item in alike if _is_copy(item, of)]
        if of.optional and of.is_input:  # people's own may be called alike
            exact, copies = ([item for item in those if _speaks_of(item, of)] for those in (exact, copies))
        if not exact and not copies:
            continue
        first, *others = exact + copies
        spot = _spot(of, first, book)
        located.spots[of.name] = spot
        if others or not exact:
            names = joined(text("reading.table_on_sheet", table=item.name, sheet=item.sheet) for item in others)
            located.say(
                "CHK-45" if others else "CHK-46", spot, read=first.name, others=names or text("reading.no_others")
            )
    return located


def _is_copy(item: TableObject, of: Table) -> bool:
    """Whether `item` is what Excel makes of table `of` when its sheet is copied: Risks3, Risks_1."""
    name, number = item.name[: len(of.name)], item.name[len(of.name) :]
    is_numbered = name.casefold() == of.name.casefold() and _NUMBER.fullmatch(number)
    return bool(is_numbered) and (not of.key or any(_is_key(of, text) for text in item.columns))


def _speaks_of(item: TableObject, of: Table) -> bool:
    """Whether its headers name as many of our columns as a header row of that table must."""
    named_ones = {ours[0].name for ours in (named(of, text) for text in item.columns) if ours}
    return sum(not of.by_name[name].per_partner for name in named_ones) >= needed(of)


def _is_key(of: Table, text: str) -> bool:
    column = of.column_called(text)
    return column is not None and column.name == of.key


def _spot(of: Table, item: TableObject, book: Source) -> Spot:
    area = item.area
    headers = min(item.header_rows, 1) or _headers_stand(item, book)
    return Spot(
        table=of, sheet=item.sheet, header_row=area.top, top=area.top + headers,
        bottom=area.bottom - item.totals_rows, left=area.left, right=area.right, columns=item.columns,
        has_totals=item.totals_rows > 0,
    )  # fmt: skip


def _headers_stand(item: TableObject, book: Source) -> bool:
    """Whether the headers stand in the first row although the header row is switched off, as some programs save it."""
    grid, area = book.grid(item.sheet), item.area
    cells = grid[area.top - 1][area.left - 1 : area.right] if area.top <= len(grid) else []
    texts = [normal(str(cell)) for cell in cells]
    return bool(item.columns) and texts == [normal(name) for name in item.columns]


def by_header(book: Source, located: Located) -> None:
    """Look for the header rows of the tables that have not been found by name, and add them."""
    absent = [of for of in all_tables().values() if of.name not in located.spots]
    taken = {spot.sheet: [] for spot in located.spots.values()}  # type: dict[str, list[Box]]
    for spot in located.spots.values():
        taken[spot.sheet].append(spot.area)
    hits = sorted(
        (hit for sheet in book.sheets for hit in search(book.grid(sheet.name), sheet.name, absent, taken)),
        key=lambda hit: -hit.count,
    )
    used: list[tuple[str, int, int]] = []
    for hit in hits:
        place = (hit.sheet, hit.row, hit.left)
        if hit.table.name not in located.spots and place not in used:
            used.append(place)
            located.spots[hit.table.name] = _lost(book, hit.table, hit.sheet, hit.row, hit.left, hit.right, located)
    _keep_apart(located.spots)


def _lost(book: Source, of: Table, sheet: str, row: int, left: int, right: int, located: Located) -> Spot:
    """The spot of a table whose header row was found: a renamed Excel table, or plain cells."""
    for item in book.tables:
        if item.sheet == sheet and item.area.top == row and item.area.left <= left <= item.area.right:
            spot = replace(_spot(of, item, book), has_object=False)
            located.say("CHK-42", spot, now=item.name, row=row)
            return spot
    spot = Spot(of, sheet, row, row + 1, len(book.grid(sheet)), left, right, has_object=False)
    located.say("CHK-41", spot, row=row)
    return spot


def _keep_apart(spots: dict[str, Spot]) -> None:
    """End a table without an object above the next table that stands below it."""
    for name, spot in spots.items():
        below = [
            other.header_row
            for other in spots.values()
            if other.sheet == spot.sheet
            and other.header_row > spot.header_row
            and other.left <= spot.right
            and spot.left <= other.right
        ]
        if not spot.has_object and below:
            spots[name] = replace(spot, bottom=min(spot.bottom, min(below) - 1))


def grown(book: Source, spot: Spot, located: Located) -> Spot:
    """`spot` with the columns and rows that people typed beside and below a table, which are mentioned.

    LibreOffice does not extend a table as people type. Into output tables nobody types but into the
    action plan, whose columns of ours are made by a run.
    """
    if not spot.is_typed_in:
        return spot
    grid = book.grid(spot.sheet)
    others = [item.area for item in book.tables if item.sheet == spot.sheet and not item.area.meets(spot.area)]
    others += [other.area for other in located.spots.values() if other.sheet == spot.sheet and other != spot]
    wide = _wider(grid, spot, others) if spot.table.is_input else spot
    if wide.right > spot.right:
        headers = grid[spot.header_row - 1][spot.right : wide.right]
        located.say("CHK-44", spot, headers=joined(headers))
    if not spot.has_object:
        return wide
    long = wide if spot.has_totals else longer(grid, wide, others)
    if long.bottom > spot.bottom:
        below = long.bottom - spot.bottom
        located.say("CHK-43", spot, rows=text("phrases.rows", count=below, first=spot.bottom + 1, last=long.bottom))
    if spot.table.is_input and (rows := unread(grid, long, others)):
        located.say("CHK-48", spot, rows=listed(rows))
    return long


def _wider(grid: Grid, spot: Spot, others: Collection[Box]) -> Spot:
    header = grid[spot.header_row - 1] if spot.header_row <= len(grid) else []
    beside = (area for area in others if area.right > spot.right and _share_rows(area, spot))
    end = min([len(header), *(max(area.left - 1, spot.right) for area in beside)])
    right = spot.right
    while right < end and spot.top > spot.header_row:
        text = header[right]
        if not isinstance(text, str) or named(spot.table, text) is None:
            break
        right += 1
    return replace(spot, right=right)


def _share_rows(area: Box, spot: Spot) -> bool:
    return area.top <= spot.bottom and spot.header_row <= area.bottom


def header_texts(grid: Grid, spot: Spot) -> tuple[str, ...]:
    """The header cells of a spot as they stand; the Excel table's own column names where the row is switched off."""
    count = spot.right - spot.left + 1
    cells: list[object] = []
    if spot.top > spot.header_row and spot.header_row <= len(grid):
        cells = grid[spot.header_row - 1][spot.left - 1 : spot.right]
    cells += [""] * (count - len(cells))
    names = (*spot.columns, *[""] * count)
    return tuple(cell if isinstance(cell, str) and cell else names[i] or str(cell) for i, cell in enumerate(cells))


def missing(spots: Mapping[str, Spot]) -> list[Problem]:
    """One message for each input table that is not in the workbook."""
    return [
        Problem("CHK-40", None, of.name, values={"usual": of.sheet})
        for of in tables().values()
        if of.is_input and of.name not in spots and not of.ships_filled
    ]
