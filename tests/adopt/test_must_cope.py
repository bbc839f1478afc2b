"""What registers of others do to a reader, where only a whole file shows it: forms, hidden columns, lots, macros."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from schemas.wording.text import text
from tests.adopt.by_hand.expected import ITEMS, cases
from tests.adopt.registers import VIEW, Line, adopt, built, recognised, rows_of, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Mitigation plan", "Governorate")
LINES: tuple[Line, ...] = (
    ("R1", "Convoys are attacked on the main road", "Low, as the road is guarded", 5, "Radio checks", "Taizz"),
    ("R2", "The office is burgled at night", "High", 3, "Guards", "Aden"),
    ("R3", "The river floods", "Very high", 2, "Sandbags", "Aden"),
)


@pytest.mark.holds("D16")
def test_whose_view_a_register_is_must_be_said(tmp_path: Path) -> None:
    register, new = saved(tmp_path / "register.xlsx", [HEADERS, *LINES]), tmp_path / "new.xlsx"
    said = adopt(register, "--to", new, "--accept")
    assert (said.exit_code, said.output) == (1, text("adopt.refused.whose", name="register.xlsx"))
    assert [path.name for path in tmp_path.iterdir()] == ["register.xlsx"]


@pytest.mark.holds("D18")
def test_over_thirty_organisations_are_refused_before_anybody_is_asked_who_they_are(tmp_path: Path) -> None:
    lines = [(f"Relief Group {at} Valley", "Health", f"Clinics {at}", "Aden") for at in range(40)]
    path = saved(tmp_path / "3w.xlsx", [("Organisation", "Cluster", "Activity", "Governorate"), *lines], sheet="3W")
    said = adopt(path, "--to", tmp_path / "new.xlsx", "--as", VIEW)
    assert (said.exit_code, said.output) == (1, text("adopt.refused.crowd", count=41, most=30))
    assert [each.name for each in tmp_path.iterdir()] == ["3w.xlsx"]


@pytest.mark.holds("A5")
def test_an_empty_form_is_said_to_have_no_rows(tmp_path: Path) -> None:
    form = saved(tmp_path / "form.xlsx", [("Risk register",), HEADERS])
    said = adopt(form, "--to", tmp_path / "new.xlsx", "--as", VIEW, "--accept")
    assert (said.exit_code, said.output) == (1, text("adopt.refused.no_rows", name="form.xlsx"))
    assert text("adopt.said.no_rows") in adopt(form).output


@pytest.mark.holds("B10")
def test_a_word_with_its_reason_becomes_a_step_and_a_text_both_traced(tmp_path: Path) -> None:
    new = built(saved(tmp_path / "register.xlsx", [HEADERS, *LINES]))
    first = rows_of(new, "Risks")[0]
    assert (first["Likelihood · REDC"], first["Why we are vulnerable"]) == (2, "as the road is guarded")
    assert {row["column"] for row in rows_of(new, "Adopted") if row["cell"] == "C2"} == {
        "Likelihood · REDC",
        "Why we are vulnerable",
    }


@pytest.mark.holds("G24")
def test_a_hidden_column_is_carried_and_said_to_be_hidden(tmp_path: Path) -> None:
    path = saved(tmp_path / "register.xlsx", [HEADERS, *LINES])
    book = openpyxl.load_workbook(path)
    book["Risks"].column_dimensions["F"].hidden = True
    book.save(path)
    column = recognised(path)["columns"][-1]
    assert (column["target"], column["why"]) == ("Risks.location", text("adopt.why.hidden_column"))


@pytest.mark.holds("E20")
def test_a_lot_whose_price_is_its_sum_is_one(tmp_path: Path) -> None:
    lines = [("Radios", 4, 100, 400), ("Consumables", "Lot", 350, 350), ("Guards", 3, 200, 600), ("Fuel", 9, 2, 18)]
    path = saved(tmp_path / "budget.xlsx", [("Item", "Quantity", "Unit price", "Total"), *lines], sheet="Budget")
    new = built(path)
    assert [row["Quantity"] for row in rows_of(new, "Budget")] == [4, 1, 3, 9]
    assert "B3" in [row["cell"] for row in rows_of(new, "Left")]


@pytest.mark.holds("G24")
@pytest.mark.parametrize("kind", ["sheet.macroEnabled", "template.macroEnabled"])
def test_a_workbook_with_macros_is_read_like_one_without(tmp_path: Path, kind: str) -> None:
    path = saved(tmp_path / "register.xlsx", [HEADERS, *LINES])
    other = path.with_suffix(".xlsm")
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(other, "w") as written:
        for name in package.namelist():
            part = package.read(name)
            if name == "[Content_Types].xml":
                part = part.replace(
                    b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", f"vnd.ms-excel.{kind}.main".encode()
                )
            written.writestr(name, part)
    assert recognised(other) == recognised(path)


@pytest.mark.holds("G24")
def test_many_merged_cells_of_a_form_cost_nothing(tmp_path: Path) -> None:
    lines = [(*line, "") for _ in range(3) for line in LINES]
    merged = [f"A{row}:C{row}" for row in range(20, 720)]
    path = saved(tmp_path / "register.xlsx", [HEADERS, *lines], merged)
    assert recognised(path)["rows"]["carried"] == [[2, 10]]


@pytest.mark.holds("D17")
def test_names_of_persons_at_the_head_of_a_column_and_as_owners_become_no_partners(tmp_path: Path) -> None:
    tasks = [("Map the routes", "A", "R"), ("Agree the convoy", "R", "A"), ("Pay the guards", "C", "A")]
    matrix = saved(tmp_path / "raci.xlsx", [("Task", "Jane Miller", "Security officer"), *tasks], sheet="RACI")
    new = built(matrix)
    assert [row["Partner"] for row in rows_of(new, "Partners")] == ["REDC"]
    assert b"Miller" not in b"".join(zipfile.ZipFile(new).read(name) for name in zipfile.ZipFile(new).namelist())


def test_every_item_is_held_by_a_case_or_a_test() -> None:
    tests = (test for name, test in globals().items() if name.startswith("test_"))
    held = {mark.args[0] for test in tests for mark in getattr(test, "pytestmark", ()) if mark.name == "holds"}
    held |= {item for case in cases() for item in case.holds}
    assert held == set(ITEMS)
