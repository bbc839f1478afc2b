"""`concord new`: workbooks for any partners, and fresh ones with everything carried over."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.table import TableColumn

from pipeline.reading.workbook import read
from tests.cli.test_commands import call
from tests.loading import loaded
from tests.run.made import DAY, after_a_run, run, workbook
from tests.run.workbook.test_one_workbook import rows

PARTNERS = ["--partner", "INTL=Harbour Relief", "--partner", "LOCA=Green Valley"]


def test_a_new_workbook_has_a_column_for_each_partner_and_an_id_of_its_own(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        assert call("new", path, "--title", "Clinic access", *PARTNERS).exit_code == 0
    readings = [read(path.read_bytes()) for path in (first, second)]
    assert readings[0].problems == ()
    ids = [reading.arrangement.text("arrangement_id") for reading in readings]
    assert all(ids)
    assert ids[0] != ids[1]
    assert {column.partner for column in readings[0].arrangement.columns} == {"INTL", "LOCA"}


def test_an_existing_file_is_refused_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("mine")
    assert call("new", path, "--title", "x", *PARTNERS).exit_code == 2
    assert path.read_text() == "mine"


def test_a_catalogue_fills_in_indicators(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    call("new", path, "--title", "x", *PARTNERS, "--catalogue", "joint_review")
    assert len(read(path.read_bytes()).arrangement.indicators) >= 28


def test_a_wrong_partner_or_catalogue_or_ending_says_what_is_allowed(tmp_path: Path) -> None:
    for arguments, word in (
        (["a.xlsx", "--title", "x", "--partner", "INTL"], "equals sign"),
        (["a.xlsx", "--title", "x", *PARTNERS, "--catalogue", "nothing"], "joint_review"),
        (["a.xls", "--title", "x", *PARTNERS], ".xlsx"),
        (["a.xlsx", *PARTNERS], "--title"),
    ):
        result = call("new", tmp_path / arguments[0], *arguments[1:])
        assert result.exit_code == 2
        assert word in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("file", "more", "said"),
    [
        ("nowhere/a.xlsx", (), "The folder"),
        ("x" * 300 + ".xlsx", (), "too long"),
        ("b.xlsx", ("--from", "notes.xlsx"), "text file"),
    ],
    ids=["no folder", "a long name", "an old workbook that is none"],
)
def test_what_the_drive_or_the_old_workbook_refuses_is_no_mistake_in_the_command(
    tmp_path: Path, file: str, more: tuple[str, ...], said: str
) -> None:
    (tmp_path / "notes.xlsx").write_text("notes")
    words = [str(tmp_path / word) if word == "notes.xlsx" else word for word in more]
    result = call("new", tmp_path / file, "--title", "x", *PARTNERS, *words)
    assert result.exit_code == 1
    assert said in result.output
    assert "Usage" not in result.output


def test_everything_people_wrote_is_carried_over_when_a_partner_joins(tmp_path: Path) -> None:
    old, new = tmp_path / "old.xlsx", tmp_path / "new.xlsx"
    book: Any = loaded(after_a_run())
    plan, risks = book["Action plan"], book["Risks"]
    headers = {cell.value: cell.column for cell in plan[1]}
    plan.cell(2, headers["Notes"]).value = "talked about it"
    risks.cell(2, 12).value = "three"  # an error, and still theirs
    book.save(old)
    assert call("new", new, "--from", old, "--partner", "THRD=Third Hand").exit_code == 0
    before, after = read(old.read_bytes()), read(new.read_bytes())
    assert after.arrangement.text("arrangement_id") == before.arrangement.text("arrangement_id")
    assert [risk.id for risk in after.arrangement.risks] == [risk.id for risk in before.arrangement.risks]
    assert [problem.found for problem in after.problems if problem.severity == "high"] == [
        problem.found for problem in before.problems if problem.severity == "high"
    ]
    assert "THRD" in {column.partner for column in after.arrangement.columns}
    assert rows(new, "ActionPlan")[0]["Notes"] == "talked about it"
    run(new, DAY + timedelta(days=1))
    kept = {row["Action"]: row["First found"] for row in rows(new, "ActionPlan")}
    assert kept.items() >= {row["Action"]: row["First found"] for row in rows(old, "ActionPlan")}.items()


def test_columns_that_people_added_are_carried_over(tmp_path: Path) -> None:
    old, new = workbook(tmp_path), tmp_path / "new.xlsx"
    book: Any = openpyxl.load_workbook(old)
    sheet, table = book["Risks"], book["Risks"].tables["Risks"]
    first, last = table.ref.split(":")
    column = sheet[last].column + 1
    sheet.cell(1, column).value, sheet.cell(2, column).value = "Our code", "blue"
    table.ref = f"{first}:{sheet.cell(sheet[last].row, column).coordinate}"
    table.autoFilter.ref = table.ref
    table.tableColumns.append(TableColumn(id=column, name="Our code"))
    book.save(old)
    assert call("new", new, "--from", old).exit_code == 0
    assert rows(new, "Risks")[0]["Our code"] == "blue"
