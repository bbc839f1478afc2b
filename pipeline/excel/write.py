"""Results written into the tables of the open workbook, in place and block by block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from pipeline.excel import native
from pipeline.excel.blocks import blocks
from pipeline.excel.charts import follow_charts
from pipeline.excel.contents import Column, standing, wanted
from pipeline.excel.entry import enter
from pipeline.excel.links import write_links
from pipeline.excel.place import Place, places
from pipeline.excel.quiet import undisturbed, unlocked
from pipeline.package.refs import Box
from pipeline.package.update import TableUpdate

Told = Callable[[str], None]


def write(book: Any, updates: Sequence[TableUpdate], before: Callable[[], None], says: str = "") -> None:
    """Make the tables of the open workbook (`xlwings.Book`) as `updates` say.

    `before` is called when everything has been checked and nothing is written yet; `says` stands in
    the status bar. Raises CannotWrite, before the first cell is written, where something is in the
    way; after that only if Excel does not take what it is handed.
    """
    laid = places(book, updates)
    date1904 = native.from_1904(book)
    with undisturbed(book, says), ExitStack() as locks:
        for sheet in {place.sheet.name: place.sheet for place in laid}.values():
            locks.enter_context(unlocked(sheet))
        ready = [(place, stands := standing(place), wanted(place.layout, stands, date1904)) for place in laid]
        before()
        for place, stands, cells in ready:
            _write(place, stands, cells)
        follow_charts(book, [place for place, _, _ in ready])


def _write(place: Place, stands: Mapping[int, Column], cells: Mapping[int, Column]) -> None:
    layout = place.layout
    if layout.update.clear_filter:
        _show_all(place)
    if layout.area.holds(layout.table.area) and layout.area != layout.table.area:
        _resize(place, layout.area)
    for column, added in layout.added.items():
        place.sheet.range((layout.area.top, column)).value = added.header
    for area in blocks(cells, stands, layout.body.top):
        enter(place, area, cells)
    write_links(place)
    if layout.area != layout.table.area:
        _resize(place, layout.area)


def _resize(place: Place, area: Box) -> None:
    """Let the table cover an area; what it no longer covers has been emptied before."""
    cells = place.table.range
    if (cells.shape[0], cells.shape[1]) != (area.bottom - area.top + 1, area.right - area.left + 1):
        place.table.resize(place.cells(area))


def _show_all(place: Place) -> None:
    """Show the rows that a filter or people have hidden, or new results would stay out of sight."""
    body = place.cells(place.layout.table.body)
    if not native.hidden_rows(body):
        return
    if place.table.show_autofilter:
        place.table.show_autofilter = False
        place.table.show_autofilter = True
    if native.hidden_rows(body):
        native.show_rows(body)
