"""Ratings whose cells are none of the steps that are known: words of a house, how often a year, what a loss costs.

Where columns beside say what the risk is and what is done about it, such a column is proposed, and asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.adopt.lexicon import lexicon
from pipeline.adopt.recognise.by_values.names import names_kinds
from pipeline.adopt.recognise.by_values.text_columns import is_text
from pipeline.adopt.recognise.candidate import LIKELY, SURE
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.register_concepts import KIND, MAIN_TEXTS, RATED
from pipeline.adopt.recognise.weighed import WeighedColumn, likely

_MOSTLY, _SURELY, _NAMED, _ASKED, _HALF = 0.8, 0.7, 0.6, 0.6, 0.5
_MOST_WORDS, _LONGEST_WORD, _FEWEST = 6, 18, 2  # different ones; letters, on average; cells
_FEWEST_CELLS, _MOST_DIFFER, _SHORTEST = 4, 0.75, 3  # where no header names a rating; a share of the cells; letters
_FEWEST_BESIDE = 2
_QUANTITY = re.compile(r"\d")
_BESIDE = ("cause", "consequence", "measures", "existing_measures", "treatment", "asset", "location", "owner")


def worded_ratings(columns: Sequence[WeighedColumn], *, speaks_of_risks: bool) -> bool:
    """Let columns be ratings by their headers, or two beside each other by their few words, whatever the words are.

    Returns whether no header says that anything is rated: what is no more than supposed.
    """
    if not _has_texts_beside(columns, fewest=_FEWEST_BESIDE - speaks_of_risks):
        return False
    named = {_named(column, _NAMED) for column in columns}
    if likely(columns, "level") and not likely(columns, *RATED) and not {*RATED} <= named:
        return False  # beside a level alone a frequency is how often it is looked at
    for rating in RATED:
        sure = _NAMED if speaks_of_risks else _SURELY
        free = [column for column in columns if not column.is_likely and _named(column, sure) == rating]
        if len(free) == 1 and _are_few_words(free[0].profile) and not likely(columns, rating):
            free[0].become(rating, LIKELY)
    if not speaks_of_risks:
        return False
    for column in columns:
        if (rating := _named_quantity(column)) and not likely(columns, rating):
            column.become(rating, LIKELY)
    _losses_beside_frequency(columns)
    return _pair_of_few_words(columns)


def _has_texts_beside(columns: Sequence[WeighedColumn], fewest: int) -> bool:
    """Whether it is said what may happen, and in so many columns what is said of risks."""
    told = {column.concept for column in likely(columns, *_BESIDE) if column.sure >= SURE}
    texts = [column for column in likely(columns, *MAIN_TEXTS) if is_text(column.profile, _MOSTLY, 0)]
    return bool(texts) and len(told) >= fewest


def _are_few_words(profile: Profile) -> bool:
    """Whether cells are a few short words, and no numbers or days."""
    is_short = 0 < profile.mean_length <= _LONGEST_WORD and len(profile.counts) <= _MOST_WORDS
    return is_short and profile.count >= _FEWEST and not profile.number_share and not profile.date_share


def _named_quantity(column: WeighedColumn) -> str:
    """The rating that a header names below which stands how often, or how much: 0.3 a year, EUR 40,000."""
    is_free = not column.is_likely and _are_quantities(column.profile)
    return _named(column, _NAMED) if is_free else ""


def _named(column: WeighedColumn, sure: float) -> str:
    """The rating that a header most likely names, so surely at least; "" for none."""
    found = lexicon(KIND).matches(column.head.words)[:1]
    return next((one.concept.name for one in found if one.concept.name in RATED and one.score >= sure), "")


def _are_quantities(profile: Profile) -> bool:
    counted = sum(many for cell, many in profile.counts.items() if _QUANTITY.search(cell))
    return profile.count >= _FEWEST and counted >= _MOSTLY * profile.count and not profile.date_share


def _losses_beside_frequency(columns: Sequence[WeighedColumn]) -> None:
    """Let what is lost each time be how bad it is, where it stands right behind how often it happens."""
    often = [each.number for each in likely(columns, "likelihood") if _are_quantities(each.profile)]
    if not often or likely(columns, "impact"):
        return
    for column in columns:
        may_be = any(match.concept.name == "loss" for match in lexicon(KIND).matches(column.head.words)[:1])
        if may_be and column.number - 1 in often and _are_quantities(column.profile):
            column.become("impact", LIKELY)


def _pair_of_few_words(columns: Sequence[WeighedColumn]) -> bool:
    """Let two columns beside each other be both ratings, where only the same few words stand below strange headers."""
    if likely(columns, *RATED, "level", "score"):
        return False
    first = min(column.number for column in likely(columns, *MAIN_TEXTS))
    free = [column for column in columns if column.number > first and _repeats_words(column)]
    for one, other in pairwise(free):
        if other.number - one.number == 1:
            one.become("likelihood", _ASKED)
            other.become("impact", _ASKED)
            return True
    return False


def _repeats_words(column: WeighedColumn) -> bool:
    """Whether nothing says what a column is, and each of a few words stands in several rows of it."""
    profile = column.profile
    is_often = (
        profile.mean_length >= _SHORTEST and profile.count >= _FEWEST_CELLS and profile.distinct_share <= _MOST_DIFFER
    )
    is_free = not column.is_likely and not column.why and not lexicon(KIND).matches(column.head.words)
    is_free = is_free and profile.word_share("role") < _HALF  # Works: leads, supports
    return is_free and is_often and len(profile.counts) > 1 and _are_few_words(profile) and not names_kinds(profile)
