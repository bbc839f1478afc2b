"""A column of formulas that people add to a table of results: it fills itself in, and nobody has written in a row."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import TableColumn, TableFormula

from schemas.spec import table
from tests.loading import loaded
from tests.run.made import run, workbook
from tests.run.workbook.test_one_workbook import rows

SLOT = "=1+1"


def add_column(path: Path, name: str, header: str = "Own", formula: str = SLOT) -> None:
    """Add a calculated column behind the last one of a table, filled in as Excel does."""
    book = loaded(path.read_bytes())
    sheet = book[table(name).sheet]
    found = sheet.tables[name]
    left, bottom = found.ref.split(":")[0], int("".join(filter(str.isdigit, found.ref.split(":")[1])))
    column = len(found.tableColumns) + 1
    sheet.cell(1, column).value = header
    for row in range(2, bottom + 1):
        sheet.cell(row, column).value = formula
    found.tableColumns.append(
        TableColumn(id=900, name=header, calculatedColumnFormula=TableFormula(attr_text=formula.removeprefix("=")))
    )
    found.ref = f"{left}:{get_column_letter(column)}{bottom}"
    found.autoFilter = None
    book.save(path)


def without_risks(path: Path) -> None:
    """Empty the register: nothing is found of it any more."""
    book = loaded(path.read_bytes())
    sheet = book[table("Risks").sheet]
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.value = None
    book.save(path)


def test_a_column_that_fills_itself_in_makes_no_new_action_an_open_one(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    before = [row["State"] for row in rows(path, "ActionPlan")]
    add_column(path, "ActionPlan")
    run(path)
    assert [row["State"] for row in rows(path, "ActionPlan")] == before
    assert set(before) == {"New"}


def test_what_people_type_into_such_a_column_is_theirs(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    add_column(path, "ActionPlan")
    book = loaded(path.read_bytes())
    sheet = book[table("ActionPlan").sheet]
    sheet.cell(2, sheet.max_column).value = "Ask the elders"
    book.save(path)
    run(path)
    assert [row["State"] for row in rows(path, "ActionPlan")][:2] == ["Open", "New"]


def test_a_second_run_leaves_the_formulas_of_new_rows_alone(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    run(path)
    add_column(path, "ActionPlan")
    without_risks(path)
    assert run(path).status == "written"
    assert run(path).status == "unchanged"


@pytest.mark.parametrize(("name", "key", "gone"), [("Agenda", "Topic id", "RSK/R1"), ("Gaps", "Finding", "RSK-02/R1")])
def test_a_row_that_is_gone_stays_not_for_a_formula_beside_it(tmp_path: Path, name: str, key: str, gone: str) -> None:
    path = workbook(tmp_path)
    run(path)
    before = {row[key] for row in rows(path, name)}
    add_column(path, name)
    without_risks(path)
    run(path)
    assert gone in before
    assert gone not in {row[key] for row in rows(path, name)}
