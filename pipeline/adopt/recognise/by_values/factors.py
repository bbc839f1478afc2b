"""Which columns of a budget are multiplied with each other, and which holds what they make."""

from __future__ import annotations

from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import COMPARED_ROWS, SURE, Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import makes, three_factors
from pipeline.reading.coerce.amount_parts import PER_CENT
from schemas.wording.text import text

FACTORS = ("quantity", "unit_cost", "periods")
SHARE = "share"
_WHOLE = 100  # per cent
_MOST = 0.6  # of the cells
_ASKED = 0.7  # how sure


def shares(candidate: Candidate, columns: ListColumns) -> None:
    """Let what a header, or the look of its cells, says to be per cent be no amount: % of total, LOE %."""
    rows = range(candidate.first, min(candidate.last, candidate.first + COMPARED_ROWS) + 1)
    for column in columns:
        may_be = not column.is_likely or column.concept in (*FACTORS, "total")
        numbers = column.profile.numbers
        if not may_be or column.profile.number_share < _MOST or not all(0 <= one <= _WHOLE for one in numbers):
            continue
        is_said = "%" in column.head.header or bool(word_set("share_words") & {*column.head.words})
        shown_so = sum(candidate.sheet.units.get((row, column.number)) == PER_CENT for row in rows)
        if is_said or (column.sure < SURE and shown_so >= column.profile.count > 0):
            column.become(SHARE, SURE)


def three_multiplied(candidate: Candidate, columns: ListColumns) -> None:
    """What is not known of quantity, price and periods, where the three make the total: the price is the largest."""
    total = columns.first("total")
    if total is None or columns.likely("unit_cost"):
        return
    numeric = [
        each for each in columns if each.profile.number_share >= _MOST and each.profile.count and each.concept != SHARE
    ]
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


def surest_total(candidate: Candidate, columns: ListColumns) -> int:
    """The column of the sums: of several, as in two currencies, that which the factors make; 0 where there is none."""
    totals = [column.number for column in columns.likely("total")]
    factors = [column.number for one in FACTORS for column in columns.likely(one)[:1]]
    made = (total for total in totals if len(totals) > 1 and makes(candidate.compared, factors, total))
    return next(made, totals[0] if totals else 0)
