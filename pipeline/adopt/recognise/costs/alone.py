"""Budgets told by little: amounts below a header of a currency, months that make them, years that are no periods."""

from __future__ import annotations

from pipeline.adopt.compared_words import is_year, words_of
from pipeline.adopt.lexicon import lexicon, phrases, word_set
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.costs.quantity_parts import without_time
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import adds_up
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.rows.budget_rows import ends_with_sum
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.adopt.source.sheet import number_of
from pipeline.reading.coerce.units import is_listed_currency
from schemas.wording.text import text

_ASKED, _NO_PLACE = 0.7, 0.6  # how sure: asked about, and known to have no place
_NUMBERS, _FEWEST = 0.8, 3  # of the cells; cells, and columns of months
_MOST = 0.6  # of the rows, sums among them
_CURRENCIES = "$€£¥₹₺₴"
_DIFFER, _TEXT = 0.8, 5  # of its cells; letters, on average


def tell_by_little(candidate: Candidate, columns: ListColumns) -> None:
    """What can be told of the amounts where headers hardly speak of them."""
    _years_are_no_periods(columns)
    _how_much(columns)
    _either_is_quantity(columns)
    _months_make_sum(candidate, columns)
    _items_beside_kinds(columns)
    if not columns.likely("unit_cost", "total"):
        _single_amounts(candidate, columns)


def _years_are_no_periods(columns: ListColumns) -> None:
    """2026 and 2027 below *Year* say when, not how long."""
    for column in [*columns.likely("periods", "quantity"), *columns.unknown()]:
        numbers = column.profile.numbers
        if numbers and all(map(_is_year, numbers)) and column.profile.number_share == 1:
            column.become("notes", _NO_PLACE)


def _how_much(columns: ListColumns) -> None:
    """How much money it is, not how many things: a currency stands there too, or no other header speaks of money."""
    for column in columns.likely("quantity", "total"):
        if column.head.words not in phrases("how_much", ""):
            continue
        names_money = any(mark in column.head.header for mark in _CURRENCIES) or _names_currency(column)
        if names_money or not [each for each in columns.likely("unit_cost", "total") if each is not column]:
            column.become("total", column.sure if names_money else _ASKED)


def _names_currency(column: WeighedColumn) -> bool:
    return any(len(word) > 2 and is_listed_currency(word) for word in words_of(column.head.header))


def _either_is_quantity(columns: ListColumns) -> None:
    """What is called both, Qty / Duration, is how many: there is no other column for that."""
    if columns.likely("quantity"):
        return
    for column in columns.likely("periods")[:1]:
        names = {one.concept.name for part in _parts(column) for one in lexicon("budget").matches(part)[:1]}
        if {"quantity", "periods"} <= names:
            column.become("quantity", _ASKED)


def _parts(column: WeighedColumn) -> list[tuple[str, ...]]:
    return [(word,) for word in column.head.words]


def _months_make_sum(candidate: Candidate, columns: ListColumns) -> None:
    """Let amounts be the sums that months behind them make, whatever they are called."""
    if columns.likely("unit_cost", "total"):
        return
    months = [each for each in columns if not each.is_likely and without_time(each.head.header) == ()]
    if len(months) < _FEWEST:
        return
    numbers = [each.number for each in months]
    for column in columns.unknown():
        may_be = column.number < numbers[0] and column.profile.number_share >= _NUMBERS
        if may_be and adds_up(candidate.compared, numbers, column.number, _MOST):
            _be_sum(columns, column)
            for month in months:
                month.become("part", 0.0)
                month.why = text("adopt.why.part_of_sum", header=column.head.header)
            return


def _be_sum(columns: ListColumns, column: WeighedColumn) -> None:
    """Let amounts be the sums of lines: beside how many they are carried as they are, once."""
    counted = columns.likely("quantity")
    column.become("unit_cost" if counted else "total", _ASKED)
    for each in counted:
        each.become("notes", _NO_PLACE)
        each.why = text("adopt.why.counted", header=column.head.header)


def _items_beside_kinds(columns: ListColumns) -> None:
    """Where the item repeats itself, or is merged over several lines, let a text beside that differs be the item."""
    items = columns.likely("description")
    if len(items) != 1 or items[0].sure >= SURE or not _repeats(columns, items[0]):
        return
    beside = [each for each in columns if each.number == items[0].number + 1 and _is_item(each)]
    for column in beside:
        column.become("description", _ASKED)
        if not columns.likely("category"):
            items[0].become("category", _ASKED)
        else:
            items[0].become("", 0.0)


def _repeats(columns: ListColumns, column: WeighedColumn) -> bool:
    return columns.is_merged_down(column.number) or column.profile.distinct_share < _DIFFER


def _is_item(column: WeighedColumn) -> bool:
    """Whether it holds other texts in each row, and its header says nothing certain of a line."""
    profile = column.profile
    is_text = profile.number_share + profile.date_share < 1 - _NUMBERS and profile.mean_length > _TEXT
    is_free = not column.is_likely or column.concept in ("unit", "notes")
    return is_free and is_text and profile.count >= _FEWEST and profile.distinct_share >= _DIFFER


def _single_amounts(candidate: Candidate, columns: ListColumns) -> None:
    """Let the only amounts be the sums where their header is a currency, or they end with their sum beside items."""
    found = [each for each in columns.unknown() if _are_amounts(each.profile)]
    if len(found) != 1:
        return
    amounts = found[0]
    names_money = any(map(is_listed_currency, amounts.head.header.split()))
    names_money = names_money or bool(word_set("money_words") & {*amounts.head.words})
    is_known = any(each.sure > _ASKED and each.number < amounts.number for each in columns.likely("description"))
    if names_money or (is_known and _ends_with_sum(candidate, amounts)):
        amounts.become("total", _ASKED)


def _are_amounts(profile: Profile) -> bool:
    numbers = profile.numbers
    is_number = profile.number_share >= _NUMBERS and len(numbers) >= _FEWEST
    return is_number and profile.are_amounts and not all(map(_is_year, numbers))


def _is_year(number: float) -> bool:
    return float(number).is_integer() and is_year(str(int(number)))


def _ends_with_sum(candidate: Candidate, column: WeighedColumn) -> bool:
    sheet, amounts = candidate.sheet, column.profile.numbers
    stated = [number_of(sheet.at(row, column.number)) for row in sorted(sheet.sum_rows) if row >= candidate.first]
    return ends_with_sum(amounts) or any(one is not None and ends_with_sum([*amounts, one]) for one in stated)
