"""A table without a place with us is named with its headers, and nothing of it is asked or carried."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks.layouts.cases import stranger
from benchmarks.layouts.words import contents
from pipeline.adopt.recognise.recognise import recognise
from tests.adopt.kinds.grids import proposal_of
from tests.adopt.registers import VIEW, adopt, built, rows_of, saved

REGISTER = [
    ("ID", "Risk description", "Likelihood", "Impact"),
    ("R1", "Convoys are attacked", 4, 5),
    ("R2", "The office is burgled", 2, 3),
]
TRAINING = [
    ("Trainings held this year",), (),
    ("Course", "Date", "Trainer", "Participants", "Completed"),
    ("First aid", "3 May", "Jo Lind", 12, "Yes", "see the folder"),
    ("Driving in convoy", "9 June", "Sam Berg", 8, "No"),
    ("Radio use", "1 July", "Jo Lind", 20, "Yes"),
    (), ("Kept by the office",),
]  # fmt: skip


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = saved(tmp_path / "register.xlsx", TRAINING, sheet="Training log")
    book = openpyxl.load_workbook(path)
    for name, lines in (("Risks", REGISTER), ("Notes", [("Kept by hand",)])):
        sheet: Any = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


def said(old: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(adopt(old, "--json").output)
    return found


def test_json_names_it_in_the_order_of_the_sheets_and_leaves_each_of_its_rows(old: Path) -> None:
    found = said(old)
    assert [(table["id"], table["sheet"], table["kind"]) for table in found["tables"]] == [
        ("T1", "Training log", "other"), ("T2", "Risks", "risk_register"),
    ]  # fmt: skip
    other = found["tables"][0]
    reason = "no table of a kind that Concord knows"
    assert other["rows"] == {"carried": [], "left": [[4, 6, reason], [8, 8, reason]]}
    assert (other["header_rows"], other["first_row"], other["ask"], other["fills"]) == ([3], 4, False, [])


def test_json_names_every_column_of_it_and_gives_none_a_place(old: Path) -> None:
    columns = said(old)["tables"][0]["columns"]
    assert [(each["column"], each["header"]) for each in columns] == [
        ("A", "Course"), ("B", "Date"), ("C", "Trainer"), ("D", "Participants"), ("E", "Completed"), ("F", ""),
    ]  # fmt: skip
    assert {(each["target"], each["ask"], each["why"]) for each in columns} == {(None, False, "no place in Concord")}


def test_only_sheets_without_any_table_are_left_sheets(old: Path) -> None:
    assert [each["sheet"] for each in said(old)["left_sheets"]] == ["Notes"]


def test_the_terminal_names_it_with_its_headers_and_no_value_of_it(old: Path) -> None:
    output = " ".join(adopt(old).output.split())
    assert (
        "T1 Training log: no table of a kind that Concord knows; its headers: Course, Date, Trainer, Participants"
        in output
    )
    assert "Jo Lind" not in output


def test_the_trace_says_that_its_sheet_is_left_and_copies_no_cell_of_it(old: Path) -> None:
    new = built(old)
    left = [row for row in rows_of(new, "Left") if row["sheet"] == "Training log"]
    assert [(row["cell"], row["value"], row["reason"]) for row in left] == [
        (None, None, "no table of a kind that Concord knows")
    ]
    assert {row["sheet"] for row in rows_of(new, "Adopted")} == {"Risks"}


def test_the_mapping_names_it_as_not_used_and_asks_nothing_about_it(old: Path) -> None:
    answered: list[tuple[Any, ...]] = [
        ("ID", "Risk description", "Likelihood", "Impact", "Owner"),
        ("R1", "Convoys", 4, 5, "Logistics"),
    ]
    book = openpyxl.load_workbook(old)
    for number, line in enumerate(answered, 1):
        for at, cell in enumerate(line, 1):
            book["Risks"].cell(number, at, cell)
    book.save(old)
    assert adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW).exit_code == 3
    rows = rows_of(old.with_name("register.mapping.xlsx"), "MapTables")
    assert [(row["kind"], row["sheet"], row["use"]) for row in rows] == [
        ("another kind of table", "Training log", "no"), ("risk register", "Risks", "yes"),
    ]  # fmt: skip
    assert {row["kind"] for row in rows_of(old.with_name("register.mapping.xlsx"), "MapColumns")} == {"risk register"}


@pytest.mark.parametrize("name", ["Training log", "Trainings", "Log", "Sheet1", "Security"])
@pytest.mark.parametrize("answers", [("Yes", "No", "Yes"), ("Yes", "Partly", "No"), ("Open", "Closed", "Open")])
@pytest.mark.parametrize("headers", [
    ("Course", "Date", "Trainer", "Participants", "Completed"),
    ("Formation", "Date", "Formateur", "Participants", "Terminé"),
    ("Curso", "Fecha", "Instructor", "Participantes", "Completado"),
])  # fmt: skip
def test_a_training_log_is_no_checklist_although_its_last_column_answers_yes_or_no(
    headers: tuple[str, ...], answers: tuple[str, ...], name: str
) -> None:
    lines = [(*line[:4], answer) for line, answer in zip(TRAINING[3:6], answers, strict=True)]
    proposal = proposal_of([headers, *lines], name=name)
    assert [(table.kind, table.ask) for table in proposal.tables] == []
    assert [table.sheet for table in proposal.others] == [name]


def test_every_made_up_list_of_others_is_named_or_its_sheet_is_left() -> None:
    for seed in range(len(contents()["strangers"])):
        made = stranger(seed)
        proposal = recognise(made.book)
        named = [table.sheet for table in proposal.others] + [sheet for sheet, _ in proposal.left_sheets]
        assert named == [sheet.name for sheet in made.book.sheets], made.name


def test_a_file_with_no_other_table_than_these_is_refused_and_reports_none(tmp_path: Path) -> None:
    found = said(saved(tmp_path / "log.xlsx", TRAINING, sheet="Training log"))
    assert (found["tables"], [each["sheet"] for each in found["left_sheets"]]) == ([], ["Training log"])
    assert "Training log" in found["refused"]
