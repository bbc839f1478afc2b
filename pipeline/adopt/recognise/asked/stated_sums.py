"""What a budget says its lines cost, one by one and together, held against what we compute from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod

from pipeline.adopt.proposal import ColumnProposal, TableProposal
from pipeline.adopt.recognise.rows.body import reason
from pipeline.adopt.row_words import says_total
from pipeline.adopt.source.sheet import SourceSheet, is_empty, number_of, shown
from schemas.wording.numbers_and_days import number_text
from schemas.wording.text import text

PRICE = "Budget.unit_cost"
FACTORS = ("Budget.quantity", PRICE, "Budget.periods")


def question_sums(sheet: SourceSheet, table: TableProposal) -> None:
    """Where quantity x unit cost (x periods) is not the stated sum of a line, or of all lines, ask."""
    price = table.column_for(PRICE)
    if price is None:
        return
    _question_lines(sheet, table, price)
    costs = {row: _cost(sheet, table, price, row) for row in table.carried}
    ours = sum(costs.values())
    total = _grand_total(sheet, table, table.sum_column or price.column, costs)
    if total is None or _same(total.amount, ours):
        return
    values = {"cell": total.cell, "stated": _amount(total.amount), "ours": _amount(ours)}
    values["difference"] = _amount(total.amount - ours)
    stated = next((column for column in table.columns if column.column == table.sum_column), None)
    if stated and stated is not price:
        stated.check = text("adopt.why.grand_total_said", **values)
    if not price.ask and not _same(total.amount, ours + total.beside):
        price.ask, price.why = True, text("adopt.why.grand_total", **values)


def _question_lines(sheet: SourceSheet, table: TableProposal, price: ColumnProposal) -> None:
    if not table.sum_column or table.column_for(FACTORS[0]) is None:
        return
    wrong = checked = 0
    for row in table.carried:
        stated = number_of(sheet.at(row, table.sum_column))
        if stated is None or number_of(sheet.at(row, price.column)) is None:
            continue
        checked += 1
        wrong += abs(_product(sheet, table, row) - stated) > max(0.01, 0.005 * abs(stated))
    if wrong:
        price.ask, price.why = True, text("adopt.why.sum", count=wrong, of=checked)


@dataclass(frozen=True)
class _Total:
    """The total of all lines as a budget says it; `beside`: rates and taxes above it that are no lines of ours."""

    cell: str
    amount: float
    beside: float


def _grand_total(
    sheet: SourceSheet, table: TableProposal, place: int, costs: Mapping[int, float]
) -> _Total | None:  # fmt: skip
    """The last total in the column `place` that is not one of the lines right above it alone; `costs` by row."""
    ours = sum(costs.values())
    found, above, beside = None, 0.0, 0.0
    for row in sorted({*costs, *table.left}):
        amount = number_of(sheet.at(row, place)) or 0.0
        if row in costs:
            above += costs[row]
        elif row in table.headings:
            above = 0.0
        elif amount and table.left[row] == reason("total"):
            if not says_total(_first_text(sheet, table, row)):
                beside += amount
            elif not above or abs(amount - ours) <= abs(amount - above):
                found = _Total(sheet.address(row, place), amount, beside)
            above = 0.0
    return found


def _first_text(sheet: SourceSheet, table: TableProposal, row: int) -> str:
    cells = [sheet.at(row, column.column) for column in table.columns]
    return next((shown(cell) for cell in cells if not is_empty(cell) and number_of(cell) is None), "")


def _cost(sheet: SourceSheet, table: TableProposal, price: ColumnProposal, row: int) -> float:
    """What a line costs as it is carried: by its price, else by the sum that stands there."""
    if number_of(sheet.at(row, price.column)) is not None:
        return _product(sheet, table, row)
    return (number_of(sheet.at(row, table.sum_column)) or 0.0) if table.sum_column else 0.0


def _product(sheet: SourceSheet, table: TableProposal, row: int) -> float:
    places = [column.column for column in table.columns if column.target in FACTORS]
    numbers = [number_of(sheet.at(row, place)) for place in places]
    return prod(1.0 if number is None else number for number in numbers)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= max(1.0, 1e-4 * abs(one))


def _amount(amount: float) -> str:
    return number_text(amount, 0 if float(amount).is_integer() else 2)
