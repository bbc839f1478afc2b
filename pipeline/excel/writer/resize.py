"""Room for the rows that are to come: hidden rows shown, tables grown, before the first cell is written."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from pipeline.excel.session import native
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.refs import Box
from schemas.wording.text import text


class NotBegunError(WriteError):
    """Excel refused before the first cell was written, and every table is as it was."""


def make_room(laid: Sequence[Place]) -> None:
    """Show hidden rows and let tables grow.

    Raises NotBegunError, the others made smaller again, if Excel refuses one.
    """
    grown: list[Place] = []
    for place in laid:
        layout = place.layout
        if layout.update.clear_filter:
            _show_all(place)
        if not layout.area.holds(layout.table.area) or layout.area == layout.table.area:
            continue
        grown.append(place)
        try:
            resize(place, layout.area)
        except Exception as refusal:  # each platform has its own
            for one in grown:
                _as_before(one)
            name, sheet = layout.table.name, layout.table.sheet.name
            raise NotBegunError(text("excel.not_grown", table=name, sheet=sheet), sheet) from refusal


def resize(place: Place, area: Box) -> None:
    """Let the table cover an area."""
    cells = place.table.range
    if (cells.shape[0], cells.shape[1]) != (area.bottom - area.top + 1, area.right - area.left + 1):
        place.table.resize(place.cells(area))


def _as_before(place: Place) -> None:
    with suppress(Exception):  # empty rows at the end of a table do no harm
        resize(place, place.layout.table.area)
        for column in place.layout.added:
            place.sheet.range((place.layout.area.top, column)).value = None


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
