"""Columns that may be places or something else by their headers: told by cells, by what stands beside and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.recognise.matrix.heads.bodies_and_places import is_field, is_place
from pipeline.adopt.recognise.matrix.heads.listed_heads import phrases, single_words
from pipeline.adopt.recognise.weighed import WeighedColumn

_SAID, _SUPPOSED = 0.8, 0.65  # how sure: the second is asked about
_MOST, _FEW = 0.5, 0.2  # of the cells
_STATES = ("activity_state", "rating", "risk_status")


def places_by_cells(columns: Iterable[WeighedColumn], others: Collection[WeighedColumn], title: WeighedColumn) -> None:
    """Let those columns be places, but `others`, that are so beside a smaller place, or by what their cells name.

    A department before a municipality is a part of the country, and one that stands alone a part of an office. An area
    behind the `title` is a place, one before it most likely a field of work.
    """
    every = list(columns)
    for at, each in enumerate(every):
        words = each.head.words
        if each in others or not each.profile.count or each.profile.number_share > _FEW:
            continue
        if words in phrases("larger_places") and _is_beside_smaller(every, at):
            each.become("location", _SAID)
        elif words in phrases("perhaps_places"):
            named = sum(map(_names_place, each.profile.counts))
            is_named = named >= _MOST * len(each.profile.counts)
            are_fields = any(is_field(tokens(cell)) or _names_field(cell) for cell in each.profile.counts)
            if is_named or not are_fields:
                each.become("location", _SAID if is_named else _SUPPOSED)
    free = [each for each in every if each not in others]
    behind = [each for each in free if each.number > title.number and _is_called_place(each)]
    if behind and not any(each.is_likely and each.concept == "location" for each in free):
        behind[0].become("location", _SUPPOSED)


def _is_called_place(column: WeighedColumn) -> bool:
    """Whether a header says Area or the like, and texts stand below it that are no states, as below State."""
    profile = column.profile
    are_states = any(profile.word_share(name) > _FEW for name in _STATES)
    is_text = bool(profile.count) and profile.number_share + profile.date_share <= _FEW
    return is_place(column.head.words) and is_text and not are_states


def _is_beside_smaller(columns: Sequence[WeighedColumn], at: int) -> bool:
    """Whether the column before or behind is a municipality or the like, and no states of anything stand here."""
    beside = [columns[one].head.words for one in (at - 1, at + 1) if 0 <= one < len(columns)]
    are_states = any(columns[at].profile.word_share(name) > _FEW for name in _STATES)
    return not are_states and any(words in phrases("smaller_places") for words in beside)


def _names_place(cell: str) -> bool:
    """Whether a text has a word that names of places have: district, street, km."""
    return any(word in single_words("place_names") for word in tokens(cell))


def _names_field(cell: str) -> bool:
    return any(word in single_words("field_names") for word in tokens(cell))
