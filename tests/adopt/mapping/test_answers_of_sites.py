"""A checklist that two sites or organisations answered: whose the second column is, is said in the mapping sheet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.adopt.registers import Said, adopt, rows_of, saved

QUESTIONS = ("Is there a fire plan?", "Are guards trained?", "Is the fence whole?", "Is there a radio?")
OURS, THEIRS = ("Yes", "No", "Partly", "Yes"), ("No", "Yes", "Yes", "Partly")
MEANS = {"Yes": "Present", "No": "Absent", "Partly": "Partial"}
OFFICES = ("Main office", "Field office")
LAYOUTS: dict[str, tuple[list[tuple[object, ...]], tuple[str, str]]] = {
    "side by side": ([("No", "Security requirement", *OFFICES)], OFFICES),
    "one header with a name": ([("No", "Security requirement", "Status", "Status LOCA")], ("Status", "Status LOCA")),
    "below merged names": (
        [("", "", "Harbour Relief", "Green Valley"), ("No", "Security requirement", "Answer", "Answer")],
        ("Answer", "Answer"),
    ),
}
Open = Mapping[str, str]


def checklist(folder: Path, layout: str) -> Path:
    answered = zip(range(1, 5), QUESTIONS, OURS, THEIRS, strict=True)
    return saved(folder / "checklist.xlsx", [*LAYOUTS[layout][0], *answered])


def adopted(old: Path, *more: object) -> Said:
    return adopt(
        old, "--to", old.with_name("new.xlsx"), "--as", "REDC=Red Crossing", "--partner", "LOCA=Green Valley", *more
    )


def typed(old: Path, layout: str, cells: Open) -> Said:
    """What is said once these cells stand beside the column of the others, all else that is open taken as proposed."""
    assert adopted(old).exit_code == 3
    mapping = old.with_name("checklist.mapping.xlsx")
    book = openpyxl.load_workbook(mapping)
    header, *rows = book["Mapping"][book["Mapping"].tables["MapColumns"].ref]
    at = {cell.value: number for number, cell in enumerate(header)}
    first, second = LAYOUTS[layout][1]
    for row in rows:
        given: dict[str, Any] = {}
        if row[at["header"]].value == second and row[at["becomes"]].value == "stays out":
            given = dict(cells)
        elif row[at["why"]].value:
            given = {"answer": "yes"}
        for name, value in given.items():
            row[at[name]].value = value
    assert any(row[at["header"]].value == first and row[at["partner"]].value == "--as" for row in rows)
    book.save(mapping)
    return adopted(old, "--mapping", mapping)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("where", ["answer", "becomes"])
def test_the_second_answers_are_carried_to_the_partner_whose_they_are(layout: str, where: str, tmp_path: Path) -> None:
    result = typed(checklist(tmp_path, layout), layout, {where: "Indicators: Rating", "partner": "LOCA"})
    assert result.exit_code == 0, result.output
    rows = rows_of(tmp_path / "new.xlsx", "Indicators")
    assert [row["Text"] for row in rows] == [*QUESTIONS]
    assert [row["Rating · REDC"] for row in rows] == [MEANS[word] for word in OURS]
    assert [row["Rating · LOCA"] for row in rows] == [MEANS[word] for word in THEIRS]
    partners = {row["Partner"]: row["Party"] for row in rows_of(tmp_path / "new.xlsx", "Partners")}
    assert partners == {"REDC": "Yes", "LOCA": "Yes"}


def test_each_carried_answer_is_traced_to_its_cell(tmp_path: Path) -> None:
    typed(checklist(tmp_path, "side by side"), "side by side", {"answer": "Indicators: Rating", "partner": "LOCA"})
    trace = rows_of(tmp_path / "new.xlsx", "Adopted")
    found = {row["cell"]: row["source value"] for row in trace if row["column"] == "Rating · LOCA"}
    assert found == {f"D{at}": word for at, word in enumerate(THEIRS, 2)}


def test_a_partner_and_a_yes_do_not_say_where_the_answers_go_so_it_stays_asked(tmp_path: Path) -> None:
    result = typed(checklist(tmp_path, "side by side"), "side by side", {"answer": "yes", "partner": "LOCA"})
    assert result.exit_code == 3
    assert "D1 Field office → stays out: more answers beside Main office" in " ".join(result.output.split())
    assert not (tmp_path / "new.xlsx").exists()


def test_answers_that_are_left_out_are_named_with_each_cell(tmp_path: Path) -> None:
    result = typed(checklist(tmp_path, "side by side"), "side by side", {"answer": "leave out"})
    assert result.exit_code == 0, result.output
    assert [row["cell"] for row in rows_of(tmp_path / "new.xlsx", "Left")] == ["D2", "D3", "D4", "D5"]
