"""Each open question says on the terminal which cell it is about, what it would become, and which words are meant."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.mapping.question_lines import open_questions
from pipeline.adopt.questions import questions
from schemas.wording.languages import speaking
from tests.adopt.kinds.grids import proposal_of

RISKS = [
    ("Register of the clinic", "", "", "", ""),
    ("ID", "Risk description", "Likelihood", "Impact", "Treatment"),
    ("R1", "Convoys are attacked", 4, 5, "Mitigate"),
    ("R2", "The office is burgled", 2, 3, "Wachen aufstellen"),
    ("R3", "The bridge is closed", 3, 3, "Accept"),
]
MATRIX = [("Task", "Roads team", "Water team"), ("Map the routes", "A", "R"), ("Agree the convoy", "R", "A")]
TWICE = [*MATRIX, ("", "", ""), ("Task", "Clinic team", "Water team"), ("Train drivers", "A", "R"), ("Ring", "R", "A")]


def lines(grid: Sequence[Sequence[object]]) -> list[str]:
    """The open questions of a sheet."""
    return list(open_questions(proposal_of(grid), {}))


def test_words_without_a_meaning_are_named_with_the_cell_of_their_header() -> None:
    said = next(line for line in lines(RISKS) if "Treatment" in line)
    assert "E2 Treatment → Risks: Treatment" in said
    assert said.endswith("(Wachen aufstellen)")


def test_what_would_be_put_where_no_column_says_it_is_named() -> None:
    assert any("Risks: Threat / event" in line and "copy of Risks: Description" in line for line in lines(RISKS))


def test_columns_of_which_the_same_is_asked_stand_on_one_line() -> None:
    whose = [line for line in lines(MATRIX) if "which partner" in line]
    assert len(whose) == 1
    assert "B1 Roads team, C1 Water team: " in whose[0]


def test_columns_whose_words_are_asked_about_for_one_reason_stand_on_one_line() -> None:
    rated = [("ID", "Risk description", "Likelihood", "Impact"), ("R1", "Fuel is stolen", "Low", "High")]
    rated += [("R2", "The road is closed", "High", "Medium"), ("R3", "A driver is hurt", "Medium", "Low")]
    steps = [line for line in lines(rated) if "for five steps" in line]
    assert len(steps) == 1
    assert "C1 Likelihood → Risks: Likelihood, D1 Impact → Risks: Impact: " in steps[0]
    assert steps[0].endswith("(Low, High, Medium)")


def test_as_many_questions_are_counted_as_lines_are_shown() -> None:
    for grid in (RISKS, MATRIX, TWICE):
        assert len(lines(grid)) == len(list(questions(proposal_of(grid))))


def test_the_columns_of_all_tables_that_ask_the_same_are_named_once() -> None:
    whose = [line for line in lines(TWICE) if "which partner" in line]
    assert len(whose) == 1
    assert "B5 Clinic team" in whose[0]


def test_a_table_that_is_doubtful_is_named_by_its_kind_and_its_first_header() -> None:
    told = [("Situation", "Police", "Fire service"), ("Flood", "Closes the roads", "Pumps the cellars out")]
    told += [("Forest fire", "Evacuates the camp", "Leads all who are there"), ("Snow", "Guides the traffic", "")]
    (said,) = [line for line in lines(told) if "of that kind" in line]
    assert "A1, matrix of who does what: is this a table of that kind? (yes, no)" in said


def test_they_are_said_in_the_language_of_those_who_ask() -> None:
    with speaking("fr"):
        assert any("proposé" in line for line in lines(RISKS))
