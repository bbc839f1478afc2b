"""Quantities of a budget that stand apart, one for each quarter, month or year: the sum of them is the quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.adopt.compared_words import Tokens, tokens, words_of
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import adds_up, makes, sum_makes
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.reading.coerce.months import month_called
from schemas.wording.text import joined, text

TARGET = "Budget.quantity"
_FEWEST = 2
_NUMBERS, _ASKED, _SURE = 0.8, 0.7, 0.9
# Q1, year 2, 1er trimestre: a word for a time with its number, in this order or the other.
_NUMBERED = re.compile(
    r"\b(?P<word>[^\W\d_]{1,9})[\s.-]*\d{1,2}\b|\b\d{1,2}[^\W\d_]{0,3}[\s.-]+(?P<other>[^\W\d_]{1,9})\b"
)


def quantity_parts(candidate: Candidate, columns: ListColumns) -> list[WeighedColumn]:
    """The quantities of several times that together are the quantity; none where there are none, or one is their sum.

    With the one price beside them they make the total; where no total says so, their headers say that they count.
    """
    price, totals = columns.first("unit_cost"), columns.likely("total")
    for parts in _series(columns) if price else ():
        if price is None or price in parts:
            continue
        numbers = [each.number for each in parts]
        others = [column for column in columns if column not in (*parts, price) and _is_numeric(column)]
        whole = next((column for column in others if adds_up(candidate.compared, numbers, column.number)), None)
        if whole and any(makes(candidate.compared, (whole.number, price.number), one.number) for one in others):
            _keep_whole(whole, parts)
            return []
        factors = [price.number, *(each.number for each in columns.likely("periods")[:1])]
        is_made = any(
            sum_makes(candidate.compared, numbers, some, total.number)
            for total in totals
            for some in (factors, factors[:1])
        )
        if is_made or (not totals and all(map(_counts, parts))):
            for each in parts:
                each.become("quantity", _SURE if is_made else _ASKED)
            return parts
    return []


def add_up(parts: Sequence[WeighedColumn]) -> None:
    """Let each of them go to the quantity, and say that they are added up."""
    for each in parts:
        each.target, each.ask = TARGET, each.sure <= _ASKED
        each.why = text("adopt.why.added_up", headers=joined(one.head.with_group for one in parts))


def _keep_whole(whole: WeighedColumn, parts: Sequence[WeighedColumn]) -> None:
    whole.become("quantity", max(whole.sure, _SURE) if whole.concept == "quantity" else _ASKED)
    for each in parts:
        each.become("part", 0.0)
        each.why = text("adopt.why.part_of_sum", header=whole.head.header)


def _series(columns: ListColumns) -> Iterator[list[WeighedColumn]]:
    """Columns of numbers whose headers, or groups, differ by the time alone: Q1 units, Q2 units."""
    found: dict[Tokens, list[WeighedColumn]] = {}
    for column in columns:
        if _is_numeric(column) and (rest := without_time(column.head.with_group)) is not None:
            found.setdefault(rest, []).append(column)
    yield from (each for each in found.values() if len(each) >= _FEWEST)


def _is_numeric(column: WeighedColumn) -> bool:
    return bool(column.profile.count) and column.profile.number_share >= _NUMBERS


def without_time(label: str) -> Tokens | None:
    """The words of a header besides the time that it is for; None where it names no time, or more than one."""
    times = [one for one in _NUMBERED.finditer(label) if _is_time(one["word"] or one["other"])]
    if len(times) == 1:
        return tokens(label[: times[0].start()] + " " + label[times[0].end() :])
    months = [word for word in words_of(label) if month_called(word)]
    return tuple(word for word in tokens(label) if word not in months) if len(months) == 1 and not times else None


def _is_time(word: str) -> bool:
    return not word_set("time_words").isdisjoint(tokens(word))


def _counts(column: WeighedColumn) -> bool:
    """Whether a header says besides the time that it is how many."""
    rest = without_time(column.head.with_group) or ()
    return any(
        match.concept.name == "quantity" and match.score >= _SURE for match in lexicon("budget").matches(rest)[:1]
    )
