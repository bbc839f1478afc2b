"""What the numbers of a budget prove needs no question: factors that make the total, and how its amounts are typed."""

from __future__ import annotations

from math import isclose

from pipeline.adopt.proposal import ColumnProposal
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.costs.factors import FACTORS
from pipeline.adopt.recognise.heads.head_rows import is_numbering
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import makes
from pipeline.adopt.row_words import says_total
from pipeline.adopt.source.amounts import decimal_mark, is_either, is_undecided
from pipeline.adopt.source.sheet import amount_of, shown
from schemas.wording.text import text

_ALL = 0.95  # of the lines
_AMOUNTS = (*FACTORS, "total", "spent")


def prove_factors(candidate: Candidate, columns: ListColumns) -> None:
    """Let factors of which the header says in part what they are be sure where they make the total of the lines."""
    known = [column for one in FACTORS for column in columns.likely(one)[:1]]
    totals = columns.likely("total")
    if not any(makes(candidate.compared, [one.number for one in known], total.number, _ALL) for total in totals):
        return
    for column in known:
        said = {concept for concept, _, _ in candidate.meanings("budget", column.head, column.profile)}
        if column.concept in said:
            column.sure = max(column.sure, SURE)


def drop_other_periods(candidate: Candidate, columns: ListColumns) -> None:
    """Take a number of periods for none where quantity and price alone make the total, and with it they do not.

    It says in which period something is bought; multiplied, it would cost more than is stated.
    """
    periods, total = columns.first("periods"), columns.first("total")
    known = [column.number for one in ("quantity", "unit_cost") for column in columns.likely(one)[:1]]
    if periods is None or total is None or len(known) < 2 or periods.profile.count < _ALL * total.profile.count:
        return  # where it is given in some lines only it is a factor of these
    with_periods = [*known, periods.number]
    if makes(candidate.compared, known, total.number, _ALL) and not makes(
        candidate.compared, with_periods, total.number, _ALL
    ):
        periods.become("", 0.0)


def prove_line_sums(candidate: Candidate, columns: ListColumns) -> None:
    """Take a cost for that of the whole line where a total below is its plain sum: nobody adds up prices of one."""
    price, quantity = columns.first("unit_cost"), columns.first("quantity")
    if price is None or quantity is None or columns.likely("total"):
        return
    sheet, added, products = candidate.sheet, 0.0, 0.0
    for row in range(candidate.first, candidate.last + 1):
        texts = [shown(sheet.at(row, one)) for one in sheet.filled[row - 1]]
        amount = amount_of(sheet.at(row, price.number))
        if any(map(says_total, texts)):
            stated = [said for one in sheet.filled[row - 1] if (said := amount_of(sheet.at(row, one)))]
            if any(isclose(one, added) for one in stated) and not isclose(added, products):
                price.become("total", price.sure)
                return
        elif amount and not is_numbering(sheet, row):
            added += amount
            products += amount * (amount_of(sheet.at(row, quantity.number)) or 1.0)


def prove_marks(columns: ListColumns, proposed: list[ColumnProposal]) -> None:
    """Ask nothing about 90,000 where other amounts of the budget tell that the comma parts the thousands."""
    amounts = [column for column in columns if column.concept in _AMOUNTS]
    mark = decimal_mark(cell for column in amounts for cell in column.profile.cells)
    by_number = {column.number: column for column in amounts}
    for one in proposed:
        column = by_number.get(one.column)
        if not (mark and column and one.ask and is_undecided(column.profile.cells)):
            continue
        example = next(filter(is_either, column.profile.counts))
        if mark not in example and one.why == text("adopt.why.decimals", example=example):
            one.ask, one.why = False, ""
