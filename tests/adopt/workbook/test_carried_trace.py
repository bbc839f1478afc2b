"""`concord new --from` takes the sheet Adopted along, in the language of the new workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import TableColumn

from tests.adopt.registers import adopt, built, rows_of, said_by, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Status", "Colour")
ROWS = (("R1", "Convoys are attacked", 4, 5, "Open", "Red"), ("R2", "The office is burgled", 3, 2, "Closed", "Green"))


@pytest.fixture
def adopted(tmp_path: Path) -> Path:
    return built(saved(tmp_path / "register.xlsx", [HEADERS, *ROWS]))


def _new_from(old: Path, *words: str) -> Path:
    file = old.with_name("fresh.xlsx")
    said = said_by("new", file, "--from", old, *words)
    assert "Adopted" not in said.output
    return file


@pytest.mark.parametrize("table", ["Adopted", "Left", "Sources"])
def test_every_line_stands_in_the_new_workbook(adopted: Path, table: str) -> None:
    assert rows_of(_new_from(adopted), table) == rows_of(adopted, table)


def test_words_of_ours_are_said_in_the_new_language_and_texts_of_the_source_stay(adopted: Path) -> None:
    new = _new_from(adopted, "--language", "fr")
    headers = {*rows_of(new, "Risks")[0]}
    rows = rows_of(new, "Adopted")
    assert {row["colonne"] for row in rows} <= headers
    assert {row["comment"] for row in rows} <= {"copié", "mot", "nombre", "réuni", "complété", "donné"}
    assert [row["valeur d’origine"] for row in rows] == [row["source value"] for row in rows_of(adopted, "Adopted")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_newer_version_of_the_source_goes_into_the_new_workbook(adopted: Path, language: str) -> None:
    new = _new_from(adopted, "--language", language)
    old = saved(adopted.with_name("register.xlsx"), [HEADERS, (*ROWS[0][:2], 1, *ROWS[0][3:]), ROWS[1]])
    said = adopt(old, "--to", new, "--as", "REDC=Red Crossing", "--accept")
    assert said.exit_code == 0, said.output
    numbers = [value for row in rows_of(new, "Risks") for value in row.values() if isinstance(value, int)]
    assert (1 in numbers, 4 in numbers) == (True, False)


def test_a_column_that_people_added_to_the_trace_goes_along(adopted: Path) -> None:
    book = openpyxl.load_workbook(adopted)
    sheet = next(each for each in book.worksheets if "Sources" in each.tables)
    table = sheet.tables["Sources"]
    first, last = table.ref.split(":")
    right = sheet[last].column + 1
    table.ref = f"{first}:{get_column_letter(right)}{sheet[last].row}"
    table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name="Checked by"))
    sheet.cell(1, right).value, sheet.cell(2, right).value = "Checked by", "REDC"
    book.save(adopted)
    assert rows_of(_new_from(adopted), "Sources")[0]["Checked by"] == "REDC"
