"""The source's own levels show how its scale was laid over ours; a hidden sheet is read, and said to be one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from schemas.wording.text import text
from tests.adopt.registers import Line, recognised, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Risk level")
TEXTS = ("Convoys are attacked", "The office is burgled", "Staff are detained", "The river floods")


def level_column(path: Path, rows: list[tuple[object, object, str]]) -> dict[str, Any]:
    lines: list[Line] = [(f"R{at}", one, *row) for at, (one, row) in enumerate(zip(TEXTS, rows, strict=True), 1)]
    return next(c for c in recognised(saved(path, [HEADERS, *lines]))["columns"] if c["header"] == "Risk level")


def test_levels_that_come_out_otherwise_are_named_by_row(tmp_path: Path) -> None:
    column = level_column(tmp_path / "a.xlsx", [(5, 5, "Very high"), (1, 2, "Low"), (3, 3, "High"), (2, 3, "Medium")])
    computed = text("adopt.why.computed")
    assert column["why"] == text("adopt.why.levels", why=computed, same=3, of=4, rows="4")


def test_levels_that_all_come_out_the_same_are_counted(tmp_path: Path) -> None:
    column = level_column(tmp_path / "a.xlsx", [(5, 5, "Very high"), (1, 2, "Low"), (3, 4, "High"), (2, 3, "Medium")])
    assert column["why"] == text("adopt.why.levels_same", why=text("adopt.why.computed"), count=4)


def test_a_level_after_treatment_is_not_compared_with_ratings_before_it(tmp_path: Path) -> None:
    headers = ("ID", "Risk description", "Likelihood", "Impact", "Existing controls", "Residual risk level")
    lines: list[Line] = [(f"R{at}", one, 5, 5, "A guard", "Low") for at, one in enumerate(TEXTS)]
    columns = recognised(saved(tmp_path / "a.xlsx", [headers, *lines]))["columns"]
    said = {column["header"]: (column["ask"], column["why"]) for column in columns}
    assert said["Residual risk level"] == (False, text("adopt.why.computed"))
    assert said["Likelihood"] == said["Impact"] == (True, text("adopt.why.phase"))


def test_a_hidden_sheet_is_carried_and_said_to_be_hidden(tmp_path: Path) -> None:
    lines: list[Line] = [HEADERS, *((f"R{at}", one, 5, 1, "Low") for at, one in enumerate(TEXTS))]
    path = saved(tmp_path / "a.xlsx", lines)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Cover")["A1"] = "Our risks"
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    table = recognised(path)
    assert (table["rows"]["carried"], table["why"]) == ([[2, 5]], text("adopt.why.hidden"))
