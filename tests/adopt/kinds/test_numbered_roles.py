"""A matrix in which 1 leads and 2 supports: as its legend says, else as somebody says who is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.questions import table_questions
from tests.adopt.kinds.grids import proposal_of, table_of, targets
from tests.adopt.registers import Line, built, rows_of, saved

HEADER: Line = ("Task", "Red Crossing", "Town council", "Police")
TASKS: tuple[Line, ...] = (
    ("Warn the people", 2, 1, ""),
    ("Open the shelters", 1, 2, 2),
    ("Guard the road", "", 2, 1),
    ("Clean the wells", 1, "", ""),
)
LEGENDS: dict[str, tuple[Line, ...]] = {
    "in one line above": (("1 = lead, 2 = support",), HEADER, *TASKS),
    "in lines below": (HEADER, *TASKS, (), ("1 = lead",), ("2 = support",)),
    "in lines beside": ((*HEADER, "", ""), (*TASKS[0], "", "1 = lead"), (*TASKS[1], "", "2 = support"), *TASKS[2:]),
    "in cells beside": ((*HEADER, "", "Key"), (*TASKS[0], "", 1, "Lead"), (*TASKS[1], "", 2, "Support"), *TASKS[2:]),
    "with further ones": (("1: chef de file; 2: appui; 3: informé",), HEADER, *TASKS),
}


def means(table: TableProposal) -> dict[str, dict[str, str]]:
    return {each.header: each.words.map for each in table.columns if each.target == "Activities.role" and each.words}


@pytest.mark.parametrize("lines", LEGENDS.values(), ids=[*LEGENDS])
def test_a_legend_says_which_role_a_number_is(lines: tuple[Line, ...]) -> None:
    table = table_of(lines)
    assert (table.kind, table.ask) == ("activity_matrix", False)
    assert means(table)["Red Crossing"] == {"1": "L", "2": "S"}
    assert [about for about, _ in table_questions(table)] == ["column", "fill", "fill"]


def test_the_roles_stand_in_the_new_workbook(tmp_path: Path) -> None:
    old = saved(tmp_path / "plan.xlsx", LEGENDS["in one line above"], sheet="Plan")
    new = built(old, "--partner", "TOWN=Town council", "--partner", "POL=Police")
    found = [[row[f"Role · {code}"] for code in ("REDC", "TOWN", "POL")] for row in rows_of(new, "Activities")]
    assert found == [["S", "L", None], ["L", "S", "S"], [None, "S", "L"], ["L", None, None]]


def test_without_a_legend_the_table_and_every_number_are_asked_about() -> None:
    table = table_of((HEADER, *TASKS))
    assert table.ask
    assert means(table)["Town council"] == {"1": "L", "2": "S"}
    assert [column.words.open_words for column in table.columns if column.words] == [["2", "1"], ["1", "2"], ["2", "1"]]


def test_numbers_of_the_rows_are_no_roles() -> None:
    lines = [("1 = lead, 2 = support",), ("No", *HEADER)] + [(at, *task) for at, task in enumerate(TASKS[:3], 1)]
    assert targets(table_of(lines))["No"] == "Activities.activity"


NONE: dict[str, tuple[Line, ...]] = {
    "how many people each sends": (HEADER, *TASKS[:3], ("Clean the wells", 12, 4, 1)),
    "days of work, of which one has always one": (
        ("Task", "Manager", "Engineer", "Analyst"), ("Design", 1, 3, 2), ("Build", 1, 3, 3), ("Test", 1, 2, 3),
    ),
    "ranks of offers": (
        ("Criterion", "Vendor of the north", "Vendor of the lake", "Vendor of the town"),
        ("Price", 1, 2, 3), ("Service", 2, 1, 3), ("Quality", 3, 1, 2),
    ),
    "ratings with a scale beside them": (
        ("1 = low, 2 = medium, 3 = high",), ("Task", "Town council", "Police"),
        ("Warn the people", 1, 1), ("Guard the road", 3, 2), ("Clean the wells", 2, 2),
    ),
}  # fmt: skip


@pytest.mark.parametrize("lines", NONE.values(), ids=[*NONE])
def test_other_numbers_below_organisations_are_no_roles(lines: tuple[Line, ...]) -> None:
    assert [table.kind for table in proposal_of(lines).tables if table.kind == "activity_matrix"] == []
