"""A column of scores that are products of other steps than those taken for the words is asked about, once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.questions import table_questions
from schemas.wording.text import text
from tests.adopt.kinds.grids import table_of
from tests.adopt.registers import Line

HEADERS = ("ID", "Risk description", "Likelihood", "Impact", "Risk score")
WORDS = ("Very low", "Low", "Medium", "High", "Very high")
TEXTS = (
    "Convoys are attacked on the road", "The office is burgled at night", "Staff are detained at a checkpoint",
    "The river floods the warehouse", "Fuel is not delivered in time", "A clinic is looted by a crowd",
)  # fmt: skip
RATED = ((2, 5), (3, 4), (4, 2), (1, 3), (5, 1), (4, 4))  # a step of each of the words


def register(scores: Sequence[object], headers: Line = HEADERS) -> TableProposal:
    """A register with these scores, whose ratings stand there in words."""
    lines: list[Line] = [
        (f"R{at}", one, WORDS[likelihood - 1], WORDS[impact - 1], score)
        for at, (one, (likelihood, impact), score) in enumerate(zip(TEXTS, RATED, scores, strict=True), 1)
    ]
    return table_of([headers, *lines])


def rated(table: TableProposal) -> list[ColumnProposal]:
    return [column for column in table.columns if column.target in ("Risks.likelihood", "Risks.impact")]


def products(steps: Sequence[int]) -> list[int]:
    """Scores where the five words are these steps."""
    return [steps[one - 1] * steps[other - 1] for one, other in RATED]


def test_scores_of_the_steps_as_taken_ask_nothing() -> None:
    assert [column.words.ask for column in rated(register(products((1, 2, 3, 4, 5)))) if column.words] == [False, False]


def test_scores_that_follow_no_steps_ask_nothing() -> None:
    """A third factor may be in them, or measures that lower them: no other reading of the words explains them."""
    assert [column.words.ask for column in rated(register((7, 11, 13, 17, 19, 23))) if column.words] == [False, False]


@pytest.mark.parametrize("wrong", [0, 1])
def test_a_slip_in_one_score_asks_nothing(wrong: int) -> None:
    scores = products((1, 2, 3, 4, 5))
    scores[0] += wrong
    assert [column.words.ask for column in rated(register(scores)) if column.words] == [False, False]


def test_scores_of_other_steps_are_one_question_that_says_which() -> None:
    """Low, Medium and High are 1, 2 and 3 by the scores, and 2, 3 and 4 beside words of five steps."""
    lines: list[Line] = [
        ("R1", TEXTS[0], "Rare", "High", 3), ("R2", TEXTS[1], "Possible", "Medium", 6),
        ("R3", TEXTS[2], "Likely", "Low", 4),
        ("R4", TEXTS[3], "Almost certain", "High", 15),
        ("R5", TEXTS[4], "Unlikely", "Medium", 4), ("R6", TEXTS[5], "Rare", "Low", 1),
    ]  # fmt: skip
    table = table_of([(*HEADERS[:3], "Impact (1-5)", HEADERS[4]), *lines])
    whys = {column.words.why for column in rated(table) if column.words and column.words.asks_all}
    (why,) = whys
    assert why.startswith(text("adopt.why.score_steps", header="Risk score", steps="\0").split("\0")[0])
    assert "Low = 1, Medium = 2, High = 3" in why
    assert len([about for about, _ in table_questions(table) if about == "words"]) == 1


def test_scores_of_a_later_rating_say_nothing_of_an_earlier_one() -> None:
    headers = (
        "ID",
        "Risk description",
        "Likelihood",
        "Impact",
        "Score",
        "Residual likelihood",
        "Residual impact",
        "Residual score",
    )
    lines: list[Line] = [
        (f"R{at}", one, WORDS[a - 1], WORDS[b - 1], a * b, WORDS[max(a - 2, 0)], WORDS[max(b - 2, 0)],
         max(a - 1, 1) * max(b - 1, 1))
        for at, (one, (a, b)) in enumerate(zip(TEXTS, RATED, strict=True), 1)
    ]  # fmt: skip
    table = table_of([headers, *lines])
    assert [column.header for column in table.columns if column.words and column.words.asks_all] == []
