"""A plain risk register of somebody else becomes a workbook, every value with its source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import concord
from pipeline.reading.workbook import read
from tests.adopt.registers import answer_open

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Risk score", "Mitigation plan", "Owner", "Status")
ROWS: tuple[tuple[object, ...], ...] = (
    ("R1", "Convoys are attacked on the northern road", 4, 5, 20, "More radios", "Logistics manager", "Open"),
    ("R2", "The office is burgled at night", 3, 2, 6, "Cameras", "Security officer", "Closed"),
    ("R3", "Staff are detained at the border", 2, 4, 8, "Training", "Human resources", "In progress"),
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return made(tmp_path / "register.xlsx", ROWS)


def made(path: Path, rows: tuple[tuple[object, ...], ...]) -> Path:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Risks 2025"
    for line in (("Risk register",), (), HEADERS, *rows, (), ("Note", "Scores by the committee")):
        sheet.append(line)
    book.save(path)
    return path


def adopt(*words: object) -> Result:
    return CliRunner().invoke(concord, ["adopt", *map(str, words)], standalone_mode=False)


def recognised(path: Path) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(adopt(path, "--json").output)["tables"][0]
    return table


def test_the_columns_of_a_plain_register_are_recognised(register: Path) -> None:
    targets = {column["header"]: column["target"] for column in recognised(register)["columns"]}
    assert targets == {
        "ID": "Risks.risk", "Risk description": "Risks.description", "Likelihood": "Risks.likelihood",
        "Impact": "Risks.impact", "Risk score": None, "Mitigation plan": "Risks.measures", "Owner": "Risks.owner",
        "Status": "Risks.status",
    }  # fmt: skip


def test_every_filled_row_below_the_header_is_carried_or_left(register: Path) -> None:
    assert recognised(register)["rows"] == {"carried": [[4, 6]], "left": [[8, 8, "a legend"]]}


def test_open_questions_stand_in_a_mapping_and_nothing_is_built(register: Path, tmp_path: Path) -> None:
    result = adopt(register, "--to", tmp_path / "new.xlsx", "--as", "REDC=Red Crossing")
    assert result.return_value == 3
    assert (tmp_path / "register.mapping.xlsx").exists()
    assert not (tmp_path / "new.xlsx").exists()


def test_answers_in_the_mapping_build_the_workbook(register: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    adopt(register, "--to", new, "--as", "REDC=Red Crossing")
    answered(tmp_path / "register.mapping.xlsx")
    assert adopt(register, "--to", new, "--as", "REDC=Red Crossing").return_value == 0
    risks = read(new.read_bytes()).arrangement.risks
    assert [risk.likelihood["REDC"] for risk in risks] == [4, 3, 2]
    assert [risk.owner for risk in risks] == ["REDC"] * 3
    assert [risk.event for risk in risks] == [row[1] for row in ROWS]


def answered(path: Path) -> None:
    """Answer yes in every yellow row."""
    answer_open(path, lambda *_: "yes")


def test_a_built_workbook_has_no_cell_error_and_names_every_source(register: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    assert adopt(register, "--to", new, "--as", "REDC=Red Crossing", "--accept").return_value == 0
    assert read(new.read_bytes()).problems == ()
    lines = list(openpyxl.load_workbook(new)["Adopted"].iter_rows(min_row=2, max_col=10, values_only=True))
    likelihood = next(line for line in lines if line[1] == "R1" and line[2] == "Likelihood · REDC")
    assert likelihood[3:9] == (4, "register.xlsx", "Risks 2025", "C4", 4, "copied")


def test_an_owner_is_traced_by_its_cell_alone(register: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.xlsx"
    adopt(register, "--to", new, "--as", "REDC=Red Crossing", "--accept")
    cells = [cell for row in openpyxl.load_workbook(new)["Adopted"].iter_rows(values_only=True) for cell in row]
    assert "Logistics manager" not in cells


def test_three_words_for_five_steps_are_asked(tmp_path: Path) -> None:
    words = {2: "Low", 3: "Medium", 4: "High", 5: "High"}
    rows = tuple((*row[:2], words[row[2]], words[row[3]], *row[4:]) for row in ROWS)  # type: ignore[index]
    columns = {column["header"]: column for column in recognised(made(tmp_path / "words.xlsx", rows))["columns"]}
    assert columns["Likelihood"]["values"] == {
        "map": {"High": "5", "Medium": "3", "Low": "1"}, "unmapped": [], "ask": True
    }  # fmt: skip


def test_an_issue_log_is_no_register(tmp_path: Path) -> None:
    path = tmp_path / "issues.csv"
    path.write_text("Issue ID,Issue,Severity,Owner,Status\n1,Printer broken,High,IT,Open\n", encoding="utf-8")
    result = adopt(path, "--json")
    assert result.return_value == 1
    assert json.loads(result.output)["tables"] == []


def test_a_concord_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ours.xlsx"
    CliRunner().invoke(concord, ["new", str(path), "--title", "T", "--partner", "A=One", "--partner", "B=Two"])
    assert "--from" in json.loads(adopt(path, "--json").output)["refused"]
