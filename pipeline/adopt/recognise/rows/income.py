"""Rows of a budget that are no costs: what comes in, below a heading or in a table of its own that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.adopt.compared_words import tokens, words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.rows.body import Body, reason
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

COMES_IN = "income"  # what a column is
_TITLES = 3  # rows above a header
_HALF = 0.5  # of the cells
_NO_END = 1_000_000  # columns


def leave_income(candidate: Candidate, body: Body) -> None:
    """Leave what stands below a heading, or a title, that says nothing but that it comes in: Income, B. Recettes."""
    body.leave_all(list(_came_in(candidate, body)), "income")


def leave_income_beside(columns: Iterable[WeighedColumn]) -> None:
    """Leave what stands below the header that says that it comes in, up to the costs: Charges | Sum | Produits."""
    every = list(columns)
    if any(_names_costs(each.head.group) for each in every):
        _leave(each for each in every if says_income(each.head.group))
    items = [each for each, beside in pairwise([*every, None]) if each and _names_items(each, beside)]
    comes_in = [each.number for each in items if says_income(each.head.header)]
    if not comes_in or len(items) == len(comes_in):
        return
    costs = [each.number for each in items if _names_costs(each.head.header)]
    # Income before the costs, beside each other: only where a header says that these are costs.
    end = next((one for one in costs if one > comes_in[0]), 0) if comes_in[0] == items[0].number else _NO_END
    _leave(each for each in every if comes_in[0] <= each.number < end)


def _leave(columns: Iterable[WeighedColumn]) -> None:
    for each in columns:
        each.become(COMES_IN, 0.0)
        each.why = text("adopt.left.income")


def _names_costs(header: str) -> bool:
    return bool(word_set("spending_words") & {*words_of(header)})


def _names_items(column: WeighedColumn, beside: WeighedColumn | None) -> bool:
    """Whether a header is that of texts, or of their numbers with the texts beside them, merged over both."""
    if _is_funder(column):
        return False
    if column.profile.number_share < _HALF:
        return True
    is_free = beside is not None and not beside.head.header and beside.profile.count > 0
    return is_free and beside is not None and beside.profile.number_share < _HALF


def _is_funder(column: WeighedColumn) -> bool:
    """Whether a header says who pays: Source of funding."""
    return column.is_likely and column.concept == "funder"


def _came_in(candidate: Candidate, body: Body) -> Iterator[int]:
    total, again = reason("total"), reason("header_again")
    said, is_new, is_income = _titles(candidate), True, False
    for row in sorted({*body.carried, *body.left}):
        if row in body.left:
            if body.left[row] == total:
                said, is_new, is_income = [], False, False
            else:
                said.append(candidate.sheet.first_text(row))
                is_new = is_new or row in body.headings or body.left[row] == again
        else:
            is_income = any(map(says_income, said)) if is_new and said else is_income
            said, is_new = [], False
            if is_income:
                yield row


def _titles(candidate: Candidate) -> list[str]:
    """The texts right above the header, each alone above its columns, from the nearest empty row down."""
    found: list[str] = []
    head, sheet = candidate.head, candidate.sheet
    for row in range(head.rows[0] - 1, max(0, head.rows[0] - 1 - _TITLES), -1):
        above = [column for column in sheet.filled[row - 1] if head.left <= column <= head.right]
        if len(above) != 1:
            break
        found.append(sheet.first_text(row, above))
    return found


def says_income(heading: str) -> bool:
    """Whether a heading says that what stands below it comes in, and nothing else."""
    words = {word for word in tokens(heading) if len(word) > 1 and not word.isdigit()}
    rest = words - word_set("income_words")
    if rest < words and rest <= word_set("beside_income"):
        return True
    beside, at_hand = words - word_set("funds_words"), word_set("funds_at_hand")  # expected funds
    return beside < words and bool(beside & at_hand) and beside <= word_set("beside_income") | at_hand


def is_income(columns: Iterable[WeighedColumn]) -> bool:
    """Whether the header of the first column says that what stands in the rows comes in: Income | Item | Proposed."""
    of_costs = (each for each in columns if each.concept != COMES_IN)
    first = next((each for each in of_costs if each.profile.count or each.head.header), None)
    if first is None or first.profile.number_share >= _HALF:
        return False
    return says_income(first.head.header) or says_income(first.head.group)
