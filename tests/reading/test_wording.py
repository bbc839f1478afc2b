"""Every check that the code names has words, all words are used, and every sentence can be filled."""

from __future__ import annotations

import re
from pathlib import Path

import pipeline
from pipeline.domain.cell import Cell
from pipeline.reading.problems import Problem, Problems
from schemas.wording import checks

CODE = Path(pipeline.__file__).parent
NAMED = re.compile(r"CHK-\d\d")


def named_in_code() -> set[str]:
    """Every check id that stands in the engine's code."""
    return {name for path in CODE.rglob("*.py") for name in NAMED.findall(path.read_text(encoding="utf-8"))}


def test_every_check_has_words_and_all_words_have_a_check() -> None:
    assert named_in_code() == set(checks())


def test_ids_have_two_digits_and_severities_are_high_or_low() -> None:
    assert all(NAMED.fullmatch(id) for id in checks())
    assert {words.severity for words in checks().values()} <= {"high", "low"}


def test_sentences_end_as_sentences_and_blame_nobody() -> None:
    for words in checks().values():
        for sentence in (words.problem, words.do):
            assert re.search(r"(\.|\}|`|:)$", sentence), sentence
            assert not re.search(r"\b(failed|invalid|illegal|wrong|bad|error:)\b", sentence, re.IGNORECASE), sentence


def test_an_error_comes_before_a_mention_of_the_same_cell() -> None:
    cell = Cell("Risks", 5, "owner")
    mention, error, later = (Problem(check, cell, "Risks") for check in ("CHK-18", "CHK-19", "CHK-16"))
    for order in ([mention, error, later], [error, mention, later]):
        kept = Problems()
        for problem in order:
            kept.add(problem)
        assert list(kept) == [error]
