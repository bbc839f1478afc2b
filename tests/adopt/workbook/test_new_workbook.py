"""The workbook that is built, cell by cell: what is carried, what is given, and what is left by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from tests.adopt.registers import VIEW, adopt, built, rows_of, saved

HEADERS = (
    "No", "Risk description", "Cause", "Likelihood", "Impact", "Score", "Existing controls", "Risk owner",
    "Action owner", "Review date", "Raised by", "Status",
)  # fmt: skip
LINES = [
    ("Risk register",),
    HEADERS,
    (1, "Convoys are attacked", "Bandits", 4, 5, 20, "Radios", "J. Doe", "J. Roe", "03/04/2026", "M. Major", "Open"),
    ("", "", "No escorts", "", "", "", "", "", "", "", "", ""),
    (2, "The office is burgled", "Poor locks", 2, 3, 6, "Guards", "REDC", "J. Roe", "05/06/2026", "", "tbd"),
    ("Section B",),
    ("R7", "=A1 is no formula here", "Visas", 1, 1, 1, "Training", "J. Doe", "", "07/08/2026", "", "Closed"),
]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = saved(tmp_path / "register.xlsx", LINES)
    book = openpyxl.load_workbook(path)
    book["Risks"]["B7"].data_type = "s"
    book.save(path)
    return path


def risks(new: Path) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if value is not None} for row in rows_of(new, "Risks")]


def test_every_row_holds_what_its_source_says(old: Path) -> None:
    first, second, third = risks(built(old))
    assert first.pop("Next review on") == date(2026, 4, 3)
    assert first == {
        "Risk": "R1", "Description": "Convoys are attacked", "Threat / event": "Convoys are attacked",
        "Why we are vulnerable": "Bandits\nNo escorts", "Likelihood · REDC": 4, "Impact · REDC": 5,
        "Existing measures": "Radios", "Owner": "REDC", "Status": "Open",
        "Source": "register.xlsx · Risks · row 3",
    }  # fmt: skip
    assert (second["Risk"], second["Likelihood · REDC"], second["Impact · REDC"]) == ("R2", 2, 3)
    assert (third["Risk"], third["Description"], third["Status"]) == ("R7", "=A1 is no formula here", "Closed")


def test_a_word_that_nobody_answered_is_not_carried(old: Path) -> None:
    assert "Status" not in risks(built(old))[1]


def test_every_value_has_its_row_and_its_source_cell(old: Path) -> None:
    lines = {(row["row"], row["column"], row["cell"]): row for row in rows_of(built(old), "Adopted")}
    assert lines["R1", "Likelihood · REDC", "D3"]["how"] == "copied"
    assert lines["R1", "Why we are vulnerable", "C4"]["source value"] == "No escorts"
    assert lines["R1", "Threat / event", None]["how"] == "filled"
    assert lines["R1", "Next review on", "J3"]["assumed"] == "yes"


def test_every_filled_cell_is_carried_or_left(old: Path) -> None:
    new = built(old)
    named = {row["cell"] for table in ("Adopted", "Left") for row in rows_of(new, table)}
    filled = {
        cell.coordinate
        for row in openpyxl.load_workbook(old)["Risks"]
        for cell in row
        if cell.value is not None and cell.row != 2
    }
    assert filled - named == set()


def test_what_is_left_stands_with_its_reason(old: Path) -> None:
    left = {row["cell"]: row["reason"] for row in rows_of(built(old), "Left")}
    assert (left["F3"], left["A6"]) == ("Concord computes it", "section heading")


def test_no_name_of_a_person_is_copied(old: Path) -> None:
    book = openpyxl.load_workbook(built(old))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not {"J. Doe", "J. Roe", "M. Major"} & {cell for cell in cells if isinstance(cell, str)}


def test_the_source_is_named_with_its_digest(old: Path) -> None:
    from hashlib import sha256

    (source,) = rows_of(built(old), "Sources")
    assert (source["file"], source["SHA-256"]) == ("register.xlsx", sha256(old.read_bytes()).hexdigest())


def test_the_source_file_is_not_touched(old: Path) -> None:
    before = old.read_bytes()
    built(old)
    assert old.read_bytes() == before


def test_the_new_workbook_passes_check_and_run(old: Path) -> None:
    new = built(old)
    checked = CliRunner().invoke(concord, ["check", str(new)], standalone_mode=False)
    ran = CliRunner().invoke(concord, ["run", str(new)], standalone_mode=False)
    assert "0 cells to correct" in checked.output
    assert (checked.exception, ran.exception) == (None, None)


def test_a_run_leaves_the_trace_as_it_stands(old: Path) -> None:
    new = built(old)
    before = [rows_of(new, name) for name in ("Adopted", "Left", "Sources")]
    CliRunner().invoke(concord, ["run", str(new)], standalone_mode=False)
    assert [rows_of(new, name) for name in ("Adopted", "Left", "Sources")] == before


def test_nothing_is_built_while_a_question_is_open(old: Path) -> None:
    result = adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW)
    assert (result.exit_code, old.with_name("new.xlsx").exists()) == (3, False)


def test_a_dry_run_writes_nothing(old: Path) -> None:
    adopt(old, "--to", old.with_name("new.xlsx"), "--as", VIEW, "--accept", "--dry-run")
    assert [path.name for path in old.parent.iterdir()] == ["register.xlsx"]
