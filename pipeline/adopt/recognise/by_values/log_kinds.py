"""Logs of several kinds of entries, risks, assumptions, issues: which column names them, and which are risks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from pipeline.adopt.compared_words import KEPT, plain, words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

_MOST_KINDS = 8
_MOSTLY = 0.6  # of the cells


def kinds_of_entries(columns: Iterable[WeighedColumn]) -> WeighedColumn | None:
    """The column that says of each entry whether it is a risk; one that nobody knows besides (Gap) is another kind."""
    for column in columns:
        said = _kinds(column.profile.counts) if len(column.profile.counts) <= 2 * _MOST_KINDS else set()
        if len(said) <= _MOST_KINDS and any(map(_is_risk, said)):
            others = {kind for kind in said if not _is_risk(kind)}
            if not others or others & word_set("log_entries"):
                return column
    return None


def is_risk(cell: str) -> bool:
    """Whether an entry of this kind is a risk."""
    return _is_risk(_kind(cell))


def leave_kinds(columns: Sequence[WeighedColumn]) -> None:
    """Leave the column that says only that an entry is a risk: that is no kind of risk."""
    column = kinds_of_entries(columns)
    if column and column.concept == "category":
        column.become("other_id", 1.0)
        column.why = text("adopt.why.no_place")


def _kinds(cells: Collection[str]) -> set[str]:
    """The kinds that cells name; none where one of them is no single word."""
    found = set()
    for cell in cells:
        if not (kind := _kind(cell)):
            return set()
        found.add(kind)
    return found


@lru_cache(KEPT)
def _kind(cell: str) -> str:
    words = words_of(cell)
    return words[0] if len(words) == 1 else ""


def _is_risk(kind: str) -> bool:
    return kind in word_set("risk_words") and kind not in word_set("log_entries") - {"risk"}


def are_log_states(profile: Profile) -> bool:
    """Whether most cells say open or closed: a log of events, lessons or actions, no answers."""
    states = sum(many for cell, many in profile.counts.items() if plain(cell) in word_set("log_states"))
    return profile.count > 0 and states >= _MOSTLY * profile.count
