"""What the codes of a table mean, as a legend says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.adopt.proposal import ColumnProposal
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import SourceBook, SourceSheet
from tests.adopt.kinds.grids import table_of
from tests.adopt.registers import Line

HEADERS = ("ID", "Risk description", "Likelihood", "Impact")


def ratings(codes: tuple[object, ...], legend: tuple[Line, ...], *, elsewhere: bool = False) -> ColumnProposal:
    """The column of likelihoods of a register that uses these codes."""
    rows: list[Line] = [(f"R{n}", f"Something happens on road {n}", code, 3 + n % 3) for n, code in enumerate(codes, 1)]
    own = [HEADERS, *rows] if elsewhere else [HEADERS, *rows, (), *legend]
    sheets = [("Risks", own), *([("Key", list(legend))] if elsewhere else [])]
    book = SourceBook(
        "a.xlsx", "0" * 64, tuple(SourceSheet(n, [[*r, *[""] * (6 - len(r))] for r in some]) for n, some in sheets)
    )
    (table,) = recognise(book, {}, "REDC").tables
    assert table.carried == [*range(2, 2 + len(codes))]
    return next(column for column in table.columns if column.target == "Risks.likelihood")


WORDS = ("sehr selten", "selten", "manchmal", "oft", "sehr oft")
IN_ONE_CELL = ((f"Likelihood: {', '.join(f'{n} = {word}' for n, word in enumerate(WORDS, 1))}",),)
IN_CELLS = (tuple(f"{word} = {n}" for n, word in enumerate(WORDS, 1)),)
IN_ROWS = (("Likelihood", ""), *((word, n) for n, word in enumerate(WORDS, 1)))


@pytest.mark.parametrize("legend", [IN_ONE_CELL, IN_CELLS, IN_ROWS], ids=("cell", "cells", "rows"))
@pytest.mark.parametrize("elsewhere", [False, True], ids=("below", "on another sheet"))
def test_words_of_any_language_are_steps_as_numbers_say(legend: tuple[Line, ...], elsewhere: bool) -> None:
    words = ratings(WORDS, legend, elsewhere=elsewhere).words
    assert words
    assert not words.ask
    assert words.map == {word: str(n) for n, word in enumerate(WORDS, 1)}


@pytest.mark.parametrize(("legend", "means"), [
    ((("A = Almost certain; B = Probable; C = Possible; D = Unlikely; E = Rare",),), {"A": "5", "C": "3", "E": "1"}),
    ((("A", "Rare"), ("B", "Unlikely"), ("C", "Possible"), ("D", "Likely"), ("E", "Certain")), {"A": "1", "E": "5"}),
    ((("A: élevé (5)  B: moyen (3)  C: faible (1)",),), {"A": "5", "B": "3", "C": "1"}),
])  # fmt: skip
def test_letters_mean_what_their_legend_says(legend: tuple[Line, ...], means: Mapping[str, str]) -> None:
    codes = ("A", "B", "C", "D", "E")[: 3 if "(3)" in str(legend) else 5]
    words = ratings(codes, legend).words
    assert words
    assert not words.ask
    assert {word: words.map[word] for word in means} == means


def test_a_scale_on_which_one_means_the_most_is_turned_round_and_asked_about() -> None:
    legend = (("1 = Almost certain, 2 = Likely, 3 = Possible, 4 = Unlikely, 5 = Rare",),)
    words = ratings((1, 2, 4, 5), legend).words
    assert words
    assert words.ask
    assert words.map == {"1": "5", "2": "4", "4": "2", "5": "1"}


def test_numbers_up_to_three_are_steps_of_five_where_the_legend_goes_on() -> None:
    legend = (("1 = Rare, 2 = Unlikely, 3 = Possible, 4 = Likely, 5 = Almost certain",),)
    words = ratings((1, 2, 3, 3), legend).words
    assert words
    assert not words.ask
    assert words.map == {"1": "1", "2": "2", "3": "3"}


def test_a_legend_that_says_nothing_known_leaves_words_to_be_asked() -> None:
    legend = (("P = alpha, Q = beta, R = gamma",),)
    words = ratings(("High", "Low", "P", "Q", "Low", "High"), legend).words
    assert words
    assert words.ask
    assert {*words.unmapped} == {"P", "Q"}


def test_letters_of_roles_that_stand_for_something_else_make_a_table_that_is_asked_about() -> None:
    lines: tuple[Line, ...] = (
        ("R = required, O = optional",),
        ("Task", "Drivers", "Guards", "Managers"),
        ("First aid", "R", "R", "O"),
        ("Use of the radio", "R", "O", "R"),
        ("Talk with the press", "O", "O", "R"),
    )
    assert table_of(lines).ask
