"""Checklists and self-assessments: what is asked about them, and what is no answer in them."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.recognise.recognise import recognise
from pipeline.xlsx.ooxml.refs import Box
from tests.adopt.kinds.grids import book_of, proposal_of, table_of, targets
from tests.adopt.registers import Line

RATING = "Indicators.rating"
QUESTIONS = (
    "The gate is locked when the office is closed",
    "Visitors are met at the entrance by the guard",
    "Two cars are ready to leave at any time",
    "The radio room is staffed day and night",
)


def _checklist(lines: Iterable[Line]) -> TableProposal:
    return table_of(lines, name="Self assessment")


def _asked(table: TableProposal, header: str) -> bool:
    return next(column.ask for column in table.columns if column.header == header)


@pytest.mark.parametrize("header", ["Score (0-4)", "Current tier", "Niveau", "Pontuação", "Reifegrad", "الدرجة"])
def test_points_are_answers_of_which_a_person_says_what_they_mean(header: str) -> None:
    lines: list[Line] = [("No", "Requirement", header), *zip(range(1, 5), QUESTIONS, (3, 0, 2, 3), strict=True)]
    table = _checklist(lines)
    assert targets(table)[header] == RATING
    assert _asked(table, header)


def test_of_points_now_and_points_aimed_at_those_of_now_are_the_answer() -> None:
    points = zip(QUESTIONS, (4, 3, 3, 4), (2, 1, 1, 3), strict=True)
    found = targets(_checklist([("Requirement", "Target level", "Current level"), *points]))
    assert (found["Target level"], found["Current level"]) == (None, RATING)


def test_the_most_points_possible_are_no_answer() -> None:
    points = zip(QUESTIONS, (2, 2, 2, 4), (2, 1, 0, 3), strict=True)
    found = targets(_checklist([("Criterion", "Maximum score", "Score"), *points]))
    assert (found["Maximum score"], found["Score"]) == (None, RATING)


def test_of_several_rounds_the_last_is_taken_and_the_others_are_asked_about() -> None:
    rounds = zip("1234", QUESTIONS, (0, 1, 1, 2), (1, 1, 2, 2), (2, 1, 2, 3), strict=True)
    lines: list[Line] = [("", "", "Score"), ("No", "Requirement", "Round 1", "Round 2", "Round 3"), *rounds]
    (table,) = recognise(book_of(lines, "Self assessment", merged=(Box(1, 3, 1, 5),)), None, "REDC").tables
    assert [column.header for column in table.columns if column.target == RATING] == ["Round 3"]
    assert [column.header for column in table.columns if column.ask] == ["Round 1", "Round 2", "Round 3"]


def test_how_urgent_something_is_says_nothing_of_how_far_it_is_in_place() -> None:
    lines: list[Line] = [("No", "Requirement", "Priority (1-5)"), *zip("1234", QUESTIONS, (3, 1, 2, 3), strict=True)]
    assert [table for table in proposal_of(lines, name="Self assessment").tables if table.column_for(RATING)] == []


@pytest.mark.parametrize("header", ["In place", "Done (✓)", "Met"])
def test_where_one_column_only_is_ticked_a_person_says_whether_it_is_the_answer(header: str) -> None:
    lines: list[Line] = [("No", "Standard", header), *zip("1234", QUESTIONS, ("✓", "", "✓", ""), strict=True)]
    table = _checklist(lines)
    assert table.column_for(RATING) is not None
    assert _asked(table, header)


def test_a_list_whose_headers_name_neither_question_nor_answer_is_asked_about() -> None:
    documents = ("Procedure for buying goods", "Procedure for the archive", "Manual of all functions", "Plan for fires")
    versions = zip(documents, ("3", "1", "2", "4"), ("Yes", "No", "Yes", "Yes"), strict=True)
    assert all(table.ask for table in proposal_of([("Document", "Version", "Valid"), *versions]).tables)


def test_a_list_of_names_with_a_yes_or_no_is_asked_about() -> None:
    clubs = ("Harbour club", "Rowing club", "Chess club", "Swimming club")
    paid = zip("1234", clubs, ("Yes", "No", "Yes", "Yes"), strict=True)
    assert all(table.ask for table in proposal_of([("No", "Name", "Fee paid"), *paid]).tables)


def test_rows_of_answers_are_not_the_header_of_another_list() -> None:
    answers = (("Yes", "No", "Partly"), ("No", "Yes", "Yes"), ("Yes", "Partly", "No"), ("Partly", "No", "Yes"))
    rows = [(number, question, *said) for number, question, said in zip("1234", QUESTIONS, answers, strict=True)]
    table = _checklist([("No", "Good practice", "Harbour Relief", "Lakeside Trust", "Municipality"), *rows])
    assert (table.header_rows, table.carried) == ((1,), [2, 3, 4, 5])


@pytest.mark.parametrize(("name", "last"), [
    ("Overall score for this standard", 2), ("Average of all", 2.0), ("Score total", 8), ("Puntaje parcial", 8),
])  # fmt: skip
def test_a_row_that_sums_up_the_points_is_no_requirement(name: str, last: float) -> None:
    points = [*zip(QUESTIONS, (3, 0, 2, 3), strict=True)]
    assert _checklist([("Requirement", "Score (0-4)"), *points, (name, last)]).carried == [2, 3, 4, 5]


def test_a_requirement_that_begins_like_a_sum_stays_where_its_points_are_no_sum() -> None:
    points = [*zip(QUESTIONS, (3, 0, 2, 3), strict=True)]
    lines = [("Requirement", "Score (0-4)"), *points, ("Percentage of guards who were trained is known", 4)]
    assert _checklist(lines).carried == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(("header", "answers", "means"), [
    ("RAG", ("G", "A", "R", "G"), {"G": "present", "A": "partial", "R": "absent"}),
    ("Meets it", ("✔", "✘", "✔", "✔"), {"✔": "present", "✘": "absent"}),
    ("Frequency", ("Always", "Never", "Sometimes", "Always"), {"Always": "present", "Never": "absent"}),
    ("Degree", ("3 - Implemented", "2 - Partial", "3 - Implemented", "0 - Missing"), {"2 - Partial": "partial"}),
])  # fmt: skip
def test_answers_stand_there_as_letters_signs_or_numbered_words(
    header: str, answers: tuple[str, ...], means: dict[str, str]
) -> None:
    table = _checklist([("No", "Requirement", header), *zip("1234", QUESTIONS, answers, strict=True)])
    rating = table.column_for(RATING)
    assert rating is not None
    assert rating.words is not None
    assert {word: rating.words.map.get(word) for word in means} == means


@pytest.mark.parametrize(("header", "answers"), [
    ("Cotation", ("A", "C", "B", "D")), ("Compliance", (1, 0.5, 1, 0)), ("Compliance (0-100)", (100, 50, 0, 100)),
])  # fmt: skip
def test_marks_and_shares_are_answers_that_a_person_explains(header: str, answers: tuple[object, ...]) -> None:
    table = _checklist([("No", "Requirement", header), *zip("1234", QUESTIONS, answers, strict=True)])
    assert table.column_for(RATING) is not None
    assert _asked(table, header)


def test_the_right_letter_of_a_quiz_is_no_answer_of_ours() -> None:
    quiz = zip(
        "1234", QUESTIONS, ("Gate", "Guard", "Cars", "Radio"), ("Key", "Dog", "Bus", "Phone"), "ABBA", strict=True
    )
    lines: list[Line] = [("No", "Question", "A", "B", "Correct answer"), *quiz]
    assert [table for table in proposal_of(lines).tables if table.column_for(RATING) and not table.ask] == []
