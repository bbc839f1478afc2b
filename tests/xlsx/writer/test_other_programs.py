"""Workbooks that another program saved last are written just as well."""

from __future__ import annotations

import io
import re
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.domain.table_update import Link, OutColumn
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.writer.rewrite import rewrite
from tests.office import LibreOffice
from tests.xlsx.writer.anchored import anchored
from tests.xlsx.writer.books import body, changed, part, update, workbook

COLUMNS = ("finding", "severity", OutColumn("due", "date"))
ROWS = [["R1", "high", "theirs", 46000], ["R2", "low", "of second", 46001]]


def made() -> Any:
    def more(book: Any, sheet: Any) -> None:
        red = book.add_format({"bg_color": "red"})
        for at, day in enumerate((46000, 46001)):
            sheet.write(3 + at, 4, day, book.add_format({"num_format": "yyyy-mm-dd"}))
        sheet.write_url("C4", "internal:'Gaps'!A1", string="high")
        sheet.conditional_format("C4:C5", {"type": "cell", "criteria": "==", "value": '"x"', "format": red})
        sheet.conditional_format("H4:H5", {"type": "data_bar", "data_bar_2010": True})
        sheet.data_validation("D4:D5", {"validate": "list", "source": ["a", "b"]})
        sheet.write_formula("H4", "=SUM(E4:E5)", None, 92001)
        other = book.add_worksheet("Filtered")
        for at in range(6):
            other.write(at, 0, f"line {at}")
        other.autofilter("A1:A6")

    return workbook(ROWS, more=more)


def by_openpyxl(data: Any) -> Any:
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells of what it drops
        openpyxl.load_workbook(io.BytesIO(data)).save(out)
    return out.getvalue()


def by_libreoffice(data: Any, folder: Path, libreoffice: LibreOffice) -> Any:
    (folder / "book.xlsx").write_bytes(data)
    return libreoffice.saved(folder / "book.xlsx", folder / "saved").read_bytes()


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory, libreoffice: Any) -> Any:
    return by_libreoffice(made(), tmp_path_factory.mktemp("office"), libreoffice)


def expect_written(before: Any) -> Any:
    rows: list[Any] = [
        (5, ["R2", Link("low", "'Gaps'!B3"), date(2026, 5, 1)]),
        (4, ["R1", "high", date(2026, 5, 2)]),
        (None, ["R3", "=new", date(2026, 5, 3)]),
    ]
    after = rewrite(before, [update(*rows, columns=COLUMNS)])
    assert [line[:4] for line in body(after)] == [
        ["R2", "low", "of second", date(2026, 5, 1)],
        ["R1", "high", "theirs", date(2026, 5, 2)],
        ["R3", "=new", "", date(2026, 5, 3)],
    ]
    xml = part(after)
    assert re.findall(r'<hyperlink [^>]*ref="([^"]*)"', xml) == ["C4"]
    assert '<conditionalFormatting sqref="C4:C6"' in xml
    assert re.search(r'<dataValidation [^>]*sqref="D4:D6"', xml)
    assert 'ref="B3:E6"' in part(after, "xl/tables/table1.xml")
    assert lint(after) == []
    again: list[Any] = [(4 + at, cells) for at, (_, cells) in enumerate(rows)]
    assert rewrite(after, [update(*again, columns=COLUMNS)]) is after
    return after


def expect_untouched(before: Any) -> None:
    same = [(4, ["R1", "high", date(2025, 12, 9)]), (5, ["R2", "low", date(2025, 12, 10)])]
    links: list[Any] = [(4, ["R1", Link("high", "'Gaps'!A1"), date(2025, 12, 9)]), same[1]]
    assert rewrite(before, [update(*links, columns=COLUMNS)]) is before


def test_a_workbook_as_it_was_built() -> None:
    expect_written(made())
    expect_untouched(made())


def test_a_workbook_saved_by_openpyxl() -> None:
    before = by_openpyxl(made())
    after = expect_written(before)
    expect_untouched(before)
    assert changed(before, after) <= {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"}


@pytest.mark.system("soffice")
def test_a_workbook_saved_by_libreoffice(saved_by_libreoffice: Any) -> None:
    after = expect_written(saved_by_libreoffice)
    assert changed(saved_by_libreoffice, after) <= {
        "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml",
    }  # fmt: skip


@pytest.mark.system("soffice")
def test_values_that_libreoffice_wrote_in_its_own_way_are_left_alone(saved_by_libreoffice: Any) -> None:
    expect_untouched(saved_by_libreoffice)


@pytest.mark.system("soffice")
def test_libreoffice_reads_what_we_wrote(tmp_path: Path, libreoffice: Any) -> None:
    after = expect_written(made())
    assert [line[:3] for line in body(by_libreoffice(after, tmp_path, libreoffice))] == [
        line[:3] for line in body(after)
    ]


def test_openpyxl_reads_what_we_wrote() -> None:
    after = expect_written(made())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sheet = openpyxl.load_workbook(io.BytesIO(after))["Gaps"]
    assert sheet.tables["Gaps"].ref == "B3:E6"
    assert [cell.value for cell in sheet[6]][1:4] == ["R3", "=new", None]
    assert sheet["C6"].data_type != "f"


@pytest.mark.system("soffice")
def test_libreoffice_finds_what_is_anchored_at_its_rows(tmp_path: Path, libreoffice: LibreOffice) -> None:
    things = {"note": {"D4": "of R1", "B5": "of R2"}, "choice": {"D4": "one"}, "link": {"D5": "'Gaps'!A1"}}
    before = anchored([["R1", "high", "first", 1], ["R2", "low", "second", 2]], things)
    after = rewrite(before, [update((5, ["R2", "low"]), (None, ["N", "x"]), (4, ["R1", "high"]))])
    sheet = openpyxl.load_workbook(io.BytesIO(by_libreoffice(after, tmp_path, libreoffice)))["Gaps"]
    notes = {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment}
    assert notes == {"D6": "of R1", "B4": "of R2"}
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["D6"]
    assert sheet["D4"].hyperlink is not None
