"""Columns that hold likelihood and impact in one cell: carried as two ratings, or left by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.answers.answer_heads import are_marks
from pipeline.adopt.recognise.candidate import SURE, Candidate, phase_of
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.register_concepts import RATED
from pipeline.adopt.recognise.scales.ratings import Placed
from pipeline.adopt.recognise.scales.scale_word import step_of
from pipeline.adopt.recognise.weighed import WeighedColumn, likely
from pipeline.adopt.source.sheet import is_empty, shown
from pipeline.adopt.two_in_one import Part, both_in, names_of, order_in
from schemas.wording.text import joined, text

_HALF, _MOST, _FEWEST = 0.5, 0.75, 2
_TOLD = 0.9
_LONGEST, _LOOKED_AT = 60, 12  # letters of a cell on average; cells
_OF_RISK = frozenset({"score", "level", *RATED})


def are_rated_together(column: WeighedColumn) -> bool:
    """Whether likelihood and impact stand in one cell, which nobody can tell apart, below a header that names both.

    Likely impact is what may come of it.
    """
    profile = column.profile
    is_measure = bool(word_set("called_measures") & {*column.head.words})  # measures that reduce both
    if is_measure or (column.sure >= SURE and column.concept not in _OF_RISK):
        return False
    words = {word for word in column.head.words if len(word) > 1}  # P.I.C. is somebody
    names_both = all(names_of(rating) & words for rating in RATED)
    return names_both and profile.count >= _FEWEST and profile.step_share + profile.number_share < _HALF


def rated_together(candidate: Candidate, columns: Sequence[WeighedColumn]) -> list[WeighedColumn]:
    """The columns, one that holds both ratings in a cell twice: as each of them; or once, as a score beside others."""
    return [part for column in columns for part in _told_apart(candidate, columns, column)]


def _told_apart(
    candidate: Candidate, columns: Sequence[WeighedColumn], column: WeighedColumn
) -> Sequence[WeighedColumn]:  # fmt: skip
    order = order_in(column.head.header)
    is_short = column.profile.mean_length <= _LONGEST
    if is_short and (order or _is_of_risk(column)) and _are_two(column.profile, order):
        column.phase = column.phase or phase_of(column.head.words) or phase_of(tokens(column.head.group))
        if not any(each.phase == column.phase for each in likely(columns, *RATED) if each is not column):
            return [_part(candidate, column, rating, order) for rating in RATED]
        column.become("score", 1.0)
    elif are_rated_together(column):
        column.become("score", 1.0)
        column.why = text("adopt.no_rating.both")
    return [column]


def _is_of_risk(column: WeighedColumn) -> bool:
    told = column.concept in _OF_RISK or bool(word_set("risk_words") & {*column.head.words})
    some = islice(column.profile.counts, _LOOKED_AT)
    return told or any(both.is_named for both in map(both_in, some) if both)


def _are_two(profile: Profile, order: Sequence[str]) -> bool:
    """Whether most cells hold two ratings, each a number or a word of its scale; no size of a thing."""
    two = sum(many for cell, many in profile.counts.items() if _holds_two(cell, order))
    return profile.count >= _FEWEST and two >= _MOST * profile.count


def _holds_two(cell: str, order: Sequence[str]) -> bool:
    both = both_in(cell, beside=bool(order))
    ratings = RATED if both and both.is_told else (order or RATED)
    return both is not None and all(
        step_of(said, rating) is not None for said, rating in zip((both.first, both.second), ratings, strict=True)
    )


def _part(candidate: Candidate, column: WeighedColumn, rating: str, order: Sequence[str]) -> WeighedColumn:
    """One of the two ratings of a column; which it is, is asked about where neither header nor cells say it."""
    part = Part(rating, (order or RATED).index(rating), bool(order))
    cells = column.profile.counts
    is_told = bool(order) or all(both.is_told for both in map(both_in, cells) if both)
    said = (part.of(shown(cell)) for cell in column.profile.cells)
    profile = Profile.of(said, f"{rating} {column.head.header}", candidate.sheet.legends)
    return replace(
        column, profile=profile, whole=column.profile, part=part, concept=rating, sure=_TOLD,
        why="" if is_told else text("adopt.why.which_of_two"),
    )  # fmt: skip


def take_place(column: WeighedColumn, placed: Placed) -> None:
    """Give a rating its place; of two in one cell which is which may be asked about beside."""
    asked = column.why if column.part and placed.target else ""
    column.target, column.words = placed.target, placed.words
    column.ask = placed.ask or bool(asked)
    column.why = joined(filter(None, (asked, placed.why)), "apart")
    if column.words:
        column.words.part = column.part


def are_ticked_apart(candidate: Candidate, columns: Iterable[WeighedColumn]) -> bool:
    """Whether what may be ratings are answers that are ticked: nothing but marks, and no row with one for each."""
    columns = list(columns)
    rated = [likely(columns, name) for name in RATED]
    if not all(any(each.profile.count for each in of_one) for of_one in rated):
        return False
    if not all(are_marks(each.profile.counts) for of_one in rated for each in of_one):
        return False
    marked = [_marked(candidate, of_one) for of_one in rated]
    return marked[0].isdisjoint(marked[1])


def _marked(candidate: Candidate, columns: Iterable[WeighedColumn]) -> set[int]:
    """The rows in which something stands in one of these columns, counted from the first one."""
    return {at for each in columns for at, cell in enumerate(candidate.compared(each.number)) if not is_empty(cell)}
