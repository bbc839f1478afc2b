"""A table is cut out of its sheet, which stays as it is: what is marked in one is not marked in the other."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Font

from pipeline.reading.locate.cut import cut
from pipeline.reading.locate.identify import ours
from pipeline.reading.source.cell_marks import ExcelError, Struck
from pipeline.reading.source.file_source import Book
from tests.reading.books import Formula, book
from tests.reading.reads import risk

ERROR = Formula("=1/0", "#DIV/0!")


def test_a_table_has_the_rows_of_a_sheet_as_wide_as_it_is() -> None:
    source = Book(book({"Risks": [risk(id="R1"), risk(id="R2")]}))
    located = ours(source)
    spot = located.spots["Risks"]
    grid = source.grid(spot.sheet)
    assert [list(cells) for cells in cut(source, spot, located).cells] == grid[spot.top - 1 : spot.top + 1]


def test_marks_in_a_table_do_not_change_its_sheet() -> None:
    source = Book(book({"Risks": [risk(id="R1"), risk(id="R2", event=ERROR)]}))
    located = ours(source)
    spot = located.spots["Risks"]
    before = deepcopy(source.grid(spot.sheet))
    found = cut(source, spot, located)
    assert any(isinstance(cell, ExcelError) for cell in found.cells[1])
    assert source.grid(spot.sheet) == before


def strike(sheet: Any, row: int) -> None:
    """Strike out what stands in the second column of a row."""
    sheet.cell(row, 2).font = Font(strike=True)


def merge(sheet: Any, row: int) -> None:
    """Merge two cells of a row."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)


@pytest.mark.parametrize(("change", "has_struck"), [(strike, True), (merge, False)])
def test_nor_do_cells_that_are_struck_out_or_merged(change: Callable[[Any, int], None], has_struck: bool) -> None:
    given, data = openpyxl.load_workbook(io.BytesIO(book({"Risks": [risk(id="R1"), risk(id="R2")]}))), io.BytesIO()
    change(given["Risks"], 6)
    given.save(data)
    source = Book(data.getvalue())
    located = ours(source)
    spot = located.spots["Risks"]
    before = deepcopy(source.grid(spot.sheet))
    found = cut(source, spot, located)
    assert any(isinstance(cell, Struck) for cell in found.cells[1]) == has_struck
    assert found.cells[1] != before[5]
    assert source.grid(spot.sheet) == before
