"""The links of a table in the open workbook: ours lead where the update says, those of people follow their rows."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.table_update import KEEP, Link
from pipeline.excel.session import native
from pipeline.excel.writer.anchors import Hanging, put_links_back
from pipeline.excel.writer.placement import Place
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.writer.hyperlinks import MOST
from pipeline.xlsx.writer.placement import Layout


def write_links(place: Place, stood: Hanging) -> None:
    """Make our cells lead where the update says; a link of people's stays theirs, also in a column of ours."""
    layout = place.layout
    for area in _ours(layout):
        native.clear_links(place.cells(area))
    put_links_back(place, stood)
    theirs = {(stood.moves.target(row), column) for row, column in stood.links}
    written = 0
    for number, row in enumerate(layout.rows, layout.body.top):
        for column, at in layout.ours.items():
            value = row.cells[at]
            is_link = isinstance(value, Link) and value.text and value.location and (number, column) not in theirs
            if isinstance(value, Link) and is_link and written < MOST:
                native.add_link(place.sheet.range((number, column)), value.location, value.text)
                written += 1


def _ours(layout: Layout) -> Iterator[Box]:
    """The cells of our columns, before and after, in which nothing is kept; neighbours as one box."""
    free = [column for column, at in sorted(layout.ours.items()) if not _keeps(layout, at)]
    while free:
        first = last = free.pop(0)
        while free and free[0] == last + 1:
            last = free.pop(0)
        yield Box(layout.body.top, first, layout.touched.bottom, last)


def _keeps(layout: Layout, at: int) -> bool:
    return any(value is KEEP for value in layout.rows.values[at])
