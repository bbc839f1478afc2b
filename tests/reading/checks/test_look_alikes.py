"""A letter of another alphabet that looks Latin is named, in every column of ids and codes."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.alphabets import look_alike
from pipeline.findings.engine import find
from tests.reading.books import Shape
from tests.reading.reads import indicator, line, reading, risk, told


@pytest.mark.parametrize(("typed", "letter", "alphabet"), [("SUDА", "А", "Cyrillic"), ("ΑB", "Α", "Greek")])
def test_the_letter_and_its_alphabet_are_named(typed: str, letter: str, alphabet: str) -> None:
    read = reading({"Risks": [risk(owner=typed)], "Budget": [line(protects=f"A, {typed}")]})
    problems = [problem for problem in read.problems if problem.check == "CHK-69"]
    assert len(problems) == 2
    assert f"The letter {letter} " in problems[0].says
    assert f"{alphabet} alphabet" in problems[0].says


def test_words_of_another_alphabet_and_accents_are_no_look_alikes() -> None:
    assert [look_alike(text) for text in ("Паводок", "R1", "É1", "خطر")] == [("", "")] * 4
    assert told(reading({"Risks": [risk("É1")]})) == []


@pytest.mark.parametrize(("typed", "letter"), [("Оpen", "О"), ("орen", "о")])
def test_a_word_with_such_a_letter_is_read_and_the_letter_named(typed: str, letter: str) -> None:
    read = reading({"Risks": [risk(status=typed)]}, raw=True)
    assert read.arrangement.risks[0].status == "open"
    (problem,) = read.problems
    assert problem.check == "CHK-90"
    assert f"The letter {letter} " in problem.says
    assert "read as 'Open'" in problem.says


def test_one_of_several_words_with_such_a_letter_is_read_and_named() -> None:
    read = reading({"Indicators": [indicator(evidence_needed="Documented, Соnfirmed")]}, raw=True)
    assert read.arrangement.indicators[0].evidence_needed == ("documented", "confirmed")
    assert [problem.check for problem in read.problems] == ["CHK-90"]


def test_a_partner_s_own_code_with_such_a_letter_is_left_out_and_the_letter_named() -> None:
    partners = [{"partner": "А", "name": "Alpha", "party": "yes"}, {"partner": "B", "name": "Beta", "party": "yes"}]
    read = reading({"Partners": partners})
    assert [row.partner for row in read.arrangement.partners] == ["B"]
    problem = next(problem for problem in read.problems if problem.check == "CHK-91")
    assert "The letter А " in problem.says
    assert "Cyrillic" in problem.says


@pytest.mark.parametrize(
    ("key", "header", "meant"), [("owner", "Оwner", "Owner"), ("likelihood · A", "Likelihood · А", "Likelihood · A")]
)
def test_a_header_with_such_a_letter_is_not_read_and_the_letter_named(key: str, header: str, meant: str) -> None:
    read = reading({"Risks": [risk(owner="A", likelihood__A=3)]}, shapes={"Risks": Shape(headers={key: header})})
    (problem,) = read.problems
    assert problem.check == "CHK-92"
    assert (problem.severity, problem.values["meant"]) == ("high", meant)
    assert "Cyrillic" in problem.says


def test_where_a_suggestion_looks_the_same_the_letter_is_named() -> None:
    read = reading({"Arrangement": [{"field": "Тitle", "value": "Test"}]})
    problem = next(problem for problem in read.problems if problem.check == "CHK-60")
    assert "The letter Т in it belongs to the Cyrillic alphabet" in problem.says


def test_a_suggestion_of_a_rule_names_the_letter_too() -> None:
    given = reading({"Risks": [risk("R1", owner="А")], "Budget": [line(supports="В1, R1", held_by="А")]}).arrangement
    shown = find(Assessment.of(given, date(2026, 11, 28))).shown
    (stranger,) = (item for item in shown if item.rule == "PAR-06")
    assert "Did you mean A? The letter А in it belongs to the Cyrillic alphabet." in stranger.do
