"""A table is cut out of its sheet, which stays as it is: what is marked in one is not marked in the other."""

from __future__ import annotations

from copy import deepcopy

from pipeline.reading.locate.cut import cut
from pipeline.reading.locate.identify import ours
from pipeline.reading.source.cell_marks import ExcelError
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
