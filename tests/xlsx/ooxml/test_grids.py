"""The cells of sheets as python-calamine gives them, which goes through each sheet once."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from pipeline.xlsx.ooxml import grids
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.grids import Grids
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.plain_xml import RawSheet
from pipeline.xlsx.ooxml.workbook import Book
from tests.xlsx.writer.books import members

PART = "xl/worksheets/sheet1.xml"


def workbook(*, merged: str = "", packed: int = zipfile.ZIP_DEFLATED, behind: bytes = b"") -> bytes:
    """A workbook of one sheet, `behind` whose cells stands something more."""
    book, data = openpyxl.Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = "Some"
    for row in (["id", "title"], ["R-1", "Flood"], ["", ""], ["R-2", 4.5]):
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    book.save(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as archive:
        for name, content in members(data.getvalue()).items():
            archive.writestr(name, content.replace(b"</sheetData>", b"</sheetData>" + behind))
    return out.getvalue()


def read(data: bytes) -> list[list[object]]:
    """The cells of its sheet."""
    book = Book(Package(data))
    reading = Grids(book, data)
    reading.look_at(RawSheet(book.package.archive.read(PART)))
    return reading.grid("Some")


@pytest.mark.parametrize("merged", ["", "A1:B1"])
@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_the_cells_are_those_of_the_workbook_as_it_is(
    merged: str, packed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grids, "in_usual_form", lambda book: pytest.fail("a copy was made"))
    data = workbook(merged=merged, packed=packed)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name("Some")
    assert read(data) == sheet.to_python(skip_empty_area=False)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_sheet_in_another_encoding_than_the_workbook_is_not_taken_for_empty(encoding: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members(workbook()).items():
            archive.writestr(name, content.decode().encode(encoding) if name == PART else content)
    assert read(out.getvalue()) == read(workbook())


def test_merged_cells_are_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[CalamineWorkbook] = []
    make = CalamineWorkbook.from_filelike

    class Noted:
        @staticmethod
        def from_filelike(file: io.BytesIO) -> CalamineWorkbook:
            opened.append(make(file))
            return opened[-1]

    monkeypatch.setattr("python_calamine.CalamineWorkbook", Noted)
    read(workbook(merged="A1:B1"))
    assert opened[0].get_sheet_by_name("Some").merged_cell_ranges == []


@pytest.mark.parametrize("behind", [b"<mergeCells><<", b"<extLst", b"<extLst <x/>"])
def test_a_sheet_that_breaks_off_behind_its_cells_is_refused(behind: bytes) -> None:
    with pytest.raises(WriteError, match="damaged"):
        read(workbook(behind=behind))
