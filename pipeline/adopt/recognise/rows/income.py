"""Rows of a budget that are no costs: what comes in, below a heading or in a table of its own that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.rows.body import Body, reason
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import text

COMES_IN = "income"  # what a column is
_TITLES = 3  # rows above a header
_HALF = 0.5  # of the cells


def leave_income(candidate: Candidate, body: Body) -> None:
    """Leave what stands below a heading, or a title, that says nothing but that it comes in: Income, B. Recettes."""
    body.leave_all(list(_came_in(candidate, body)), "income")


def leave_income_beside(columns: Iterable[WeighedColumn]) -> None:
    """Leave what stands right of the header that says that it comes in: Charges | Amount | Produits | Amount."""
    items = [each for each in columns if each.profile.number_share < _HALF and not _is_funder(each)]
    first = next((each.number for each in items[1:] if says_income(each.head.header)), None)
    for each in columns if first else ():
        if first and each.number >= first:
            each.become(COMES_IN, 0.0)
            each.why = text("adopt.left.income")


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
    """The texts right above the header, each alone in its row, from the nearest empty row down."""
    found: list[str] = []
    for row in range(candidate.head.rows[0] - 1, max(0, candidate.head.rows[0] - 1 - _TITLES), -1):
        if len(candidate.sheet.filled[row - 1]) != 1:
            break
        found.append(candidate.sheet.first_text(row))
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
    first = next((each for each in columns if each.profile.count or each.head.header), None)
    return first is not None and first.profile.number_share < _HALF and says_income(first.head.header)
