"""The workbook and the list: real tables, and no text becomes a formula or a link."""

from __future__ import annotations

import csv
import html
import io
import re
import zipfile

import pytest
from openpyxl import load_workbook

from pipeline.portfolio.book import book
from pipeline.portfolio.listing import listing
from pipeline.portfolio.portfolio import Portfolio
from pipeline.portfolio.write import write
from pipeline.run.output.output_folder import report_names
from pipeline.run.output.record import FILE
from tests.portfolio.made import DAY, FOLDER, MOMENT, over, report, unread, whole
from tests.portfolio.test_page import FOUND, TYPICAL
from tests.report.test_hostile_text import HOSTILE

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    '=HYPERLINK("http://example.org")',
    "http://example.org",
)


def named(said: str) -> Portfolio:
    return whole(report("a.xlsx", FOUND, title=said), unread("b.xlsx", reason=said))


def rows(whole: Portfolio) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(listing(whole).decode("utf-8-sig"), newline="")))


def test_the_list_has_the_mark_by_which_excel_knows_its_letters() -> None:
    assert listing(TYPICAL).startswith(b"\xef\xbb\xbf")


def test_the_list_has_a_row_a_partnership_in_the_order_of_the_page() -> None:
    assert [row["Partnership"] for row in rows(TYPICAL)] == [one.title for one in TYPICAL.partnerships]


@pytest.mark.parametrize("said", [*FORMULAS[:8], *HOSTILE], ids=range(8 + len(HOSTILE)))
def test_no_cell_of_the_list_begins_like_a_formula(said: str) -> None:
    for row in rows(named(said)):
        assert not [value for value in row.values() if value.lstrip().startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("said", [*FORMULAS, *HOSTILE], ids=range(len(FORMULAS) + len(HOSTILE)))
def test_no_text_becomes_a_formula_or_a_link_in_the_workbook(said: str) -> None:
    data = book(named(said), MOMENT)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert not [text for text in sheets if "<f>" in text or "hyperlink" in text]
    load_workbook(io.BytesIO(data))


def test_the_workbook_has_a_table_on_every_sheet_and_numbers_in_it() -> None:
    made = load_workbook(io.BytesIO(book(TYPICAL, MOMENT)))
    assert [list(sheet.tables) for sheet in made] == [["Portfolio"], ["Gaps"], ["Runs"], ["Unread"]]
    sheet = made["Portfolio"]
    header = [cell.value for cell in sheet[5]]
    values = [cell.value for cell in sheet[7]]
    assert values[header.index("Critical")] == 1
    assert values[header.index("Partnership")] == "Clinic access"


def test_the_same_portfolio_gives_the_same_files() -> None:
    assert book(TYPICAL, MOMENT) == book(TYPICAL, MOMENT)
    assert listing(TYPICAL) == listing(TYPICAL)


def test_all_three_are_written_beside_each_other(tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = write(over(report("a.xlsx")), tmp_path / "out", None, DAY)
    assert [path.name for path in made] == ["portfolio.html", "portfolio.xlsx", "portfolio.csv"]
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*(path.name for path in made), FILE}


def test_a_workbook_called_portfolio_keeps_its_own_page() -> None:
    assert "portfolio" not in [name.casefold() for name in report_names([FOLDER / "Portfolio.xlsx", FOLDER / "a.xlsx"])]


def test_every_number_format_quotes_what_a_strict_reader_refuses() -> None:
    with zipfile.ZipFile(io.BytesIO(book(TYPICAL, MOMENT))) as archive:
        styles = archive.read("xl/styles.xml").decode()
    codes = [html.unescape(code) for code in re.findall('formatCode="([^"]*)"', styles)]
    assert '#,##0;-#,##0;"–"' in codes
    assert [code for code in codes if not re.sub('"[^"]*"', "", code).isascii()] == []
