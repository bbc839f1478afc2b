"""Lists with quantities and prices that are no budgets: bills, stock, prices alone, hours worked, what persons get."""

from __future__ import annotations

from pipeline.adopt.compared_words import Tokens, plain, tokens, word_file, words_of
from pipeline.adopt.kind_words import holds_phrase, is_strange, speaks_for
from pipeline.adopt.lexicon import phrases, word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.reading.coerce.months import is_weekday

_LABELS = 12  # rows above a header
_FEWEST_PARTS = 2  # a number and a party, or a party and a tax
_SAYS_BILL = ("document", "tax", "paid")  # a party may have a budget too
_FEWEST = 2  # columns
_NUMBERS = 0.6  # of the cells
_WORKDAYS, _INITIALS = 5, 6  # days; letters, on average


def is_bill(candidate: Candidate) -> bool:
    """Whether what stands above the header says that it was bought, or is offered: Invoice number, Due date."""
    parts = [("bill", ""), *(("bill_parts", part) for part in _SAYS_BILL)]
    return any(_begins(words, *part) for words in _above(candidate) for part in parts)


def is_look_alike(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether it is clearly a bill or an order, a list of what is in stock, of prices, of hours, or of who signs."""
    if _are_signed(columns) or _are_hours(candidate, columns) or _are_owned(columns):
        return True
    if _is_strange(candidate, columns) or _are_sold(columns) or _are_paid(candidate, columns):
        return True
    return _is_clearly_bill(candidate) or _is_stock(candidate, columns) or _is_price_list(candidate, columns)


def may_be_stock(columns: ListColumns) -> bool:
    """Whether a header says how much is there: asked about."""
    return any(_says(column, "held") for column in columns)


def _is_clearly_bill(candidate: Candidate) -> bool:
    """Whether its number stands above the header, and who buys or sells, the tax number, or when it is paid."""
    said = _above(candidate)
    parts = word_file("tables")["bill_parts"]
    found = {part for part in parts if any(_begins(words, "bill_parts", part) for words in said)}
    return "document" in found and (len(found) >= _FEWEST_PARTS or _is_to_be_paid(candidate))


def _is_to_be_paid(candidate: Candidate) -> bool:
    """Whether rows near the end of the sheet say the tax and what is to be paid: VAT, Balance due."""
    sheet = candidate.sheet
    if any(speaks_for("budget", name) for name in (*candidate.names, candidate.file)):
        return False  # a builder's estimate has its tax, too
    rows = range(max(candidate.first, len(sheet.filled) - _LABELS), len(sheet.filled) + 1)
    said = [tokens(cell) for row in rows for at in sheet.filled[row - 1] if isinstance(cell := sheet.at(row, at), str)]
    return any(_begins(words, "bill_below") for words in said)


def _is_stock(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether the headers say how much there is at least, or from when to when, and none how much is needed."""
    if any(_says(column, "needed") for column in columns):
        return False
    least = [column for column in columns if _says(column, "least")]
    held = [column for column in columns if _says(column, "held")]
    is_named = any(holds_phrase("stock", "named", name) for name in candidate.names)
    return bool(least) or len(held) >= _FEWEST or (is_named and bool(held))


def _is_price_list(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether prices are told without how many are bought, and no sum: tariffs, prices for each person."""
    named = (*candidate.names, candidate.file)
    prices, totals = columns.likely("unit_cost"), columns.likely("total")
    counted = columns.likely("quantity", "funder", "funded_amount", "spent")
    if not (prices or totals) or counted or candidate.sheet.sum_rows or any(speaks_for("budget", one) for one in named):
        return False
    is_told = any(holds_phrase("prices", "named", one) for one in named) or any(map(_is_for_each, columns))
    is_told = is_told or any(holds_phrase("prices", "valid", each.head.header) for each in columns)
    if totals:
        return is_told and len(totals) == 1 and not prices  # Fee: one amount alone may be a sum
    told = [each for each in columns if _says_price(each)]
    return is_told or len(told) >= _FEWEST or any(holds_phrase("prices", "each", each.head.header) for each in told)


def _is_for_each(column: WeighedColumn) -> bool:
    """Whether cells say of what the price is one: per hour, je Tag."""
    first = [(words[0], many) for cell, many in column.profile.counts.items() if (words := words_of(cell))]
    units = {*phrases("prices", "units")}
    said = sum(many for word, many in first if (word,) in units)
    return column.concept == "unit" and column.profile.count >= _FEWEST and said >= _NUMBERS * column.profile.count


def _are_signed(columns: ListColumns) -> bool:
    """Whether a header is that of what persons sign who get something, by hand or in a few letters: no plan."""
    signed = [each for each in columns if each.head.words in phrases("signed", "")]
    return any(each.profile.mean_length <= _INITIALS for each in signed)


def _are_owned(columns: ListColumns) -> bool:
    """Whether headers say what things that are owned were worth, and for how long: a register of them."""
    heads = [each.head.header for each in columns]
    return sum(holds_phrase("owned", "", head) or holds_phrase("things", "owned", head) for head in heads) >= _FEWEST


def _are_sold(columns: ListColumns) -> bool:
    """Whether headers say who bought things, for how much at least and in the end: sold, or given away, by auction."""
    return sum(holds_phrase("sold", "", each.head.header) for each in columns) >= _FEWEST


def _are_paid(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether each amount has its day and the paper that proves it, or what is left after it: spent, and no plan."""
    if any(word_set("plan_of_money_words") & {*words_of(each.head.header)} for each in columns):
        return False
    if any(speaks_for("budget", name) for name in (*candidate.names, candidate.file)):
        return False
    are_days = any(each.profile.count and each.profile.date_share >= _NUMBERS for each in columns)
    is_proved = any(holds_phrase("vouchers", "", each.head.header) for each in columns)
    return are_days and is_proved and any(holds_phrase("left_over", "", each.head.header) for each in columns)


def _is_strange(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether several headers are none of a budget, and nothing is called one: readings of a meter."""
    strange = sum(is_strange("budget", each.head.words) for each in columns if each.head.words)
    return strange >= _FEWEST and not any(speaks_for("budget", name) for name in (*candidate.names, candidate.file))


def _are_hours(candidate: Candidate, columns: ListColumns) -> bool:
    """Whether days of the week stand beside each other over numbers, or the table is called one of hours worked."""
    if any(holds_phrase("hours_worked", "", name) for name in candidate.names):
        return not columns.likely("unit_cost", "funder")
    days = [plain(each.head.header) for each in columns if each.profile.number_share == 1]
    return len({day for day in days if is_weekday(day) or day in word_set("weekday_words")}) >= _WORKDAYS


def _says_price(column: WeighedColumn) -> bool:
    is_number = column.profile.number_share >= _NUMBERS
    return is_number and holds_phrase("prices", "headers", column.head.with_group)


def _says(column: WeighedColumn, what: str) -> bool:
    return holds_phrase("stock", what, column.head.with_group)


def _above(candidate: Candidate) -> list[Tokens]:
    """What the texts above the header say, and the labels in what was taken for one: Vendor:"""
    top, last = candidate.head.rows[0], candidate.head.last_row
    cells = [
        (row, candidate.sheet.at(row, column))
        for row in range(max(1, top - _LABELS), last + 1)
        for column in candidate.sheet.filled[row - 1]
    ]
    return [tokens(cell) for row, cell in cells if isinstance(cell, str) and (row < top or ":" in cell)]


def _begins(words: Tokens, section: str, key: str = "") -> bool:
    return any(words[: len(one)] == one for one in phrases(section, key))
