"""Words of scales in wide use: whatever part of a scale a register uses, no word is another step unasked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest

from pipeline.adopt.compared_words import word_file
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scales.known_scales import SPREAD
from pipeline.adopt.recognise.scales.scale import Scale
from pipeline.adopt.recognise.scales.word_lists import rating_words
from schemas.wording.text import text

RARE = ("Rare", "Unlikely", "Possible", "Likely", "Almost certain")


def words_of(scale: str, cells: Sequence[str], *beside: str) -> WordList:
    """What the cells of one rating mean, beside those of the other."""
    profile = Profile(tuple(cells))
    shared = Scale.of([("A", profile), ("B", Profile(beside))])
    words = rating_words(profile, scale, shared)
    assert isinstance(words, WordList)
    return words


def parts(scale: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (part for size in range(2, len(scale) + 1) for part in combinations(scale, size))


@pytest.mark.parametrize("rating", ["likelihood", "impact"])
@pytest.mark.parametrize("which", ["both", "own"])
def test_no_part_of_a_known_scale_is_other_steps_unasked(rating: str, which: str) -> None:
    for scale in word_file("scales")[rating if which == "own" else "both"]:
        steps = dict(zip(scale, map(str, SPREAD[len(scale)]), strict=True))
        for part in parts(scale):
            words = words_of(rating, part)
            assert words.ask or words.map == {word: steps[word] for word in part}, (scale, part)


@pytest.mark.parametrize("rating", ["likelihood", "impact"])
def test_all_words_of_a_known_scale_of_five_steps_ask_nothing(rating: str) -> None:
    listed = word_file("scales")
    for scale in (one for one in (*listed["both"], *listed[rating]) if len(one) == 5):
        words = words_of(rating, scale)
        assert (words.ask, list(words.map.values())) == (False, ["1", "2", "3", "4", "5"]), scale


@pytest.mark.parametrize(("cells", "is_asked"), [
    (("Minor", "Moderate", "Severe"), True),  # all words of three steps
    (("Low", "Medium", "High", "Very high"), True),  # all words of four steps
    (("Minor", "Moderate", "Major"), False),  # between the ends of five
    (("Negligible", "Critical"), True),  # the third of four steps beside five, or the last of five
    (("Low", "Very high"), False),
])  # fmt: skip
def test_words_beside_five_steps_are_asked_where_they_may_be_of_fewer(cells: tuple[str, ...], is_asked: bool) -> None:
    assert words_of("impact", cells, *RARE).ask is is_asked


def test_words_that_any_scale_of_four_steps_may_have_are_asked_however_known_they_are() -> None:
    """High and critical are 4 and 5 on every known scale; on one that nobody knows they may be anything."""
    words = words_of("impact", ("High", "Critical"))
    assert (words.map, words.ask) == ({"High": "4", "Critical": "5"}, True)


def test_words_of_both_ratings_are_one_scale_where_one_has_them_all() -> None:
    """Low, Medium and High are no three steps where Very high stands beside them."""
    words = words_of("likelihood", ("Low", "Medium", "High"), "Medium", "High", "Very high")
    assert (words.map, words.ask) == ({"Low": "2", "Medium": "3", "High": "4"}, True)


def test_words_that_mean_two_steps_in_scales_of_five_are_asked_as_such() -> None:
    words = words_of("likelihood", ("محتمل", "شبه مؤكد"))
    assert words.why == text("adopt.why.several_scales")
