"""Rows that look like a heading, a total, a legend or a note and may be records are asked about; clear ones are not."""

from __future__ import annotations

import pytest

from tests.adopt.kinds.grids import table_of
from tests.adopt.registers import Line

REGISTER = ("ID", "Risk description", "Likelihood", "Impact", "Measures", "Owner", "Status")
FULL = (
    ("R1", "Convoys are attacked", 4, 5, "More radios", "Logistics", "Open"),
    ("R2", "The office is burgled", 3, 3, "Guards", "Logistics", "Open"),
    ("R3", "Staff are detained", 3, 3, "Training", "Logistics", "Open"),
)
CHECKLIST = ("ID", "Question", "In place?", "Evidence")


def between(line: Line) -> dict[int, str]:
    return table_of([REGISTER, FULL[0], line, *FULL[1:]]).doubtful


@pytest.mark.parametrize("line", [
    ("", "The river floods the only road to the north in spring, and the clinic cannot be reached"),
    ("", "Supply routes are closed", "", "", "", "", "Parked"),
    ("", "Total loss of power", "", "", "Buy a generator", "Logistics", "Open"),
    ("", "Key staff leave", "", "", "", "", ""),
], ids=["sentence", "status", "total", "legend"])  # fmt: skip
def test_a_row_between_records_that_may_be_one_is_asked_about(line: Line) -> None:
    assert between(line) == {3: line[1]}


def test_a_row_that_says_beside_its_text_what_others_say_is_a_record() -> None:
    line = ("", "Supply routes are closed", "", "", "", "", "Open")
    assert 3 in table_of([REGISTER, FULL[0], line, *FULL[1:]]).carried


def test_a_rated_row_without_its_text_is_no_more_of_the_risk_above_and_is_asked_about() -> None:
    table = table_of([REGISTER, FULL[0], ("", "", 2, 3, "Insurance renewed", "Logistics", "Open"), *FULL[1:]])
    assert (table.continued, table.doubtful) == (set(), {3: "Insurance renewed"})


def test_a_row_with_nothing_but_more_measures_belongs_to_the_risk_above() -> None:
    table = table_of([REGISTER, FULL[0], ("", "", "", "", "Insurance renewed"), *FULL[1:]])
    assert (table.continued, table.doubtful) == ({3}, {})


def test_actions_under_a_heading_below_each_risk_are_asked_about() -> None:
    actions = [("", "Preventive actions"), ("P-01", "Order two months ahead"), ("P-02", "A second supplier")]
    rows = [(f"R-0{number}", *line[1:]) for number, line in enumerate(FULL, 1)]
    table = table_of([REGISTER, rows[0], *actions, *rows[1:]])
    assert (table.carried, sorted(table.doubtful)) == ([2, 6, 7], [4, 5])


def test_risks_below_a_heading_of_their_kind_stay_risks() -> None:
    rows = [(f"R-0{number}", *line[1:]) for number, line in enumerate(FULL, 1)]
    table = table_of([REGISTER, ("", "Security"), *rows[:2], ("", "Health"), ("H-01", *rows[2][1:])])
    assert table.carried == [3, 4, 6]


def test_a_risk_whose_level_nobody_knows_stays_one_below_a_heading_that_speaks_of_measures() -> None:
    rows = [("Risk", "Level", "Control measures"), ("Protective measures",), ("Masks run out", "Low", "Order monthly")]
    table = table_of([*rows, ("Gloves run out", "lowish", "Keep a reserve"), ("Gowns tear", "High", "Buy better ones")])
    assert table.carried == [3, 4, 5]


def test_in_a_matrix_with_many_empty_cells_a_row_without_any_is_a_task() -> None:
    tasks = ["Map the roads", "Brief the drivers", "Buy radios", "Evacuate the staff", "Report what happened", "Meet"]
    given = [("x", ""), ("", ""), ("", "x"), ("", ""), ("", "x"), ("x", "")]
    table = table_of([("Task", "GVA", "HRBR"), *[(task, *cells) for task, cells in zip(tasks, given, strict=True)]])
    assert set(table.carried) | set(table.doubtful) == set(range(2, 8))


@pytest.mark.parametrize("line", [("", "Security of premises"), ("Total", "", 12, 14), ("", "3", "", "", "", "", "")])
def test_what_is_clearly_none_is_not_asked_about(line: Line) -> None:
    assert between(line) == {}


def test_a_note_and_a_legend_below_are_not_asked_about() -> None:
    below = [(), ("Note: agreed in March",), (), ("Legend",), ("1", "Low"), ("5", "High")]
    assert table_of([REGISTER, *FULL, *below]).doubtful == {}


def test_risks_that_nobody_has_rated_yet_are_asked_about() -> None:
    bare = [("", "Floods"), ("", "Fire"), ("", "Theft")]
    assert set(table_of([REGISTER, *FULL[:2], *bare, FULL[2]]).doubtful) == {4, 5, 6}


def test_a_heading_of_a_matrix_that_names_no_phase_beside_others_that_do_is_asked_about() -> None:
    lines = [("Task", "GVA", "HRBR"), ("Planning",), ("Map the roads", "R", "A"), ("Brief the drivers",),
             ("Buy radios", "A", "R"), ("Response",), ("Evacuate", "R", "A"), ("Report", "A", "C")]  # fmt: skip
    assert table_of(lines).doubtful == {4: "Brief the drivers"}


def test_the_number_above_others_makes_a_heading_though_few_have_answers() -> None:
    lines = [CHECKLIST, ("1", "Governance"), ("1.1", "Is there a security plan?", "Yes", "See the plan"),
             ("1.2", "Is it reviewed each year?"), ("1.3", "Is it known?"), ("2", "Travel"),
             ("2.1", "Are staff briefed?", "No"), ("2.2", "Are cars tracked?", "No")]  # fmt: skip
    table = table_of(lines)
    assert (table.carried, table.doubtful) == ([3, 4, 5, 7, 8], {})


def test_a_row_without_an_answer_whose_number_is_like_that_of_others_is_asked_about() -> None:
    answered = [(f"1.{at}", f"Plan number {at} is there", "Yes", "See it") for at in range(1, 6)]
    table = table_of([CHECKLIST, *answered[:3], ("1.9", "Plans are known to all"), *answered[3:]])
    assert table.doubtful == {5: "Plans are known to all"}
