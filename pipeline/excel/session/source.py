"""The workbook open in Excel, as the reader wants to see it: whole blocks of cells, each asked for once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from pipeline.excel.session import native
from pipeline.excel.session.anchored import anchored
from pipeline.excel.session.looks import calculated_of, composed_of, looks_of
from pipeline.excel.session.merged import merged_areas
from pipeline.excel.session.read_values import read_values
from pipeline.excel.session.values import found
from pipeline.reading.source.cell_looks import Looks
from pipeline.reading.source.cell_marks import ExcelError, Marks
from pipeline.reading.source.source import Grid, UnreadableWorkbookError
from pipeline.reading.source.table_objects import SheetPart, TableObject
from pipeline.reading.workbook import Reading, read_from
from pipeline.xlsx.ooxml.refs import Box
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import text

# Excel hands over a sheet as one block: more cells than this would take all memory.
MOST_CELLS = 10_000_000


class OpenBook:
    """A workbook (`xlwings.Book`) that is open in Excel; unsaved changes are what counts."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.sheets = tuple(SheetPart(sheet.name, "") for sheet in book.sheets)
        self.from_1904 = native.from_1904(book)
        self.tables = tuple(_table(sheet.name, table) for sheet in book.sheets for table in sheet.tables)
        self._grids: dict[str, Grid] = {}

    def grid(self, sheet: str) -> Grid:
        """The cells from A1 on; error values are empty here and stand among the marks."""
        return [["" if isinstance(cell, ExcelError) else cell for cell in row] for row in self._cells(sheet)]

    def let_go(self) -> None:
        """Keep no blocks of cells."""
        self._grids.clear()

    def marks(self, sheet: str) -> Marks:
        """Error values, hidden rows and merged cells; in Excel no formula is without a result."""
        cells = {
            (row, column): cell
            for row, line in enumerate(self._cells(sheet), 1)
            for column, cell in enumerate(line, 1)
            if isinstance(cell, ExcelError)
        }
        area = self._area(sheet)
        if area is None:
            return Marks(cells)
        return Marks(cells, native.hidden_rows(area), tuple(merged_areas(area)))

    def looks(self, sheet: str, area: Box) -> Looks:
        """What the look of the cells of `area` says of their content."""
        cells = self._filled(sheet, area)
        return Looks() if cells is None else looks_of(cells)

    def anchored(self, sheet: str) -> Collection[tuple[int, int]]:
        """The cells on which a note or a conversation stands, or at which a picture hangs."""
        return anchored(self._by_name[sheet])

    def composed(self, sheet: str, area: Box) -> Collection[tuple[int, int]]:
        """The cells of `area` that hold a formula, or letters of several looks."""
        cells = self._filled(sheet, area)
        return () if cells is None else composed_of(cells)

    def calculated(self, sheet: str, area: Box) -> Collection[tuple[int, int]]:
        """The cells of `area` that hold a formula."""
        cells = self._filled(sheet, area)
        return () if cells is None else calculated_of(cells)

    def _filled(self, sheet: str, area: Box) -> Any:
        """The cells of `area` as far down as any are in use, None where none are."""
        bottom = min(area.bottom, len(self._cells(sheet)))
        if bottom < area.top:
            return None
        return self._by_name[sheet].range((area.top, area.left), (bottom, area.right))

    def texts(self) -> Iterator[bytes]:
        """Every text of the workbook, sheet by sheet."""
        for sheet in self.sheets:
            texts = (cell for row in self._cells(sheet.name) for cell in row if isinstance(cell, str) and cell)
            yield "".join(f">{said}" for said in texts).encode("utf-8", "replace")

    @cached_property
    def _by_name(self) -> dict[str, Any]:
        return {sheet.name: sheet for sheet in self.book.sheets}

    def _area(self, sheet: str) -> Any:
        """The cells from A1 to the last one in use; None for an empty sheet."""
        here = self._by_name[sheet]
        used = here.used_range
        bottom, right = native.last_row(here), used.column + used.shape[1] - 1
        # Excel's search for the last filled row may pass over rows that a filter hides; a table's end holds.
        bottom = max([bottom, *(table.area.bottom for table in self.tables if table.sheet == sheet)])
        if bottom * right > MOST_CELLS:
            end = {"row": number_text(bottom), "column": number_text(right)}
            raise UnreadableWorkbookError(text("excel.too_large", sheet=sheet, **end))
        return here.range((1, 1), (bottom, right)) if bottom else None

    def _cells(self, sheet: str) -> Grid:
        if sheet not in self._grids:
            area = self._area(sheet)
            block = read_values(area) if area is not None else []
            self._grids[sheet] = [[found(cell) for cell in row] for row in block]
        return self._grids[sheet]


def _table(sheet: str, table: Any) -> TableObject:
    cells = table.range
    top, left = int(cells.row), int(cells.column)
    area = Box(top, left, top + cells.shape[0] - 1, left + cells.shape[1] - 1)
    return TableObject(
        table.display_name, sheet, area, int(bool(table.show_headers)), int(bool(table.show_totals)),
        native.column_names(table),
    )  # fmt: skip


def read(book: Any) -> Reading:
    """What the open workbook (`xlwings.Book`) says, unsaved changes included.

    Raises ForeignWorkbookError and UnreadableWorkbookError.
    """
    return read_from(OpenBook(book))
