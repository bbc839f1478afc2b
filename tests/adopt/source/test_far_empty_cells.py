"""Cells far away that hold nothing, but a border or a colour, cost nothing: the file is read as without them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Border, PatternFill, Side

from pipeline.adopt.source.open_source import open_source
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


FAR = pytest.mark.parametrize("far", [row, column, corner, two_ends, merged], ids=lambda each: each.__name__)


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


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="XFD1048576" s="0"/>',
        '<c r="XFD1048576" s="0" />',
        '<c r="XFD1048576" s="0"></c>',
        '<c r="XFD1048576"> </c >',
    ],
)
def test_an_empty_cell_is_one_however_it_is_written(tmp_path: Path, cell: str) -> None:
    path = saved(tmp_path / "far.xlsx", LINES)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    row = f'<row r="1048576">{cell}</row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", row.encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert len(open_source(path).sheets[0].rows) == 3
