"""Budgets: lines with quantity and price, or with nothing but their sum, between headings and totals."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import speaks_for, word_set
from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.recognise.asked.doubtful_rows import doubtful_rows
from pipeline.adopt.recognise.asked.stated_sums import question_sums
from pipeline.adopt.recognise.budget_fills import budget_fills, categories
from pipeline.adopt.recognise.by_values.counted import (
    ask_units,
    doubt_sums,
    drop_periods_of_sum,
    is_balanced,
    read_units,
    shows_currency,
    sums_of_periods,
)
from pipeline.adopt.recognise.by_values.factors import SHARE, shares, surest_total, three_multiplied, which_quantity
from pipeline.adopt.recognise.by_values.lists import (
    adds_up_money,
    amounts_alone,
    budget_texts,
    missing_factor,
    parts_of_sum,
    sums_by_header,
)
from pipeline.adopt.recognise.by_values.repeated_groups import ask_price, settle_groups
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.list_columns import ListColumns, points
from pipeline.adopt.recognise.products import factors
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.body import Body, Shape, first_record_row
from pipeline.adopt.recognise.rows.body_reader import read_body
from pipeline.adopt.recognise.rows.budget_rows import leave_sums
from pipeline.adopt.recognise.weighed import WeighedColumn, proposed
from schemas.wording.text import text

KIND: Literal["budget"] = "budget"
ENOUGH, UNSURE = 5.5, 4.5  # points: from which on a table is one, or asked about
_WORTH = {
    "description": 1.0, "quantity": 1.3, "unit_cost": 2.0, "periods": 0.7, "total": 1.3, "funder": 1.0,
    "funded_amount": 0.7, "category": 0.5, "unit": 0.7, "line": 0.3, "spent": 0.4,
}  # fmt: skip
_MULTIPLIED, _SUMMED, _CURRENCY = 2.0, 1.0, 0.8
_CATEGORISED, _MOST = 1.5, 0.6  # most words of a column are kinds of cost
_FEW, _IDS, _SHORT_ID, _NO_HEADER = 2, 0.8, 5, 0.8  # cells; shares; letters; how sure
_LONGEST_ID = 10  # letters, on average
_HALF, _RARER, _AGAIN = 0.5, 0.8, 0.6  # of the cells of the other text; of its own that differ
_IN_FULL, _ASKED = 0.95, 0.7  # how sure a header is that says it whole, and one that is asked about
_AMOUNTS = ("quantity", "unit_cost", "periods", "total")
_REGISTER = "risk_register"


def budget(candidate: Candidate) -> TableProposal | None:
    """The budget that a candidate is, None where it is none."""
    columns, multiplied, is_money = budget_columns(candidate)
    unsettled = settle_groups(candidate, columns)
    if not columns.likely("description") or not columns.likely("unit_cost", "total") or _is_register(candidate):
        return None
    three_multiplied(candidate, columns)
    which_quantity(candidate, columns)
    missing_factor(candidate, columns)
    budget_texts(columns)
    _sum_alone(columns)
    columns.aim()
    ask_units(candidate, columns)
    if unsettled:
        ask_price(columns)
    body, doubtful = _body(candidate, columns)
    found = points(candidate, columns, _WORTH) + (_MULTIPLIED if multiplied else 0.0)
    found += _MULTIPLIED if is_balanced(candidate, columns) else 0.0
    found += _SUMMED if text("adopt.left.total") in body.left.values() else 0.0
    kinds = max((column.profile.word_share("budget_category") for column in columns), default=0.0)
    found += _CATEGORISED if kinds >= _MOST else 0.0
    named = any(_names_currency(column.head.header) for column in columns)
    found += _CURRENCY if is_money or named or shows_currency(columns) else 0.0
    if found < UNSURE or not _has_amounts(columns):
        return None
    for column in columns:
        if column.target == "Budget.category":
            column.words = categories(column.profile)
    table = TableProposal(
        id="", sheet=candidate.sheet.name, kind=KIND, confidence=min(0.98, found / 10),
        header_rows=candidate.head.rows, first_row=first_record_row(candidate.first, body),
        columns=[proposed(column, KIND) for column in columns], fills=budget_fills(columns, body),
        carried=body.carried, continued=body.continued, left=body.left, sections=body.sections,
        headings=body.headings, doubtful=doubtful,
        sum_column=surest_total(candidate, columns),
    )  # fmt: skip
    question_sums(candidate.sheet, table)
    if found < ENOUGH:
        table.ask, table.why = True, text("adopt.why.table_unsure")
    return table


def budget_columns(candidate: Candidate) -> tuple[ListColumns, bool, bool]:
    """Its columns as those of a budget, by headers and by values; whether some multiply, and whether money adds up."""
    columns = ListColumns(candidate, KIND)
    read_units(candidate, columns)
    shares(candidate, columns)
    sums_of_periods(columns)
    doubt_sums(candidate, columns)
    sums_by_header(columns)
    parts_of_sum(candidate, columns)
    multiplied = _by_values(candidate, columns)
    is_money = adds_up_money(candidate, columns)
    if is_money or any(speaks_for(KIND, name) for name in (*candidate.names, candidate.file)):
        amounts_alone(columns)
    return columns, multiplied, is_money


def _is_register(candidate: Candidate) -> bool:
    """Whether the headers are rather those of a risk register: its level is a number, too."""
    named = {
        concept
        for each in candidate.columns
        for concept, sure, _ in candidate.meanings(_REGISTER, each)
        if sure >= SURE
    }
    return {"likelihood", "impact"} <= named


def _by_values(candidate: Candidate, columns: ListColumns) -> bool:
    """Where the header says nothing certain, products and texts tell; gives whether a product was there."""
    numeric = [
        c for c in columns if c.profile.count >= 2 and c.profile.number_share >= 0.6 and c.concept != SHARE
    ]  # fmt: skip
    for column in columns:
        if (
            column.concept == "line"
            and column.profile.number_share < _HALF
            and column.profile.mean_length > _LONGEST_ID
        ):
            column.become("description", _ASKED)
        if column.concept in _AMOUNTS and column.profile.count and column.profile.number_share < 0.5:
            column.become("unit" if column.concept != "total" else "notes", 0.5)
        if column.concept == "quantity" and word_set("money_words") & set(column.head.words) and not _counts(column):
            column.become("unit_cost", column.sure)  # cost / unit / hour
        # "Number of units" counts; only what its header says in full is a price all the same.
        if column.concept in ("unit_cost", "total") and column.sure < 1 and _counts(column):
            column.become("quantity", 0.7)
    _split_items(columns)
    found = factors({c.number: candidate.compared(c.number) for c in numeric})
    if found and all(number <= 10 for place in found[:2] for number in candidate.profiles[place].numbers):
        found = None  # steps of a scale, and their product
    if found:
        one, other, product = (next(c for c in columns if c.number == number) for number in found)
        for column in (one, other):
            if column.concept == "total":  # "amount" may be how many
                column.become("quantity", 0.7)
        _doubt_prices(one, other)
        if not columns.likely("total"):
            product.become("total", 0.7)
        known = {c.concept for c in (one, other) if c.is_likely}
        for column, concept in ((one, "quantity"), (other, "unit_cost")):
            if not column.is_likely and concept not in known:
                column.become(concept, 0.7)
    if not columns.likely("description"):
        texts = [
            c
            for c in columns
            if c.profile.count >= 2 and c.profile.number_share < 0.3 and c.profile.mean_length >= 5
            and (not c.is_likely or c.concept in ("line", "category"))
        ]  # fmt: skip
        if texts:
            max(texts, key=lambda c: (c.profile.distinct_share >= 0.8, c.profile.mean_length)).become(
                "description", 0.7
            )
    return found is not None


def _split_items(columns: ListColumns) -> None:
    """Numbers below the header of the items are those of the lines; of two texts the rarer is the category."""
    every = list(columns)
    for column, beside in pairwise(every):
        if column.concept != "description":
            continue
        profile = column.profile
        others = [each for each in every if each.number > column.number and _is_item(each)]
        is_running = profile.number_share < _HALF or profile.numbers == sorted(profile.numbers)
        if (
            others
            and is_running
            and profile.count >= _FEW
            and profile.fit(("id",)) >= _IDS
            and profile.mean_length <= _SHORT_ID
        ):
            column.become("line", max(column.sure, SURE))
            if not beside.is_likely and _is_item(beside):
                beside.become("description", _ASKED if beside.head.header else _NO_HEADER)
        elif column.is_likely and beside.concept == "description" and _is_kind(profile, beside.profile):
            column.become("category", _ASKED)


def _is_kind(profile: Profile, beside: Profile) -> bool:
    """Whether of two texts this is the category: once above its lines, again and again, or words for kinds of cost."""
    if profile.distinct_share <= _AGAIN and beside.distinct_share == 1:
        return True
    are_words = profile.word_share("budget_category") >= _MOST > beside.word_share("budget_category")
    return profile.count <= _RARER * beside.count or (are_words and profile.distinct_share < beside.distinct_share)


def _is_item(column: WeighedColumn) -> bool:
    """Whether cells are texts of lines."""
    profile = column.profile
    return (
        profile.count >= _FEW
        and profile.number_share < 0.3
        and profile.distinct_share >= _IDS
        and profile.mean_length > _SHORT_ID
    )


def _counts(column: WeighedColumn) -> bool:
    """Whether a header says how many."""
    return bool(word_set("count_words") & set(column.head.words))


def _doubt_prices(one: WeighedColumn, other: WeighedColumn) -> None:
    """Ask about a price that is always a whole number and mostly smaller than what it is multiplied with."""
    for price, quantity in ((one, other), (other, one)):
        numbers = price.profile.numbers
        if (
            price.concept == "unit_cost" and price.sure < _IN_FULL and all(map(float.is_integer, numbers))
            and sum(numbers) < sum(quantity.profile.numbers)
        ):  # fmt: skip
            price.sure = min(price.sure, _ASKED)


def _sum_alone(columns: ListColumns) -> None:
    """A budget of nothing but sums: the sum is the price of one."""
    if not columns.likely("unit_cost") and not columns.likely("quantity"):
        totals = columns.likely("total")
        latest = [each for each in totals if word_set("latest_words") & set(each.head.words)]
        if total := next(iter([*latest, *totals]), None):
            for other in totals if latest else ():
                other.become("", 0.0)
            # Beside other numbers it may be what these make together.
            others = [column for column in columns.unknown() if column.profile.number_share >= _MOST]
            total.become("unit_cost", _ASKED if others else max(total.sure, 0.8))
            drop_periods_of_sum(columns, total)


def _names_currency(header: str) -> bool:
    return any(mark in header for mark in "$€£¥") or bool({"usd", "eur", "gbp", "xof"} & set(plain(header).split()))


def _has_amounts(columns: ListColumns) -> bool:
    prices = columns.likely("unit_cost", "total")
    return any(not c.profile.count or c.profile.number_share >= 0.6 for c in prices)


def _body(candidate: Candidate, columns: ListColumns) -> tuple[Body, dict[int, str]]:
    def numbers(*concepts: str) -> tuple[int, ...]:
        return tuple(each.number for each in columns.likely(*concepts))

    shape = Shape(
        columns=tuple(each.column for each in candidate.columns),
        main=columns.aimed("Budget.description"),
        ids=numbers("line"),
        own=(*columns.aimed("Budget.quantity"), *columns.aimed("Budget.unit_cost")) if numbers("quantity") else (),
        headers=candidate.header_words,
        explained=candidate.explained,
    )
    body = read_body(candidate.sheet, candidate.first, candidate.last, shape)
    leave_sums(candidate, body, numbers("quantity"), numbers("unit_cost"), numbers("total"), numbers("line"))
    return body, doubtful_rows(candidate.sheet, body, shape)
