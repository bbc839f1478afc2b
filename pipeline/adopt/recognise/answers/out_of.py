"""Points out of a maximum: 4/5 in each cell, or the points in one column and the most that may be given in another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import Cell, is_empty, number_of

# 3/4, 3 / 4, 3 of 4, 3 sur 4: a word between stands for a stroke, whatever its language.
_FRACTION = re.compile(r"\s*(\d{1,2})\s*(?:/|\s[^\W\d_]{1,6}\s(?:[^\W\d_]{1,6}\s)?)\s*(\d{1,2})\s*")
_FEWEST, _FEWEST_PART = 3, 0.8  # cells; of all cells
_LOWEST, _HIGHEST = 2, 10  # that all points are out of
_MOSTLY = 0.9  # of the rows have no more points than they may have


def are_fractions(profile: Profile) -> bool:
    """Whether nearly each cell is so many points out of the same few: 3/5, 4/5."""
    found = [(text, match) for text in profile.counts if (match := _FRACTION.fullmatch(text))]
    many = sum(profile.counts[text] for text, _ in found)
    if many < _FEWEST or many < _FEWEST_PART * profile.count or len(found) < 2:
        return False
    whole = {int(match[2]) for _, match in found}
    return len(whole) == 1 and _LOWEST <= max(whole) <= _HIGHEST and all(int(m[1]) <= int(m[2]) for _, m in found)


def says_most(column: WeighedColumn) -> bool:
    """Whether numbers stand below a header that speaks of the most there may be."""
    words = {*words_of(column.head.with_group)}
    return bool(words & word_set("most_words")) and column.profile.number_share == 1


def are_out_of(points: Sequence[Cell], most: Sequence[Cell]) -> bool:
    """Whether there are points in most rows, and never more than the most there may be, and not always as many."""
    rows = [
        (number_of(one), number_of(highest)) for one, highest in zip(points, most, strict=True) if not is_empty(highest)
    ]
    pairs = [(one, highest) for one, highest in rows if one is not None and highest is not None]
    if len(pairs) < _FEWEST or len(pairs) < _FEWEST_PART * len(rows):
        return False
    fits = sum(0 <= one <= highest for one, highest in pairs)
    return fits >= _MOSTLY * len(pairs) and any(one < highest for one, highest in pairs)
