"""What the words and numbers of ratings mean: taken where it is certain, asked where it is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

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
