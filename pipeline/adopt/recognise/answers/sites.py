"""A checklist with the answers of several sites, or parties, beside each other: whose each column is, is asked."""

from __future__ import annotations

from pipeline.adopt.lexicon import lexicon
from pipeline.adopt.recognise.answers.agreed import agreed_beside
from pipeline.adopt.recognise.answers.points import are_points
from pipeline.adopt.recognise.candidate import SURE
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

_ANSWERS, _FEWEST = 0.8, 2


def answers_of_others(columns: ListColumns) -> list[WeighedColumn]:
    """Further columns of answers, beside the first or below the same header again, with the notes of these."""
    if agreed := agreed_beside(columns):
        return agreed
    first = columns.first("rating")
    if first is None:
        return []
    if first.profile.word_share("rating") < _ANSWERS:
        return [each for each in columns if each is not first and _is_of_one_group(each, first)]
    found: list[WeighedColumn] = []
    for step in (1, -1):
        beside = first.number
        for column in sorted(columns, key=lambda each: step * each.number):
            if step * (column.number - beside) == 1 and _is_answer(column):
                found.append(column)
                beside = column.number
    again = [each for each in columns if each is not first and _is_again(each, first) and _is_answer(each)]
    found += [each for each in again if each not in found]
    groups = {each.head.group for each in again}
    return [*found, *(each for each in columns.likely("notes") if each.head.group in groups)]


def _is_of_one_group(column: WeighedColumn, first: WeighedColumn) -> bool:
    """Whether points stand below the group of the first points: those of somebody else, or of another round."""
    group = column.head.group
    is_free = not column.is_likely or column.concept in ("rating", "other")
    return bool(group) and group == first.head.group and is_free and are_points(column.profile)


def _is_again(column: WeighedColumn, first: WeighedColumn) -> bool:
    """Whether a column has the header of the first answers, below another group."""
    own, other = column.head, first.head
    return own.words == other.words and bool(own.group) and own.group != other.group


def _is_answer(column: WeighedColumn) -> bool:
    profile = column.profile
    is_free = not column.is_likely or column.concept == "rating" or _is_left_answer(column)
    return is_free and profile.count >= _FEWEST and profile.word_share("rating") >= _ANSWERS


def _is_left_answer(column: WeighedColumn) -> bool:
    """Whether a header that may be that of an answer was taken for something else, and not surely: Self-rating."""
    named = {match.concept.name for match in lexicon("indicators").matches(column.head.words)}
    return column.sure < SURE and (column.concept == "notes" or (column.concept == "other" and "rating" in named))


def ask_whose_answers(columns: ListColumns, others: list[WeighedColumn]) -> None:
    """Ask about each further column; without an answer it stays out, as one rating is taken for one view."""
    taken = next((column for column in columns if column.target == "Indicators.rating"), None)
    for column in others:
        if taken and column is not taken and (column.target is None or column.concept == "notes"):
            column.target = None
            column.ask, column.why = True, text("adopt.why.whose_answers", other=taken.head.header)
