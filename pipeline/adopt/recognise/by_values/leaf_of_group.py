"""What a leaf below the group of a header means: Name below Asset, Inherent below Probability."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.compared_words import Tokens, tokens
from pipeline.adopt.lexicon import group_of, lexicon, phase_words, phrases, word_set
from pipeline.adopt.recognise.by_values.text_columns import measures_of, says_what_is_done
from pipeline.adopt.recognise.register_concepts import KIND, RATED
from pipeline.adopt.recognise.weighed import WeighedColumn

_ENOUGH = 0.8  # how much of a group's words must name a rating
# What a leaf below the group of an asset, a threat or a cause says of that, not of the risk.
_OF_THE_GROUP = {
    "asset": frozenset({"risk", "category", "owner", "level", "status", "score", "impact", "notes"}),
    "threat": frozenset({"risk"}),
    "cause": frozenset({"risk", "category"}),
}


def as_group_says(column: WeighedColumn) -> None:
    """Let a leaf be what the group above it says better than its own header."""
    head = column.head
    group = group_of(head.group) or measures_of(head.group)
    if group and set(head.words) <= word_set("generic"):
        column.become(group, max(column.sure, 0.85))
    elif group in ("measures", "existing_measures") and not column.is_likely and says_what_is_done(column):
        column.become(group, 0.8)
        column.is_told = True  # Measures: collective, personal
    elif column.concept in _OF_THE_GROUP.get(group, ()):
        column.become("other_id", 0.8)
    elif head.words and {*head.words} <= phase_words().keys():
        _as_rating_of_phase(column)


def tell_hierarchy(columns: Sequence[WeighedColumn]) -> None:
    """Let columns of kinds of measures beside each other be told by one another: elimination, substitution, PPE."""
    kinds = [each for each in columns if _is_kind_of_measure(tokens(each.head.header))]
    for column in kinds if len(kinds) > 1 else ():
        if not column.is_likely and says_what_is_done(column):
            column.become("measures", 0.8)  # protective equipment alone may be what is worn already
        column.is_told = column.is_told or (column.concept == "measures" and column.is_likely)


def _is_kind_of_measure(words: Tokens) -> bool:
    return any(words[: len(kind)] == kind for kind in phrases("hierarchy_words", ""))


def _as_rating_of_phase(column: WeighedColumn) -> None:
    """Let a leaf that only names a phase be the rating that stands above: Probability, inherent and residual."""
    for match in lexicon(KIND).matches(tokens(column.head.group)):
        if match.concept.name in (*RATED, "score") and match.score >= _ENOUGH:
            column.become(match.concept.name, max(column.sure, 0.85))
            return
