"""A matrix, a budget and a checklist become a workbook that passes the check, each value with its source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.reading.workbook import read
from tests.adopt.kinds.grids import BUDGET, CHECKLIST, RACI
from tests.adopt.registers import VIEW, adopt, built, rows_of, saved


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One workbook of three files."""
    folder = tmp_path_factory.mktemp("adopted")
    given = (("raci", RACI), ("costs", BUDGET), ("checklist", CHECKLIST))
    old = [saved(folder / f"{name}.xlsx", lines, sheet=name) for name, lines in given]
    result = adopt(*old, "--to", folder / "new.xlsx", "--as", VIEW, "--accept")
    assert result.exit_code == 0, result.output
    return folder / "new.xlsx"


def rows(new: Path, table: str, *headers: str) -> list[tuple[Any, ...]]:
    return [tuple(row[header] for header in headers) for row in rows_of(new, table)]


def test_nothing_in_it_is_to_be_corrected(new: Path) -> None:
    assert read(new.read_bytes()).problems == ()


def test_tasks_have_their_phase_and_who_leads_and_takes_part(new: Path) -> None:
    headers = ("Activity", "Title", "Phase", "Role · REDC", "Role · GVA", "Role · HRBR", "Source")
    assert rows(new, "Activities", *headers) == [
        ("1", "Map the routes", "Preparedness", "L", "P", "S", "raci.xlsx · raci · row 5"),
        ("1.1", "Brief drivers", "Preparedness", None, "L", None, "raci.xlsx · raci · row 6"),
        ("2", "Evacuate staff", "Response", "P", "L", "S", "raci.xlsx · raci · row 8"),
        ("2.1", "Report incidents", "Response", "L", "S", None, "raci.xlsx · raci · row 9"),
    ]


def test_lines_have_their_amounts_and_categories(new: Path) -> None:
    headers = ("Line", "Description", "Category", "Quantity", "Unit cost", "Funder")
    assert rows(new, "Budget", *headers) == [
        ("B1", "Radios", "Equipment", 5, 100, "Own funds"),
        ("B2", "Batteries", "Equipment", 10, 12.5, None),
        ("B3", "Night guards", "Other", 12, 300, "Lake Trust"),
        ("B4", "Audit", "Other", 1, 900, None),
    ]


def test_answers_are_the_rating_of_the_one_whose_view_it_is(new: Path) -> None:
    headers = ("Indicator", "Text", "Element", "Rating · REDC", "Notes")
    assert rows(new, "Indicators", *headers) == [
        ("I1.1", "Is there a security plan?", "Governance", "Present", "See the plan"),
        ("I1.2", "Is it reviewed?", "Governance", "Partial", "No date"),
        ("I2.1", "Are staff briefed?", "Travel", "Absent", "Start briefings"),
        ("I2.2", "Are cars tracked?", "Travel", None, None),
    ]


def test_every_filled_cell_of_the_three_is_carried_or_left(new: Path) -> None:
    named = {(row["file"], row["cell"]) for table in ("Adopted", "Left") for row in rows_of(new, table)}
    for name, lines, header in (("raci", RACI, 3), ("costs", BUDGET, 1), ("checklist", CHECKLIST, 1)):
        filled = {
            (f"{name}.xlsx", f"{'ABCDEF'[at]}{number}")
            for number, line in enumerate(lines, 1)
            for at, cell in enumerate(line)
            if cell != "" and number != header
        }
        assert filled - named == set()


def test_a_role_that_follows_from_the_others_is_traced_to_its_cell(new: Path) -> None:
    traced = {(row["row"], row["column"]): row for row in rows_of(new, "Adopted") if row["table"] == "Activities"}
    one = traced["1.1", "Role · GVA"]
    assert (one["value"], one["cell"], one["source value"]) == ("L", "D6", "R")


def test_a_row_of_nothing_but_its_sum_is_one_of_that_price(new: Path) -> None:
    traced = {(row["row"], row["column"]): row for row in rows_of(new, "Adopted") if row["table"] == "Budget"}
    assert (traced["B4", "Unit cost"]["cell"], traced["B4", "Quantity"]["how"]) == ("E8", "filled")


def test_what_an_answer_says_besides_becomes_the_note(tmp_path: Path) -> None:
    lines = [
        ("Indicator", "Status"), ("Radios stand in all cars", "❌ not planned"),
        ("The office has two exits", "Partial - the key is lost"), ("First aid kits are there", "✅ in each car"),
    ]  # fmt: skip
    new = built(saved(tmp_path / "list.xlsx", lines, sheet="Checklist"))
    assert rows(new, "Indicators", "Rating · REDC", "Notes") == [
        ("Absent", "not planned"), ("Partial", "the key is lost"), ("Present", "in each car"),
    ]  # fmt: skip
