"""Columns of texts: which say something, which say more than others, which only name a kind."""

from __future__ import annotations

import math

from pipeline.adopt.lexicon import existence_words, planned_words
from pipeline.adopt.recognise.candidate import SURE
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn

_FEWEST = 2
_OF_TIME = frozenset({"date", "have"})  # of existence only together with others
_SHORT = 20  # letters of a name, not of a sentence


def is_text(profile: Profile, differing: float = 0.5, length: float = 10) -> bool:
    """Whether cells are texts that say something, not the same few words over and over."""
    is_text = profile.number_share < 0.3 and profile.date_share < 0.3 and profile.step_share < 0.5
    return is_text and profile.mean_length >= length and profile.distinct_share >= differing


def says_more(column: WeighedColumn, other: WeighedColumn) -> bool:
    """Whether a column explains at length what another one names."""
    return column.profile.mean_length > 1.5 * other.profile.mean_length and column.profile.distinct_share >= 0.6


def are_turned_round(main: list[WeighedColumn]) -> bool:
    """Whether what is taken for the event says more than what is taken for the description."""
    length = {column.target: column.profile.mean_length for column in main if column.profile.count}
    return length.get("Risks.event", 0) > length.get("Risks.description", math.inf)


def is_list(profile: Profile) -> bool:
    """Whether the same few words stand there again and again: rather a kind of risk than a risk."""
    return profile.count >= 2 * _FEWEST and profile.distinct_share <= 0.5 and profile.mean_length < _SHORT


def by_their_words(column: WeighedColumn) -> None:
    """Let measures be there or still to come, where a word of the header says one of the two."""
    words = set(column.head.words)
    are_there, to_come = words & existence_words() - _OF_TIME, words & planned_words()
    if to_come and not are_there:
        column.become("measures", column.sure)
    elif are_there and not to_come:
        column.become("existing_measures", max(column.sure, SURE))
