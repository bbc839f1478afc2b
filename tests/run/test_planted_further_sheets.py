"""Every rule of the sheets that people ask for, from file to file: a finding at its cell, or silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import OPTIONAL_TABLES, area_of
from pipeline.findings.registry import rules
from pipeline.reading.workbook import read
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from schemas.spec import table
from tests.reading.books import book
from tests.run.made import DAY, built_once
from tests.run.planted_sheets import CODES, COMMON, FIELDS, FOUND, NEEDED, SHEETS, planted, spoilt

# The planted workbook is run once for all who look at it.
OWN = [id for id in rules() if area_of(id) in OPTIONAL_TABLES]


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """The planted workbook after a run, as another program reads it."""
    path: Path = tmp_path_factory.mktemp("planted") / "planted.xlsx"
    path.write_bytes(built_once(planted()))
    assert process(path, Options(today=DAY)).status == "written"
    return openpyxl.load_workbook(path)


def rows_of(book: openpyxl.Workbook, name: str) -> tuple[str, list[dict[str, Any]]]:
    """The sheet of a table, and its rows: cells by header."""
    (sheet,) = (sheet for sheet in book.worksheets if name in sheet.tables)
    first, *rest = sheet[sheet.tables[name].ref]
    return sheet.title, [dict(zip([cell.value for cell in first], row, strict=True)) for row in rest]


def address(book: openpyxl.Workbook, name: str, id: str, column: str) -> str:
    """Where the cell of a row stands, as the result tables write it."""
    field, _, code = column.partition(" · ")
    sheet, rows = rows_of(book, name)
    header, key = table(name).by_name[field].header(code), next(iter(rows[0]))
    (row,) = (row for row in rows if str(row[key].value) == id)
    return f"{sheet}!{row[header].coordinate}"


def found_in(data: bytes) -> set[str]:
    """The findings of these rules, those that others absorbed too."""
    assessment = Assessment.of(read(data).arrangement, DAY)
    return {f"{seen.rule}/{seen.subject}" for id in OWN for seen in rules()[id].look(assessment)}


def test_something_is_planted_for_every_rule() -> None:
    assert {one.partition("/")[0] for one in FOUND} == set(OWN)


@pytest.mark.parametrize("id", FOUND)
def test_a_run_writes_the_finding_with_its_sheet_and_cell(after: openpyxl.Workbook, id: str) -> None:
    _, rows = rows_of(after, "Gaps")
    (gap,) = (row for row in rows if row["Finding"].value == id)
    assert gap["Cell"].value == address(after, *FOUND[id])


@pytest.mark.parametrize("name", SHEETS)
def test_an_empty_sheet_finds_nothing(name: str) -> None:
    own = {one for one in FOUND if OPTIONAL_TABLES[area_of(one)] == name}
    assert own
    values = {**COMMON, **SHEETS, "Arrangement": FIELDS, name: []}
    assert found_in(book(values, partners=CODES)) & own == set()


@pytest.mark.parametrize(("id", "name", "row", "column"), NEEDED)
def test_where_a_cell_that_it_needs_cannot_be_read_nothing_is_said(id: str, name: str, row: str, column: str) -> None:
    assert id not in found_in(book(spoilt(name, row, column), partners=CODES))


def test_where_all_can_be_read_the_same_small_workbook_finds_all() -> None:
    values = {**COMMON, **SHEETS, "Arrangement": FIELDS}
    assert set(FOUND) <= found_in(book(values, partners=CODES))


def test_every_further_sheet_and_no_other_is_planted() -> None:
    assert set(SHEETS) == set(OPTIONAL_TABLES.values())
    assert not set(SHEETS) & set(COMMON)
