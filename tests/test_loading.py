"""A workbook that comes from what was kept is the one that openpyxl loads."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl

from tests.loading import loaded
from tests.run.made import data

NUMBERS = re.compile(rb' (?:s|style)="\d+"')  # of looks: the same ones may be counted in another order


def parts(book: Any) -> dict[str, bytes]:
    """What is in the file that a workbook is saved to, but for times and the list of looks."""
    file = BytesIO()
    book.save(file)
    with ZipFile(file) as package:
        kept = set(package.namelist()) - {"docProps/core.xml", "xl/styles.xml"}
        return {name: NUMBERS.sub(b"", package.read(name)) for name in kept}


def looks(book: Any) -> list[object]:
    return [
        (
            cell.number_format,
            cell.font.name,
            cell.font.b,
            cell.font.strike,
            cell.fill.fgColor.rgb,
            cell.protection.locked,
        )
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
    ]


def test_a_workbook_out_of_the_store_is_the_one_that_openpyxl_loads() -> None:
    loaded(data())
    ours, theirs = loaded(data()), openpyxl.load_workbook(BytesIO(data()))
    for book in (ours, theirs):
        book["Risks"].row_dimensions[5].hidden = True
        book["Risks"].column_dimensions["Z"].width = 7
    assert looks(ours) == looks(theirs)
    assert parts(ours) == parts(theirs)


def test_what_one_test_changes_no_other_gets() -> None:
    loaded(data())["Risks"]["C2"].value = "changed"
    assert loaded(data())["Risks"]["C2"].value != "changed"
