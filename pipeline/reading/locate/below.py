"""Rows that people typed below a table: which of them belong to it, and which are not read.

LibreOffice does not extend a table as people type, and nobody sees where an Excel table ends.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pipeline.reading.coerce.clean import is_blank
from pipeline.reading.locate.found_table import Spot
from pipeline.reading.source.source import Grid
from pipeline.xlsx.ooxml.refs import Box
from schemas.wording.text import joined, text

# So many empty rows may stand between a table and rows of it; further down it is something else.
_GAP = 3
# Behind a gap a row of the table has at least so many filled cells; one alone is a remark.
_FEWEST_CELLS = 2


def longer(grid: Grid, spot: Spot, others: Collection[Box]) -> Spot:
    """`spot` with the rows that stand below it: directly, and in an input table behind a few empty rows too.

    `others` are the areas of other tables, where it ends.
    """
    gap = _GAP if spot.table.is_input else 0
    bottom, at = spot.bottom, spot.bottom + 1
    behind, end = False, _end(grid, spot, others)
    while at <= end and at - bottom <= gap + 1:
        count = _filled(grid, spot, at)
        behind = behind or not count
        if behind and 0 < count < _FEWEST_CELLS:
            break
        if count:
            bottom = at
        at += 1
    return replace(spot, bottom=bottom, below=bottom - spot.bottom)


def unread(grid: Grid, spot: Spot, others: Collection[Box]) -> list[int]:
    """The numbers of the rows below `spot`, up to the next table, in whose columns something stands."""
    below = range(spot.bottom + 1 + spot.has_totals, _end(grid, spot, others) + 1)
    return [at for at in below if _filled(grid, spot, at)]


def _end(grid: Grid, spot: Spot, others: Collection[Box]) -> int:
    """The last row below `spot` before another table; looked for once, however many tables there are."""
    below = (
        area for area in others if area.bottom > spot.bottom and area.left <= spot.right and spot.left <= area.right
    )
    return min([len(grid), *(max(area.top - 1, spot.bottom) for area in below)])


def _filled(grid: Grid, spot: Spot, at: int) -> int:
    return sum(not is_blank(cell) for cell in grid[at - 1][spot.left - 1 : spot.right])


def listed(rows: list[int]) -> str:
    """Row numbers as messages give them, the first ten."""
    shown = joined(rows[:10])
    return text("reading.rows_and_more", rows=shown) if len(rows) > 10 else shown
