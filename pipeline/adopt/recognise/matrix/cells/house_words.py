"""Words that a house has for what each of them does, few and each again and again: opens the case, sees to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.recognise.matrix.named.in_cells import is_nobody, without_remarks
from pipeline.adopt.recognise.organisations import is_organisation
from pipeline.adopt.recognise.scales.scale_word import step_of
from pipeline.adopt.source.sheet import SourceSheet, is_empty, number_of, shown

_FEWEST, _MOST = 2, 7  # different words
_AGAIN, _MOSTLY = 2.5, 0.6  # times each stands there, on average; of the cells, those with a word that comes again
_LONGEST, _WORDS = 28, 3
_KNOWN = 0.5  # of the words, from which on they are states, answers or steps of a rating
_STATES = ("activity_state", "rating", "risk_status", "treatment")
_SCALES = ("likelihood", "impact")


def are_house_words(sheet: SourceSheet, rows: Sequence[int], columns: Collection[int]) -> bool:
    """Whether a few short words stand below organisations again and again, in several columns: no names, no states."""
    cells = [(column, sheet.at(row, column)) for row in rows for column in columns]
    said = [(column, cell) for column, cell in cells if not is_empty(cell) and plain(shown(cell))]
    if any(not isinstance(cell, str) or number_of(cell) is not None for _, cell in said):
        return False
    bare = [without_remarks(shown(cell)) for _, cell in said if not is_nobody(shown(cell))]
    words = Counter(map(plain, bare))
    if not _FEWEST <= len(words) <= _MOST or len({column for column, _ in said}) < _FEWEST:
        return False
    again = sum(many for many in words.values() if many > 1)
    is_again = words.total() >= _AGAIN * len(words) and again >= _MOSTLY * words.total()
    are_short = all(len(one) <= _LONGEST and len(one.split()) <= _WORDS for one in bare)
    known = sum(map(_is_other, words)) >= _KNOWN * len(words)
    return is_again and are_short and not known and not any(map(is_organisation, bare))


def _is_other(word: str) -> bool:
    """Whether a word is a state, an answer or a step."""
    is_state = any(word in word_codes(one) for one in _STATES)
    return is_state or any(step_of(word, scale) is not None for scale in _SCALES)
