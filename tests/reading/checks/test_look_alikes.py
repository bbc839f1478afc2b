"""A letter of another alphabet that looks Latin is named, in every column of ids and codes."""

from __future__ import annotations

import pytest

from pipeline.reading.coerce.look_alikes import look_alike
from tests.reading.reads import line, reading, risk, told


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
