"""Cells far away that show nothing (a border, a lone space) cost nothing: the file is read as without them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, PatternFill, Side

from pipeline.adopt.source.blank_cells import without_blank_cells
from pipeline.adopt.source.open_source import open_source
from pipeline.files.errors import RefusedFileError
from tests.adopt.registers import recognised, saved

LINES = [
    ("ID", "Risk description", "Likelihood", "Impact", "Status"),
    ("R1", "Convoys are attacked on the main road", 4, 5, "Open"),
    ("R2", "The office is burgled at night", 2, 3, "Closed"),
]
SHEET = "xl/worksheets/sheet1.xml"
LINE = Border(top=Side("thin"))


def row(sheet: Any) -> None:
    sheet["C1048576"].border = LINE


def column(sheet: Any) -> None:
    sheet["XFD2"].border = LINE


def corner(sheet: Any) -> None:
    sheet["XFD1048576"].fill = PatternFill("solid", "FFFF00")


def two_ends(sheet: Any) -> None:
    sheet["XFD1"].border = sheet["A1048576"].border = LINE


def merged(sheet: Any) -> None:
    sheet.merge_cells("XFA1048570:XFD1048576")


def lone_space(sheet: Any) -> None:
    sheet["XFD1048576"] = " "


def hard_space(sheet: Any) -> None:
    sheet["C1048576"] = "\xa0"


FAR = pytest.mark.parametrize(
    "far", [row, column, corner, two_ends, merged, lone_space, hard_space], ids=lambda each: each.__name__
)


def register(path: Path, far: Callable[[Any], None]) -> Path:
    saved(path, LINES)
    book = openpyxl.load_workbook(path)
    far(book["Risks"])
    book.save(path)
    return path


@FAR
def test_nothing_but_the_filled_cells_is_held(tmp_path: Path, far: Callable[[Any], None]) -> None:
    sheet = open_source(register(tmp_path / "far.xlsx", far)).sheets[0]
    assert (len(sheet.rows), sheet.width) == (3, 5)


@FAR
def test_the_register_is_recognised_as_without_them(tmp_path: Path, far: Callable[[Any], None]) -> None:
    assert recognised(register(tmp_path / "far.xlsx", far)) == recognised(saved(tmp_path / "near.xlsx", LINES))


def with_cell(path: Path, cell: str) -> Path:
    """A register with one more cell in its last row, written so."""
    saved(path, LINES)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    row = f'<row r="1048576">{cell}</row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", row.encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def test_a_far_cell_with_a_text_is_refused_as_everywhere(tmp_path: Path) -> None:
    path = with_cell(tmp_path / "far.xlsx", '<c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c>')
    with pytest.raises(RefusedFileError):
        open_source(path)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576" s="0"/>',
        '<c r="XFD1048576" s="0" />',
        '<c r="XFD1048576" s="0"></c>',
        '<c r="XFD1048576"> </c >',
        '<c r="XFD1048576" t="inlineStr"><is><t xml:space="preserve"> </t></is></c>',
        '<c r="XFD1048576" t="str"><f>""</f><v></v></c>',
        '<c r="XFD1048576" s="0" t="str"><f>IF(A9="","",1)</f><v> </v></c>',
    ],
)
def test_an_empty_cell_is_one_however_it_is_written(tmp_path: Path, cell: str) -> None:
    path = with_cell(tmp_path / "far.xlsx", cell)
    assert len(open_source(path).sheets[0].rows) == 3


def test_an_empty_shared_text_before_them_takes_no_text_for_blank() -> None:
    cells = "".join(f'<c r="{letter}1" t="s"><v>{at}</v></c>' for letter, at in zip("ABC", range(3), strict=True))
    parts = {
        "xl/sharedStrings.xml": "<sst><si /><si><t>Said</t></si><si><t> </t></si></sst>",
        SHEET: f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    with zipfile.ZipFile(io.BytesIO(without_blank_cells(stream.getvalue()))) as package:
        assert re.findall(r'r="(\w+)"', package.read(SHEET).decode()) == ["B1"]
