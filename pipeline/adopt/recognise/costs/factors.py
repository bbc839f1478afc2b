"""Which columns of a budget are multiplied with each other, and which holds what they make."""

from __future__ import annotations

from pipeline.adopt.compared_words import words_of
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import COMPARED_ROWS, SURE, Candidate
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import makes, three_factors
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn
from pipeline.reading.coerce.amount_parts import PER_CENT
from schemas.wording.text import text

FACTORS = ("quantity", "unit_cost", "periods")
SHARE = "share"
_WHOLE = 100  # per cent
_MOST = 0.6  # of the cells
_ASKED = 0.7  # how sure
_PER_CENT = ("%", "٪")


def shares(candidate: Candidate, columns: ListColumns) -> None:
    """Let what a header, or the look of its cells, says to be per cent be no amount: % of total, LOE %."""
    rows = range(candidate.first, min(candidate.last, candidate.first + COMPARED_ROWS) + 1)
    for column in columns:
        if (not column.is_likely or column.concept == "funder") and _are_parts(column.profile):
            column.become(SHARE, SURE)  # how much of it is covered, not by whom
        may_be = not column.is_likely or column.concept in (*FACTORS, "total")
        numbers = column.profile.numbers
        if not may_be or column.profile.number_share < _MOST or not all(0 <= one <= _WHOLE for one in numbers):
            continue
        is_said = "%" in column.head.header or bool(word_set("share_words") & {*column.head.words})
        shown_so = sum(candidate.sheet.units.get((row, column.number)) == PER_CENT for row in rows)
        if is_said or (column.sure < SURE and shown_so >= column.profile.count > 0):
            column.become(SHARE, SURE)


def _are_parts(profile: Profile) -> bool:
    """Whether nothing stands there but shares, typed so: 100 %, 50 %."""
    return bool(profile.counts) and all(one.rstrip()[-1:] in _PER_CENT for one in profile.counts)


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


def price_beside_total(candidate: Candidate, columns: ListColumns) -> None:
    """Of two sums beside how many let the one be the price of which its header does not say that it is the whole."""
    totals = columns.likely("total")
    if len(totals) != 2 or columns.likely("unit_cost") or not columns.likely("quantity"):
        return
    wholes = [one for one in totals if word_set("whole_words") & set(words_of(one.head.header))]
    prices = [one for one in totals if one not in wholes and word_set("money_words") & set(one.head.words)]
    if len(wholes) == len(prices) == 1:
        price, total = prices[0], wholes[0]
        known = [column.number for one in ("quantity", "periods") for column in columns.likely(one)[:1]]
        is_made = any(makes(candidate.compared, (*some, price.number), total.number) for some in (known, known[:1]))
        price.become("unit_cost", SURE if is_made else _ASKED)


def counted_by_header(candidate: Candidate, columns: ListColumns) -> None:
    """Let a column of which the header says how many, and nothing else is known, be the quantity: number of pupils."""
    if columns.likely("quantity") or not columns.likely("unit_cost"):
        return
    for column in columns.unknown():
        numbers = column.profile.numbers
        is_running = numbers == [*map(float, range(1, len(numbers) + 1))]
        if word_set("count_words") & set(column.head.words) and column.profile.number_share >= _MOST and not is_running:
            factors = [column.number, *(each.number for one in FACTORS[1:] for each in columns.likely(one)[:1])]
            made = any(makes(candidate.compared, factors, one.number) for one in columns.likely("total"))
            column.become("quantity", SURE if made else _ASKED)
            return


def which_quantity(candidate: Candidate, columns: ListColumns) -> None:
    """Of two that count, as staff and their hours, the one that with the price makes the total; or both of them."""
    counting, total, price = columns.likely("quantity"), columns.first("total"), columns.first("unit_cost")
    if len(counting) > 1 and price and (len(counting) > 2 or total is None):
        _what_is_bought(candidate, counting, price, total)
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


def _what_is_bought(
    candidate: Candidate, counting: list[WeighedColumn], price: WeighedColumn, total: WeighedColumn | None
) -> None:
    """Of several that count, as needed, on hand and to buy, keep the one that makes the total, or is called so."""
    made = [one for one in counting if total and makes(candidate.compared, (one.number, price.number), total.number)]
    called = [one for one in counting if word_set("to_buy_words") & {*words_of(one.head.header)}]
    kept = made if len(made) == 1 else called if total is None or not made else []
    for other in counting if len(kept) == 1 else ():
        if other is not kept[0]:
            other.become("", 0.0)
            proven = text("adopt.why.counted", header=kept[0].head.header)
            other.why = proven if made else text("adopt.why.twice", other=kept[0].head.header)
    if len(kept) == 1 and not made:
        kept[0].sure = min(kept[0].sure, _ASKED)


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
