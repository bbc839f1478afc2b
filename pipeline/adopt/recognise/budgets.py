"""Budgets: lines with quantity and price, or with nothing but their sum, between headings and totals."""

from __future__ import annotations

from typing import Literal

from pipeline.adopt.compared_words import plain
from pipeline.adopt.kind_words import speaks_for
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.recognise.asked.doubtful_rows import doubtful_rows
from pipeline.adopt.recognise.asked.stated_sums import question_sums
from pipeline.adopt.recognise.budget_fills import budget_fills, categories
from pipeline.adopt.recognise.by_values.lists import (
    adds_up_money,
    amounts_alone,
    budget_texts,
    missing_factor,
    parts_of_sum,
    sums_by_header,
)
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.costs.alone import tell_by_little
from pipeline.adopt.recognise.costs.asked_for import cost_what_was_allowed
from pipeline.adopt.recognise.costs.counted import (
    are_marks,
    are_units_below,
    ask_units,
    doubt_sums,
    drop_periods_of_sum,
    is_balanced,
    read_units,
    shows_currency,
    sums_of_periods,
)
from pipeline.adopt.recognise.costs.factors import (
    counted_by_header,
    price_beside_total,
    product_is_total,
    shares,
    surest_total,
    three_multiplied,
    which_quantity,
)
from pipeline.adopt.recognise.costs.look_alikes import is_bill, is_look_alike, may_be_stock
from pipeline.adopt.recognise.costs.newest import ask_newest, newest_budget
from pipeline.adopt.recognise.costs.parts import add_up_costs, cost_parts
from pipeline.adopt.recognise.costs.proven import drop_other_periods, prove_factors, prove_line_sums, prove_marks
from pipeline.adopt.recognise.costs.quantity_parts import add_up, quantity_parts
from pipeline.adopt.recognise.costs.repeated_groups import are_offers, ask_price, settle_groups
from pipeline.adopt.recognise.costs.told_by_cells import join_items, tell_by_values
from pipeline.adopt.recognise.costs.whose_money import numbers_of_articles, who_holds, who_pays
from pipeline.adopt.recognise.list_columns import ListColumns, points
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row, reason
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.rows.budget_rows import leave_sums, meets_total
from pipeline.adopt.recognise.rows.foreign_header import explains_numbers
from pipeline.adopt.recognise.rows.income import COMES_IN, is_income, leave_income, leave_income_beside
from pipeline.adopt.recognise.weighed import proposed
from pipeline.reading.coerce.units import is_listed_currency
from schemas.wording.text import text

KIND: Literal["budget"] = "budget"
ENOUGH, UNSURE = 5.5, 4.5  # points: from which on a table is one, or asked about
_WORTH = {
    "description": 1.0, "quantity": 1.3, "unit_cost": 2.0, "periods": 0.7, "total": 1.3, "funder": 1.0,
    "funded_amount": 0.7, "category": 0.5, "unit": 0.7, "line": 0.3, "spent": 0.4,
}  # fmt: skip
_MULTIPLIED, _SUMMED, _CURRENCY, _MET, _YEARS = 2.0, 1.0, 0.8, 0.6, 1.5
_FEWEST_LINES = 2
_CATEGORISED, _MOST = 1.5, 0.6  # most words of a column are kinds of cost
_ASKED = 0.7  # how sure a header is that is asked about
_REGISTER = "risk_register"


def budget(candidate: Candidate, codes: dict[str, str] | None = None) -> TableProposal | None:
    """The budget that a candidate is, None where it is none; `codes` are known partners, as in `recognise`."""
    columns, multiplied, is_money = budget_columns(candidate)
    if are_offers(candidate, columns) or is_look_alike(candidate, columns):
        return None
    unsettled = settle_groups(candidate, columns)
    are_years = newest_budget(columns)
    of_times = [] if are_years else cost_parts(columns)
    if not columns.likely("description") or not columns.likely("unit_cost", "total") or _is_other(candidate, columns):
        return None
    _aim(candidate, columns)
    who_holds(columns, codes or {})
    add_up_costs(of_times)
    if are_years:
        ask_newest(columns)
    if unsettled:
        ask_price(columns)
    body, doubtful = _body(candidate, columns)
    if not body.carried and reason("income") in body.left.values():
        return None
    found = _points(candidate, columns, body, is_money=is_money, multiplied=multiplied)
    found += _YEARS if are_years else 0.0
    # Amounts of several years may be those of anything: a header that says budget tells.
    found += _YEARS if of_times and any(speaks_for(KIND, each.head.header) for each in columns) else 0.0
    if found < UNSURE or not _has_amounts(columns):
        return None
    for column in columns:
        if column.target == "Budget.category":
            column.words = categories(column.profile)
    table = TableProposal(
        id="", sheet=candidate.sheet.name, kind=KIND, confidence=min(0.98, found / 10),
        header_rows=candidate.head.rows, first_row=first_record_row(candidate.first, body),
        columns=[proposed(column, KIND) for column in columns], fills=budget_fills(candidate.sheet, columns, body),
        carried=body.carried, continued=body.continued, left=body.left, sections=body.sections,
        headings=body.headings, doubtful=doubtful,
        sum_column=surest_total(candidate, columns),
    )  # fmt: skip
    prove_marks(columns, table.columns)
    question_sums(candidate.sheet, table)
    is_told = multiplied or any(each.sure > _ASKED for each in columns.likely("description"))
    if found < ENOUGH or not is_told or is_bill(candidate) or may_be_stock(columns):
        table.ask, table.why = True, text("adopt.why.table_unsure")
    return table


def _aim(candidate: Candidate, columns: ListColumns) -> None:
    """Give each column its place, when it is known which are multiplied with each other."""
    prove_line_sums(candidate, columns)
    apart = quantity_parts(candidate, columns)
    if not apart:
        price_beside_total(candidate, columns)
        counted_by_header(candidate, columns)
        three_multiplied(candidate, columns)
        which_quantity(candidate, columns)
        missing_factor(candidate, columns)
        product_is_total(candidate, columns)
    drop_other_periods(candidate, columns)
    prove_factors(candidate, columns)
    budget_texts(columns)
    leave_income_beside(columns)  # whatever its cells look like
    _sum_alone(columns)
    columns.aim()
    join_items(columns)
    add_up(apart)
    ask_units(candidate, columns)


def _points(candidate: Candidate, columns: ListColumns, body: Body, *, is_money: bool, multiplied: bool) -> float:
    """How much speaks for a budget."""
    found = points(candidate, columns, _WORTH) + (_MULTIPLIED if multiplied else 0.0)
    found += _MULTIPLIED if is_balanced(candidate, columns) else 0.0
    has_total = text("adopt.left.total") in body.left.values()
    found += _SUMMED if has_total else 0.0
    kinds = max((column.profile.word_share("budget_category") for column in columns), default=0.0)
    found += _CATEGORISED if kinds >= _MOST else 0.0
    named = any(_names_currency(column.head.header) for column in columns)
    found += _CURRENCY if is_money or named or shows_currency(columns) or are_units_below(candidate) else 0.0
    # Nothing but items and amounts, and these make the total that stands below: asked about.
    is_known = any(each.sure >= SURE for each in columns.likely("description"))
    is_met = is_known and has_total and _are_met(candidate, columns, body)
    return found + _MET if is_met and found < UNSURE else found


def _are_met(candidate: Candidate, columns: ListColumns, body: Body) -> bool:
    """Whether amounts make a total that was left; of several years, each with its own, two lines are enough."""
    amounts = [each.number for each in columns.likely("unit_cost", "total")]
    if any(meets_total(candidate.sheet, number, body) for number in amounts):
        return True
    return len(amounts) > 1 and all(meets_total(candidate.sheet, number, body, _FEWEST_LINES) for number in amounts)


def budget_columns(candidate: Candidate) -> tuple[ListColumns, bool, bool]:
    """Its columns as those of a budget, by headers and by values; whether some multiply, and whether money adds up."""
    columns = ListColumns(candidate, KIND)
    who_pays(columns)
    numbers_of_articles(columns)
    leave_income_beside(columns)
    read_units(candidate, columns)
    shares(candidate, columns)
    sums_of_periods(columns)
    doubt_sums(candidate, columns)
    sums_by_header(columns)
    parts_of_sum(candidate, columns)
    multiplied = tell_by_values(candidate, columns)
    tell_by_little(candidate, columns)
    cost_what_was_allowed(columns)
    is_money = adds_up_money(candidate, columns)
    if is_money or any(speaks_for(KIND, name) for name in (*candidate.names, candidate.file)):
        amounts_alone(columns)
    return columns, multiplied, is_money


def _is_other(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether what comes in is listed, or who is where, or the headers are rather those of a register."""
    items = columns.likely("description")
    comes_in = is_income(columns) or any(word_set("income_words") & set(each.head.words) for each in items[:1])
    return comes_in or are_marks(columns) or _is_register(candidate)


def _is_register(candidate: Candidate) -> bool:
    """Whether the headers are rather those of a risk register: its level is a number, too."""
    named = {
        concept
        for each in candidate.columns
        for concept, sure, _ in candidate.meanings(_REGISTER, each)
        if sure >= SURE
    }
    return {"likelihood", "impact"} <= named


def _sum_alone(columns: ListColumns) -> None:
    """A budget of nothing but sums: the sum is the price of one."""
    if not columns.likely("unit_cost") and not columns.likely("quantity"):
        totals = columns.likely("total")
        latest = [each for each in totals if word_set("latest_words") & set(each.head.words)]
        if total := next(iter([*latest, *totals]), None):
            for other in totals if latest else ():
                other.become("", 0.0)
            # Beside other numbers it may be what these make together.
            others = [
                column
                for column in columns.unknown()
                if column.profile.number_share >= _MOST and column.concept != COMES_IN
            ]
            total.become("unit_cost", _ASKED if others else max(total.sure, 0.8))
            drop_periods_of_sum(columns, total)


def _names_currency(header: str) -> bool:
    words = plain(header).split()
    return any(mark in header for mark in "$€£¥") or any(len(one) > 2 and is_listed_currency(one) for one in words)


def _has_amounts(columns: ListColumns) -> bool:
    prices = columns.likely("unit_cost", "total")
    return any(not c.profile.count or c.profile.number_share >= 0.6 for c in prices)


def _body(candidate: Candidate, columns: ListColumns) -> tuple[Body, dict[int, str]]:
    def numbers(*concepts: str) -> tuple[int, ...]:
        return tuple(each.number for each in columns.likely(*concepts))

    shape = Shape(
        columns=tuple(each.number for each in columns if each.concept != COMES_IN),
        main=columns.aimed("Budget.description"),
        ids=numbers("line"),
        own=(*columns.aimed("Budget.quantity"), *columns.aimed("Budget.unit_cost")) if numbers("quantity") else (),
        headers=candidate.header_words,
        explained=candidate.explained, is_rated=False,
    )  # fmt: skip
    body = read_body(candidate.sheet, candidate.first, candidate.last, shape)
    if candidate.first in body.carried and explains_numbers(candidate.sheet, candidate.first, shape.columns):
        body.leave(candidate.first, "guidance")
    leave_sums(candidate, body, numbers("quantity"), numbers("unit_cost"), numbers("total"), numbers("line"))
    leave_income(candidate, body)
    return body, doubtful_rows(candidate.sheet, body, shape, candidate.told_again)
