"""What a budget says its lines cost, one by one and together, held against what we compute from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from math import prod

from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.recognise.rows.body import reason
from pipeline.adopt.row_words import says_total
from pipeline.adopt.source.amounts import decimal_mark
from pipeline.adopt.source.sheet import SourceSheet, amount_of
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import text

PRICE = "Budget.unit_cost"
FACTORS = ("Budget.quantity", PRICE, "Budget.periods")


def question_sums(sheet: SourceSheet, table: TableProposal) -> None:
    """Where quantity x unit cost (x periods) is not the stated sum of a line, or of all lines, ask."""
    price = table.column_for(PRICE)
    if price is None:
        return
    sums = _Sums(sheet, table, price.column)
    if wrong := sums.wrong_lines():
        price.ask, price.why = True, text("adopt.why.sum", count=sum(wrong), of=len(wrong))
        if share := sums.further_factor():
            price.why = text("adopt.why.further_factor", header=share.header, count=sum(wrong), of=len(wrong))
    costs = {row: sums.cost(row) for row in table.carried}
    ours = sum(costs.values())
    total = sums.grand_total(costs)
    if total is None or _same(total.amount, ours):
        return
    values = {"cell": total.cell, "stated": _amount(total.amount), "ours": _amount(ours)}
    values["difference"] = _amount(total.amount - ours)
    stated = next((column for column in table.columns if column.column == table.sum_column), None)
    if stated and stated is not price:
        stated.check = text("adopt.why.grand_total_said", **values)
    if not price.ask and not _same(total.amount, ours + total.beside):
        price.ask, price.why = True, text("adopt.why.grand_total", **values)


def line_costs(sheet: SourceSheet, table: TableProposal) -> dict[int, float]:
    """What each line of a budget costs as it is carried, by its row; none where nothing is its price."""
    price = table.column_for(PRICE)
    if price is None:
        return {}
    sums = _Sums(sheet, table, price.column)
    return {row: sums.cost(row) for row in table.carried if row not in table.continued}


@dataclass(frozen=True)
class _Total:
    """The total of all lines as a budget says it; `beside`: rates and taxes above it that are no lines of ours."""

    cell: str
    amount: float
    beside: float


class _Sums:
    """The amounts of a budget as they are carried: with the decimal mark of their column, and none below zero."""

    def __init__(self, sheet: SourceSheet, table: TableProposal, price: int) -> None:
        self.sheet, self.table, self.price = sheet, table, price
        # Quantities that stand apart, one for each quarter, are added up.
        of_each = ([column.column for column in table.columns if column.target == one] for one in FACTORS)
        self.factors = list(filter(None, of_each))
        self.prices = [column.column for column in table.columns if column.target == PRICE]
        places = (*chain(*self.factors), table.sum_column)
        self.marks = {one: decimal_mark(sheet.at(row, one) for row in table.carried) for one in places}

    def at(self, row: int, column: int) -> float | None:
        """The amount in a cell; None for none."""
        return amount_of(self.sheet.at(row, column), self.marks.get(column, "")) if column else None

    def wrong_lines(self) -> list[bool]:
        """Of each line that states its sum whether it is not the product; none where all are."""
        if self.table.sum_column in (0, self.price):
            return []
        found = []
        for row in self.table.carried:
            stated = self.at(row, self.table.sum_column)
            if stated is not None and self.at(row, self.price) is not None:
                found.append(not _same_sum(self._product(row), stated))
        return found if any(found) else []

    def further_factor(self) -> ColumnProposal | None:
        """The column without a place with which the product is the stated sum of every line: LOE %, 50 or 0.5."""
        return next((column for column in self.table.columns if not column.target and self._completes(column)), None)

    def _completes(self, column: ColumnProposal) -> bool:
        stated = [(row, self.at(row, self.table.sum_column)) for row in self.table.carried]
        lines = [(row, amount, self.at(row, column.column)) for row, amount in stated if amount]
        lines = [(row, amount, share) for row, amount, share in lines if self.at(row, self.price) is not None]
        return len(lines) > 1 and any(
            all(
                share is not None and _same_sum(self._product(row) * share / whole, amount)
                for row, amount, share in lines
            )
            for whole in (1, 100)
        )

    def cost(self, row: int) -> float:
        """What a line costs as it is carried: by its price, else by the sum that stands there; nothing below zero."""
        if any(self.at(row, price) is not None for price in self.prices):
            return max(0.0, self._product(row))
        return max(0.0, self.at(row, self.table.sum_column) or 0.0)

    def _product(self, row: int) -> float:
        numbers = ([self.at(row, place) for place in places] for places in self.factors)
        there = ([number for number in some if number is not None] for some in numbers)
        return prod(sum(some) if some else 1.0 for some in there)

    def _added(self, row: int) -> float:
        """The amounts of a row in all columns that are the price together: one for each year."""
        return sum(self.at(row, price) or 0.0 for price in self.prices)

    def grand_total(self, costs: Mapping[int, float]) -> _Total | None:
        """The last total that is not one of the lines right above it alone; `costs` by row."""
        ours, table, place = sum(costs.values()), self.table, self.table.sum_column or self.price
        found, above, beside = None, 0.0, 0.0
        for row in sorted({*costs, *table.left}):
            amount = self.at(row, place) or 0.0 if table.sum_column else self._added(row)
            if row in costs:
                above += costs[row]
            elif row in table.headings:
                above = 0.0
            elif amount and table.left[row] == reason("total"):
                if not says_total(self.sheet.first_text(row, [column.column for column in self.table.columns])):
                    beside += amount
                elif not above or abs(amount - ours) <= abs(amount - above):
                    found = _Total(self.sheet.address(row, place), amount, beside)
                above = 0.0
        return found


def _same_sum(one: float, stated: float) -> bool:
    return abs(one - stated) <= max(0.01, 0.005 * abs(stated))


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= max(1.0, 1e-4 * abs(one))


def _amount(amount: float) -> str:
    return number_text(amount, 0 if float(amount).is_integer() else 2)
