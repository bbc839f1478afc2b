"""The category of the lines of a budget by the headings above them: told by words, or asked about once for all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.adopt.proposal import Fill
from pipeline.adopt.recognise.budget_fills import category_of
from tests.adopt.kinds.grids import table_of
from tests.adopt.registers import VIEW, adopt, answer_open, built, rows_of, saved

HEADED = (
    ("Item", "Qty", "Unit cost", "Total"),
    ("Village wells", "", "", ""),
    ("Pump", 2, 900, 1800),
    ("Pipe", 40, 6, 240),
    ("Radio network", "", "", ""),
    ("Mast", 1, 700, 700),
    ("Licence", 3, 50, 150),
    ("Salaries", "", "", ""),
    ("Watchman", 3, 200, 600),
)


def categories(lines: tuple[tuple[object, ...], ...]) -> list[Fill]:
    return [fill for fill in table_of(lines, name="Budget").fills if fill.target == "Budget.category"]


def test_headings_of_no_known_category_are_one_question_that_names_them() -> None:
    asked = [fill for fill in categories(HEADED) if fill.ask]
    assert [(fill.section, fill.value) for fill in asked] == [("", "other")]
    assert "Village wells" in asked[0].why
    assert "Radio network" in asked[0].why


def test_its_answer_holds_for_all_of_them_and_not_for_those_that_are_known(tmp_path: Path) -> None:
    old, new = saved(tmp_path / "budget.xlsx", HEADED, sheet="Budget"), tmp_path / "new.xlsx"
    adopt(old, "--to", new, "--as", VIEW)
    answer_open(tmp_path / "budget.mapping.xlsx", lambda table, _: "Equipment" if table == "MapColumns" else "yes")
    result = adopt(old, "--to", new, "--as", VIEW)
    assert result.exit_code == 0, result.output
    assert [row["Category"] for row in rows_of(new, "Budget")] == [*["Equipment"] * 4, "Salaries"]


def test_taken_as_it_stands_every_line_has_a_category(tmp_path: Path) -> None:
    rows = rows_of(built(saved(tmp_path / "budget.xlsx", HEADED, sheet="Budget")), "Budget")
    assert [row["Category"] for row in rows] == [*["Other"] * 4, "Salaries"]


def test_a_heading_whose_lines_name_other_categories_is_asked_about() -> None:
    lines = (("Item", "Qty", "Unit cost", "Total"), ("People", "", "", ""), ("First aid training", 2, 300, 600),
             ("Travel insurance", 4, 50, 200), ("Night watch", 3, 200, 600))  # fmt: skip
    assert [(fill.section, fill.ask) for fill in categories(lines)] == [("People", True)]


@pytest.mark.parametrize(("heading", "category"), [
    ("A. Staff and other personnel costs (please itemise)", "salaries"), ("4. Local office7", "other"),
    ("3. CONSULTANTS", "salaries"), ("Workshop for 200 people", "training"), ("Vehicles and other goods", "equipment"),
    ("Training and insurance", ""), ("Village wells", ""),
])  # fmt: skip
def test_a_heading_means_the_category_that_its_words_name(heading: str, category: str) -> None:
    assert category_of(heading) == category
