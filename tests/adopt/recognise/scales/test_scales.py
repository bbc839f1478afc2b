"""What the words and numbers of ratings mean: taken where it is certain, asked where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scales.scale import Scale
from pipeline.adopt.recognise.scales.word_lists import rating_words
from schemas.wording.text import text
from tests.adopt.registers import recognised, saved

HEADERS = ("ID", "Risk description", "Likelihood", "Impact")


def likelihood(tmp_path: Path, *cells: object) -> dict[str, Any]:
    lines = [(f"R{at}", f"Something happens on road number {at}", cell, 5) for at, cell in enumerate(cells, 1)]
    columns = recognised(saved(tmp_path / "a.xlsx", [HEADERS, *lines]))["columns"]
    words: dict[str, Any] = next(column for column in columns if column["header"] == "Likelihood")["values"]
    return words


@pytest.mark.parametrize(("word", "step"), [
    ("Rare", "1"), ("Unlikely", "2"), ("Possible", "3"), ("Likely", "4"), ("Almost certain", "5"),
])  # fmt: skip
def test_five_words_are_five_steps(tmp_path: Path, word: str, step: str) -> None:
    words = likelihood(tmp_path, "Rare", "Unlikely", "Possible", "Likely", "Almost certain")
    assert (words["map"][word], words["ask"]) == (step, False)


def test_numbers_up_to_five_are_taken_as_they_stand(tmp_path: Path) -> None:
    assert likelihood(tmp_path, 1, 3, 5) == {"map": {"1": "1", "3": "3", "5": "5"}, "unmapped": [], "ask": False}


def test_a_number_with_its_word_is_its_number(tmp_path: Path) -> None:
    assert likelihood(tmp_path, "2 - Unlikely", "5 - Almost certain")["map"]["2 - Unlikely"] == "2"


def test_ten_steps_are_halved_only_after_asking(tmp_path: Path) -> None:
    words = likelihood(tmp_path, 2, 7, 9)
    assert (words["map"], words["ask"]) == ({"2": "1", "7": "4", "9": "5"}, True)


def test_a_word_that_nobody_knows_is_asked(tmp_path: Path) -> None:
    words = likelihood(tmp_path, "Rare", "Likely", "Almost certain", "purple")
    assert (words["unmapped"], words["ask"]) == (["purple"], True)


def test_a_stray_number_is_asked_and_changes_no_other_step(tmp_path: Path) -> None:
    words = likelihood(tmp_path, 1, 5, 3, 99, 4)
    assert (words["map"], words["unmapped"]) == ({"1": "1", "5": "5", "3": "3", "4": "4"}, ["99"])


def test_a_single_number_beyond_five_is_no_scale_of_ten(tmp_path: Path) -> None:
    words = likelihood(tmp_path, 1, 5, 3, 7, 4)
    assert (words["map"], words["unmapped"], words["ask"]) == ({"1": "1", "5": "5", "3": "3", "4": "4"}, ["7"], True)


@pytest.mark.parametrize("cell", ["2-3", "3/5", "M to H"])
def test_a_range_or_a_share_is_asked_about(tmp_path: Path, cell: str) -> None:
    words = likelihood(tmp_path, 1, 4, 5, 3, 2, 5, 4, cell)
    assert (words["unmapped"], words["ask"]) == ([cell], True)


@pytest.mark.parametrize("cell", ["High if the dam breaks", "Alto mientras llueve", "Élevé si la digue cède"])
def test_a_step_on_a_condition_is_that_step(tmp_path: Path, cell: str) -> None:
    words = likelihood(tmp_path, "Rare", "Almost certain", "Possible", cell)
    assert (words["map"][cell], words["unmapped"]) == ("4", [])


FIVE = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")
FOUR = ("Low", "Medium", "High", "Very high")


def words_of(
    cells: tuple[object, ...],
    legend: tuple[str, ...] = (),
    *beside: object,
    header: str = "Likelihood",
    turned: bool = False,
) -> WordList:
    """What the cells of a column of likelihoods mean, with its legend from 1 on and the cells of impact beside it."""
    items = tuple(Item(*((word, (str(n),)) if turned else (str(n), (word,)))) for n, word in enumerate(legend, 1))
    own = Profile(cells, Legend("", items, frozenset(), is_rows=True) if legend else None)
    other = Profile(beside)
    found = rating_words(own, "likelihood", Scale.of([(header, own), ("Impact", other)]))
    assert isinstance(found, WordList)
    return found


@pytest.mark.parametrize(("legend", "cells", "beside", "is_asked"), [
    (FIVE, (1, 2, 3, 3, 2), (1, 3, 2, 3), True),  # a legend of five beside a scale of three
    (FIVE, (1, 2, 3, 3, 2), (1, 4, 2, 3), False),
    (FIVE, (1, 2, 5, 3, 2), (1, 3, 2, 3), False),
    (FIVE[:3], (1, 2, 3, 2, 1, 5), (2, 3, 1), True),  # a legend of three, and a five
    (FOUR, (1, 2, 3, 4, 2), (1, 3, 2, 4), True),  # four steps lie on five in more than one way
    (FOUR, (1, 2, 3, 4, 2), (1, 3, 2, 5), True),
])  # fmt: skip
def test_a_legend_with_other_steps_than_the_numbers_is_asked_about(
    legend: tuple[str, ...], cells: tuple[object, ...], beside: tuple[object, ...], is_asked: bool
) -> None:
    words = words_of(cells, legend, *beside)
    assert (words.ask, words.asks_all) == (is_asked, is_asked)


def test_what_a_legend_of_five_beside_three_steps_asks_names_both() -> None:
    assert words_of((1, 2, 3, 3), FIVE).why == text("adopt.why.legend_steps", legend=5, highest=3)


def test_a_header_that_says_one_to_five_is_believed_where_no_cell_has_more_than_three() -> None:
    words = words_of((1, 2, 3, 3), FIVE, header="Likelihood (1-5)")
    assert (words.map, words.ask) == ({"1": "1", "2": "2", "3": "3"}, False)


@pytest.mark.parametrize(("cells", "beside", "header", "is_asked"), [
    ((1, 2, 3, 2), (1, 4, 2, 5), "Likelihood", True),
    ((1, 2, 2, 2), (1, 4, 2, 5), "Likelihood", True),
    ((1, 2, 4, 2), (1, 4, 2, 5), "Likelihood", False),
    ((1, 2, 3), (1, 4, 5), "Likelihood", False),  # too few cells to say anything of a scale
    ((1, 2, 3, 2), (1, 4, 2, 5), "Likelihood (1-5)", False),
    ((1, 2, 4, 2, 3, 1, 4, 3, 2, 1), (1, 4, 2, 5), "Likelihood", True),
    ((1, 2, 4, 2, 3, 1, 4, 3, 2), (1, 4, 2, 5), "Likelihood", False),
    ((1, 2, 4, 2, 3, 1, 4, 3, 2, 5), (1, 4, 2, 4), "Likelihood", False),
    ((1, 2, 4, 2, 3, 1, 4, 3, 2, 1), (1, 4, 2, 5), "Likelihood (1 to 5)", False),
    ((4, 2), (1, 4, 2, 5), "Likelihood (1-4)", True),  # a header that says so needs no cells
    ((4, 2), (1, 4, 2, 5), "Likelihood 1 – 3", False),  # it says something else
])  # fmt: skip
def test_numbers_that_end_at_three_or_four_beside_a_column_up_to_five_are_asked_about(
    cells: tuple[object, ...], beside: tuple[object, ...], header: str, is_asked: bool
) -> None:
    """Whether the scale ends there too nobody says: they are proposed as they stand."""
    words = words_of(cells, (), *beside, header=header)
    assert (words.asks_all, words.map) == (is_asked, {str(cell): str(cell) for cell in cells})
    assert not is_asked or words.why == text("adopt.why.fewer_numbers", highest=max(map(int, map(str, cells))))


def test_one_number_beyond_five_among_a_few_cells_is_asked_about_in_both_columns() -> None:
    words = words_of((4, 5, 3, 1), (), 2, 8, 4, 2)
    assert (words.asks_all, words.why) == (True, text("adopt.why.slip_or_ten", number=8))


def test_a_legend_that_ends_before_the_cells_do_lays_no_known_word_elsewhere() -> None:
    words = words_of(FIVE, FIVE[:4], turned=True)
    assert words.map == {word: str(step) for step, word in enumerate(FIVE, 1)}


@pytest.mark.parametrize(("beside", "is_asked"), [
    (("Insignificant", "Minor", "Severe"), True),  # five steps of other words
    (("Very low", "Low", "Very high", "Medium"), False),  # the same words, with more of them
])  # fmt: skip
def test_words_in_the_middle_are_of_five_steps_only_where_they_are_words_of_those(
    beside: tuple[object, ...], is_asked: bool
) -> None:
    assert words_of(("Low", "Medium", "High", "Low"), (), *beside).ask is is_asked


def impacts(now: tuple[str, ...], residual: tuple[str, ...] = ()) -> list[dict[str, str]]:
    """What the words of impact mean, now and residual."""
    profiles = [Profile(now), Profile(residual)]
    shared = Scale.of(("Impact", profile) for profile in profiles)
    found = [rating_words(own, "impact", shared, [other]) for own, other in (profiles, profiles[::-1])]
    return [words.map for words in found if isinstance(words, WordList)]


@pytest.mark.parametrize(("now", "step"), [
    (("Minor", "Moderate", "Severe", "Critical"), {"Severe": "4", "Critical": "5"}),
    (("Minor", "Moderate", "Major", "Severe"), {"Major": "4", "Severe": "5"}),
    (("Negligible", "Critical", "Catastrophic"), {"Critical": "4", "Catastrophic": "5"}),
    (("Low", "Medium", "High", "Critical"), {"High": "4", "Critical": "5"}),
])  # fmt: skip
def test_two_words_for_the_worst_are_two_steps(now: tuple[str, ...], step: dict[str, str]) -> None:
    found = impacts(now)[0]
    assert {word: found[word] for word in step} == step


def test_a_word_means_the_same_before_and_after_treatment() -> None:
    now, residual = impacts(("Critical", "Moderate", "Minor"), ("Severe", "Moderate", "Minor"))
    assert now == {"Critical": "5", "Moderate": "3", "Minor": "2"}
    assert residual == {"Severe": "4", "Moderate": "3", "Minor": "2"}
