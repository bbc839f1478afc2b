"""Which columns of a budget are multiplied with each other, and which holds what they make."""

from __future__ import annotations

from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import makes, three_factors
from schemas.wording.text import text

FACTORS = ("quantity", "unit_cost", "periods")
_MOST = 0.6  # of the cells
_ASKED = 0.7  # how sure


def three_multiplied(candidate: Candidate, columns: ListColumns) -> None:
    """What is not known of quantity, price and periods, where the three make the total: the price is the largest."""
    total = columns.first("total")
    if total is None or columns.likely("unit_cost"):
        return
    numeric = [column for column in columns if column.profile.number_share >= _MOST and column.profile.count]
    found = three_factors({column.number: candidate.compared(column.number) for column in numeric}, total.number)
    free = [column for column in numeric if column.number in found and not column.is_likely]
    for concept in ("unit_cost", "quantity", "periods"):
        if free and not columns.likely(concept):
            chosen = max(free, key=lambda column: sum(column.profile.numbers)) if concept == "unit_cost" else free[0]
            chosen.become(concept, _ASKED)
            free.remove(chosen)


def which_quantity(candidate: Candidate, columns: ListColumns) -> None:
    """Of two that count, as staff and their hours, the one that with the price makes the total; or both of them."""
    counting, total, price = columns.likely("quantity"), columns.first("total"), columns.first("unit_cost")
    if len(counting) != 2 or total is None or price is None:
        return
    one, other = counting
    if makes(candidate.compared, (one.number, other.number, price.number), total.number):
        if not columns.likely("periods"):
            other.become("periods", _ASKED)
        return
    for column, beside in ((one, other), (other, one)):
        if makes(candidate.compared, (column.number, price.number), total.number):
            beside.become("", 0.0)
            beside.why = text("adopt.why.counted", header=column.head.header)
            return


def product_is_total(candidate: Candidate, columns: ListColumns) -> None:
    """What is not known and is quantity x price in two lines at least, where no header says so: the total."""
    quantity, price = columns.first("quantity"), columns.first("unit_cost")
    if quantity is None or price is None or columns.likely("total"):
        return
    places = (quantity.number, price.number)
    for column in columns.unknown():
        if column.profile.number_share >= _MOST and makes(candidate.compared, places, column.number):
            column.become("total", _ASKED)
            return


def surest_total(candidate: Candidate, columns: ListColumns) -> int:
    """The column of the sums: of several, as in two currencies, that which the factors make; 0 where there is none."""
    totals = [column.number for column in columns.likely("total")]
    factors = [column.number for one in FACTORS for column in columns.likely(one)[:1]]
    made = (total for total in totals if len(totals) > 1 and makes(candidate.compared, factors, total))
    return next(made, totals[0] if totals else 0)
