"""Rows of a budget that are none of its lines: headings, with or without the sum of what stands below them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import is_header
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.rows.body import Body, reason
from pipeline.adopt.row_words import says_total
from pipeline.adopt.source.sheet import SourceSheet, amount_of, is_empty, number_of, shown

_FEWEST_LINES = 3
_ROUNDED = 0.01  # of an amount
_ACCOUNT = re.compile(r"\s*(\d{1,6})\b")


def leave_sums(
    candidate: Candidate, body: Body, quantities: tuple[int, ...], prices: tuple[int, ...], totals: tuple[int, ...],
    ids: tuple[int, ...] = (),
) -> None:  # fmt: skip
    """Leave headings, with or without the sum of what stands below them, totals, and rates of what comes next."""
    _take_costs(candidate, body, (*totals, *prices))
    records = [row for row in body.carried if row not in body.continued]
    lines = _Lines(candidate, body, records, quantities, prices, totals)
    for at, row in enumerate(records):
        is_called_total = says_total(candidate.sheet.first_text(row))
        has_sum_alone = lines.has(row, totals) and not lines.has(row, (*quantities, *prices))
        if is_called_total and lines.adds_columns(row):
            body.leave(row, "total")  # of the quantities and the prices as well
        elif not lines.has(row, lines.amounts):
            if lines.says_price(row):
                continue  # a price in words: the line stays, its cell is left by name
            body.leave(row, "heading", _heading(candidate, row))
        elif not quantities and lines.is_account_of(row, records[at + 1 :]):
            body.leave(row, "heading", _heading(candidate, row))
        elif not quantities and row == records[-1] and _is_last_sum(candidate, records, totals or prices):
            body.leave(row, "total")
        elif is_called_total and lines.has(row, totals) and not lines.has(row, prices):
            body.leave(row, "total")  # Total support, 6 posts
        elif has_sum_alone and lines.are_priced:
            below = records[at + 1 :]
            if _is_sum(lines.stated(row), map(lines.stated, below)) or _is_numbered_above(candidate, row, below, ids):
                body.leave(row, "heading", _heading(candidate, row))
            elif lines.adds_up_above(row) or (below and lines.is_rate(row, below[0])):
                body.leave(row, "total")
    for row in [row for row in records if row not in body.left and lines.is_below_zero(row)]:
        body.leave(row, "below_zero")  # last, as totals reckon with it
    lines.leave_funding()


def _take_costs(candidate: Candidate, body: Body, columns: Sequence[int]) -> None:
    """Take back what was left as a heading, but has an amount and no line below it: Overheads, above a total."""
    total, known = reason("total"), sorted({*body.carried, *body.left})
    last = max((row for row in known if body.left.get(row) == total), default=0)
    headings = {row for row in body.headings if row < last and body.left.get(row) == reason("heading")}
    for row, following in pairwise(known):
        amounts = [amount_of(candidate.sheet.at(row, column)) for column in columns] if row in headings else []
        if any(amounts) and (body.left.get(following) == total or following in headings):
            body.take(row)


def meets_total(sheet: SourceSheet, column: int, body: Body, fewest: int = _FEWEST_LINES) -> bool:
    """Whether the amounts of three lines at least, or of the `fewest`, make one of the totals that were left."""
    amounts = [amount_of(sheet.at(row, column)) or 0.0 for row in body.carried]
    totals = [amount_of(sheet.at(row, column)) for row, why in body.left.items() if why == reason("total")]
    return any(total and ends_with_sum((*amounts, total), fewest) for total in totals)


@dataclass(frozen=True)
class _Lines:
    """The records of a budget while some of them are told to be no lines."""

    candidate: Candidate
    body: Body
    records: Sequence[int]
    quantities: tuple[int, ...]
    prices: tuple[int, ...]
    totals: tuple[int, ...]

    @property
    def amounts(self) -> tuple[int, ...]:
        """All columns of amounts."""
        return (*self.quantities, *self.prices, *self.totals)

    @cached_property
    def are_priced(self) -> bool:
        """Whether most records down to the last one with a price have one."""
        priced = [row for row in self.records if self.has(row, self.prices)]
        return bool(priced) and 2 * len(priced) > sum(row <= priced[-1] for row in self.records)

    def has(self, row: int, columns: tuple[int, ...]) -> bool:
        """Whether an amount stands in one of the columns."""
        return any(amount_of(self.candidate.sheet.at(row, column)) is not None for column in columns)

    def is_below_zero(self, row: int) -> bool:
        """Whether nothing but amounts below zero stands in a row: a discount, an income among the costs."""
        found = [self._at(row, column) for column in self.amounts]
        return min(found, default=0.0) < 0 and max(found) <= 0

    def leave_funding(self) -> None:
        """Leave what stands below the total of all lines and makes it once more: who pays for them."""
        total = max((row for row, why in self.body.left.items() if why == reason("total")), default=0)
        lines = [row for row in self.records if row not in self.body.left]
        sums = [sum(self.stated(row) for row in lines if (row > total) is below) for below in (False, True)]
        if total and all(abs(one - self.stated(total)) <= 1e-6 * abs(one) and one > 0 for one in sums):
            for row in [row for row in lines if row > total]:
                self.body.leave(row, "income")

    def is_account_of(self, row: int, below: Sequence[int]) -> bool:
        """Whether a row is the account of those below it, with their sum: 60 Purchases above 6050 Tools."""
        own, following = (_ACCOUNT.match(self.candidate.sheet.first_text(one)) for one in (row, *below[:1], row)[:2])
        if not below or not own or not following or len(following[1]) <= len(own[1]):
            return False
        return following[1].startswith(own[1]) and _is_sum(self.stated(row), map(self.stated, below))

    def says_price(self, row: int) -> bool:
        """Whether how many or the price stands in words, and these are no headers over the next lines."""
        cells = [self.candidate.sheet.at(row, column) for column in (*self.quantities, *self.prices)]
        said = [tokens(shown(cell)) for cell in cells if not is_empty(cell)]
        return bool(said) and not all(map(is_header, said))

    def stated(self, row: int) -> float:
        """The sum that a row states, in whichever of the columns of sums; else what its price makes."""
        stated = next((amount for column in self.totals if (amount := self._at(row, column))), 0.0)
        return stated or self._made(row)

    def _made(self, row: int) -> float:
        price = sum(self._at(row, column) for column in self.prices[:1])
        many = next((amount for column in self.quantities if (amount := self._at(row, column))), 1.0)
        return price * many

    def _at(self, row: int, column: int) -> float:
        return amount_of(self.candidate.sheet.at(row, column)) or 0.0

    def _above(self, row: int) -> tuple[list[int], ...]:
        """The lines above a row: all of them, those since the last heading, and those since any row that is none."""
        lines = [one for one in self.records if one < row and one not in self.body.left]
        ends = (max((one for one in rows if lines and one < lines[-1]), default=0) for rows in self._others)
        return lines, *([one for one in lines if one > end] for end in ends)

    @property
    def _others(self) -> tuple[Iterable[int], Iterable[int]]:
        return self.body.headings, self.body.left

    def adds_columns(self, row: int) -> bool:
        """Whether the numbers of a row, all but one of several, are those of lines above it together."""
        here = {column: number for column in self.amounts if (number := self._at(row, column))}
        enough = max(2, len(here) - 1) if len(here) > 1 else 1
        for lines in self._above(row):
            sums = {column: sum(self._at(one, column) for one in lines) for column in here}
            same = sum(abs(sums[column] - number) <= 1e-6 * abs(number) for column, number in here.items())
            if len(lines) > 1 and same >= enough:
                return True
        return False

    def adds_up_above(self, row: int) -> bool:
        """Whether the sum of a row is that of all lines above it, or since the last heading; of two at least."""
        amount = self.stated(row)
        parts = ([*map(self.stated, lines)] for lines in self._above(row)[:2])
        return amount > 0 and any(len(part) > 1 and abs(sum(part) - amount) <= 1e-6 * amount for part in parts)

    def is_rate(self, row: int, following: int) -> bool:
        """Whether an amount is the share that the next one is of the lines above: 0.07, and what it makes."""
        rate, made = self.stated(row), self.stated(following)
        if not 0 < rate < 1 < made:
            return False
        return abs(rate * sum(map(self.stated, self._above(row)[0])) - made) <= _ROUNDED * made


def _is_numbered_above(candidate: Candidate, row: int, below: Sequence[int], ids: tuple[int, ...]) -> bool:
    """Whether the number of a row is the one that the next row's begins with: 2 above 2.1, whatever its sum."""
    if not ids or not below:
        return False
    own, following = (shown(candidate.sheet.at(one, ids[0])).strip(" .") for one in (row, below[0]))
    return bool(own) and following.startswith(f"{own}.")


def _is_last_sum(candidate: Candidate, records: list[int], columns: tuple[int, ...]) -> bool:
    """Whether the last row, whatever it is called, holds the sum of all others: three lines at least."""
    amounts = [amount_of(candidate.sheet.at(row, columns[0])) or 0.0 for row in records] if columns else []
    return ends_with_sum(amounts)


def ends_with_sum(amounts: Sequence[float], fewest: int = _FEWEST_LINES) -> bool:
    """Whether the last of four amounts or more is the sum of the others; `fewest` are those others."""
    *lines, last = amounts or (0.0,)
    return len(lines) >= fewest and min(lines) >= 0 < last and abs(sum(lines) - last) <= 1e-6 * last


def _heading(candidate: Candidate, row: int) -> str:
    texts = [shown(c) for c in candidate.sheet.rows[row - 1] if not is_empty(c) and number_of(c) is None]
    return max(texts, key=len, default="")


def _is_sum(amount: float, below: Iterable[float]) -> bool:
    """Whether an amount is that of the first few below it together."""
    if not amount:
        return False
    found = 0.0
    for number, one in enumerate(below, 1):
        found += one
        if number >= 1 and abs(found - amount) <= 1e-6 * amount:
            return True
        if found > amount:
            return False
    return False
