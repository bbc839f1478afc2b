"""A table of the open workbook and what is to become of it, laid out and checked before the first cell is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.domain.table_update import TableUpdate
from pipeline.excel.session import native
from pipeline.excel.session.merged import merged_areas
from pipeline.excel.session.read_values import read_values
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.workbook import Sheet, Table
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.preconditions import (
    check_header_row,
    check_limits,
    check_table,
    check_tables,
    check_totals,
    gained,
    in_the_way,
    merged,
)
from schemas.wording.text import text


@dataclass(frozen=True)
class Place:
    """An update laid over its table in the open workbook: `sheet` and `table` are xlwings objects."""

    sheet: Any
    table: Any
    layout: Layout

    def cells(self, area: Box) -> Any:
        """The cells of an area of the table's sheet."""
        return self.sheet.range((area.top, area.left), (area.bottom, area.right))


def placements(book: Any, updates: Sequence[TableUpdate]) -> list[Place]:
    """Where each update goes. Raises WriteError, with the cell to look at, if one of them cannot be written."""
    homes = {table.display_name.lower(): (sheet, table) for sheet in book.sheets for table in sheet.tables}
    found = []
    for update in updates:
        if update.table.lower() not in homes:
            raise WriteError(text("writer.file.no_table", table=update.table))
        sheet, table = homes[update.table.lower()]
        here = described(sheet, table)
        check_header_row(here)
        check_table(here)
        check_totals(here)
        place = Place(sheet, table, Layout.of(here, update))
        _check(place)
        found.append(place)
    return found


def described(sheet: Any, table: Any) -> Table:
    """An open workbook's table as the writer of files knows tables."""
    cells = table.range
    top, left = int(cells.row), int(cells.column)
    area = Box(top, left, top + cells.shape[0] - 1, left + cells.shape[1] - 1)
    attributes: Mapping[str, str] = {
        "headerRowCount": str(int(bool(table.show_headers))), "totalsRowCount": str(int(bool(table.show_totals))),
    }  # fmt: skip
    return Table(table.display_name, "", Sheet(sheet.name, ""), area, native.column_names(table), {}, attributes)


def _check(place: Place) -> None:
    """There is room for the table. Raises WriteError."""
    layout = place.layout
    check_limits(layout)
    check_tables((described(place.sheet, other) for other in place.sheet.tables), layout)
    for area in merged_areas(place.cells(layout.touched)):
        raise merged(layout, Box(area.top, area.left, area.bottom, area.right))
    for new in gained(layout):
        for number, row in enumerate(read_values(place.cells(new)), new.top):
            for column, value in enumerate(row, new.left):
                if value not in (None, "") and not layout.takes_in(number, column):
                    raise in_the_way(layout, "filled", number, column)
