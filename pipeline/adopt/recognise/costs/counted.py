"""Columns of a budget that name what they are counted in: in cells (88 jours, €150/hr) or in headers (12 months)."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.costs.factors import FACTORS
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import adds_up, makes
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.amounts import is_in_millions
from pipeline.adopt.source.sheet import amount_of
from pipeline.reading.coerce.amount_parts import PER_CENT
from pipeline.reading.coerce.units import codes_of, unit_of_text
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import text

_AMOUNTS = frozenset({*FACTORS, "total"})
_HALF, _MOST = 0.5, 0.6  # of the cells
_FEWEST_MARKED = 3  # columns
_ASKED, _WHOLE = 0.7, 0.95  # how sure: asked about, said by the whole header


def are_marks(columns: ListColumns) -> bool:
    """Whether three columns that are no amounts hold nothing but 1, some cells empty: who is where, and its sums."""
    filled = max((column.profile.count for column in columns), default=0)
    ones = [each for each in columns if each.profile.count and {*each.profile.numbers[:-1]} == {1.0}]
    marks = [each for each in ones if each.concept not in _AMOUNTS or not each.is_likely]
    return len(marks) >= _FEWEST_MARKED and any(each.profile.count < filled for each in marks)


def read_units(candidate: Candidate, columns: ListColumns) -> None:
    """Let columns be the amounts that their headers say where most cells say what these are counted in."""
    for column in columns:
        may_be = any(concept in _AMOUNTS for concept, _, _ in candidate.meanings("budget", column.head))
        if not may_be or column.profile.number_share >= _HALF:
            continue
        counted = replace(column.profile, is_counted=True)
        if counted.number_share < _MOST:
            continue
        for concept, sure, _ in candidate.meanings("budget", column.head, counted):
            if concept in _AMOUNTS and sure > column.sure:
                column.become(concept, sure)
                column.profile = counted
            break


def ask_units(candidate: Candidate, columns: ListColumns) -> None:
    """Ask about such columns, unless together with the others they make the total: 350 €/jour may meet 2 mois."""
    for column in columns:
        example = next(filter(is_in_millions, column.profile.counts), "") if column.target else ""
        if example and column.profile.is_counted:
            column.ask, column.why = (
                True,
                text("adopt.why.millions", example=example, number=number_text(amount_of(example) or 0)),
            )
    factors = [column.number for one in FACTORS for column in columns.likely(one)[:1]]
    if any(makes(candidate.compared, factors, total.number) for total in columns.likely("total")):
        return
    for column in columns:
        if column.profile.is_counted and column.target and not column.ask:
            column.ask, column.why = True, text("adopt.why.by_values")


def sums_of_periods(columns: ListColumns) -> None:
    """Let what a header says of so many months, or of a year by its number, be the sum: it is no length of time."""
    sums = [column for column in columns.likely("periods") if _names_how_many(column) and column.profile.are_amounts]
    for column in sums:
        column.become("total" if len(sums) == 1 else "", _ASKED if len(sums) == 1 else 0.0)


def doubt_sums(candidate: Candidate, columns: ListColumns) -> None:
    """Of two prices (Rate, Cost) let the one be the sum that may be; ask about one alone beside how many."""
    if columns.likely("total"):
        return
    prices = columns.likely("unit_cost")
    for column in prices:
        meanings = candidate.meanings("budget", column.head, column.profile)
        if any(concept == "total" and sure >= _WHOLE for concept, sure, _ in meanings):
            if len(prices) > 1:
                column.become("total", column.sure)
            elif columns.likely("quantity", "periods"):
                column.become("unit_cost", _ASKED)
            return


def drop_periods_of_sum(columns: ListColumns, total: WeighedColumn) -> None:
    """Leave how long a line lasts where its price is the sum for all of it."""
    for column in columns.likely("periods"):
        column.become("", 0.0)
        column.why = text("adopt.why.counted", header=total.head.header)


def is_balanced(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether what was planned less what was spent makes what is left: a column of sums in front of two more."""
    spent = [column.number for column in columns.likely("spent")]
    sums = [column.number for column in columns.likely("total", "unit_cost")]
    return any(
        adds_up(candidate.compared, (one, other), whole) for whole in sums for one, other in combinations(spent, 2)
    )


def shows_currency(columns: ListColumns) -> bool:
    """Whether half of the prices or sums at least are typed with a currency."""
    texts = (column.profile.counts for column in columns.likely("unit_cost", "total"))
    return any(
        found and 2 * sum(unit_of_text(one) not in ("", PER_CENT) for one in found) >= len(found) for found in texts
    )


def are_units_below(candidate: Candidate) -> bool:
    """Whether nothing but currencies stands in the row right below the header."""
    row = candidate.first
    filled = candidate.sheet.filled[row - 1] if row <= len(candidate.sheet.filled) else ()
    cells = [candidate.sheet.at(row, column) for column in filled]
    return len(cells) > 1 and all(isinstance(cell, str) and bool(codes_of(cell.strip())) for cell in cells)


def _names_how_many(column: WeighedColumn) -> bool:
    words = words_of(column.head.header)
    return any(map(str.isdigit, words)) or not word_set("whole_words").isdisjoint(words)
