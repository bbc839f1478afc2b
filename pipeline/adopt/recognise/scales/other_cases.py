"""Ratings of one risk for several times or cases: 2030 and 2070, most likely and worst credible."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.compared_words import is_year, tokens
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text


def of_other_cases(rated: Sequence[WeighedColumn]) -> list[WeighedColumn]:
    """The rating columns for another time or case than the first one; none where it is not that which tells them apart.

    They are no rating after measures: which risk is less says the measure, not the year.
    """
    cases = [_case(column) for column in rated]
    if not all(cases) or len({*cases}) < 2 or any(column.phase for column in rated):
        return []
    return [column for column, case in zip(rated, cases, strict=True) if case != cases[0]]


def ask_which_case(first: Sequence[WeighedColumn], others: Sequence[WeighedColumn]) -> None:
    """Leave the ratings of other cases, and ask whether the first ones are those that are meant."""
    for column in others:
        same = next((one for one in first if one.concept == column.concept), first[0])
        column.why = text("adopt.why.twice", other=same.head.with_group)
        if same.target:
            same.ask, same.why = True, text("adopt.why.twice", other=column.head.with_group)


def _case(column: WeighedColumn) -> str:
    """The group of a column where that names a year or a case, "" for none."""
    words = tokens(column.head.group)
    return column.head.group if any(is_year(word) or word in word_set("case_words") for word in words) else ""
