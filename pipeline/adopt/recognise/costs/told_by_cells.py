"""What the cells of a budget tell where its headers do not: which column holds the items, and what is multiplied."""

from __future__ import annotations

from itertools import pairwise

from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import SURE, Candidate
from pipeline.adopt.recognise.costs.factors import SHARE
from pipeline.adopt.recognise.costs.whose_money import are_codes
from pipeline.adopt.recognise.list_columns import ListColumns
from pipeline.adopt.recognise.products import factors
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.weighed import WeighedColumn
from schemas.wording.text import joined, text

_MOST = 0.6  # most words of a column are kinds of cost
_FEW, _IDS, _SHORT_ID, _NO_HEADER = 2, 0.8, 5, 0.8  # cells; shares; letters; how sure
_LETTERS = 2
_LONG = 20  # letters of a text, on average
_FIRST_ACCOUNT = 100
_AGAIN = 0.6  # of its own cells that differ
_LONGEST_ID = 10  # letters, on average
_HALF, _RARER, _RARE = 0.5, 0.8, 0.34  # of the cells of the other text
_IN_FULL, _ASKED = 0.95, 0.7  # how sure a header is that says it whole, and one that is asked about
_AMOUNTS = ("quantity", "unit_cost", "periods", "total")


def tell_by_values(candidate: Candidate, columns: ListColumns) -> bool:
    """Where the header says nothing certain, products and texts tell; gives whether a product was there."""
    numeric = [
        c for c in columns if c.profile.count >= 2 and c.profile.number_share >= 0.6 and c.concept != SHARE
    ]  # fmt: skip
    for column in columns:
        _doubt_header(column)
    _accounts_are_lines(columns)
    _counted_behind_items(columns)
    _split_items(columns)
    _doubt_items(columns)
    _items_before_amounts(columns)
    found = factors({c.number: candidate.compared(c.number) for c in numeric})
    if found and all(number <= 10 for place in found[:2] for number in candidate.profiles[place].numbers):
        found = None  # steps of a scale, and their product
    if found:
        _name_factors(columns, *found)
    _leave_empty_items(columns)
    _leave_letters(columns)
    if not columns.likely("description"):
        _find_items(columns)
    return found is not None


def _doubt_header(column: WeighedColumn) -> None:
    """Hold what a header says against the cells below it: an item, an amount, a price or a quantity."""
    is_long = column.profile.number_share < _HALF and column.profile.mean_length > _LONGEST_ID
    if column.concept == "line" and is_long and not are_codes(column.profile):
        column.become("description", _ASKED)
    if column.concept == "category" and _are_sentences(column.profile):
        column.become("notes", _ASKED)
    if column.concept in _AMOUNTS and column.profile.count and column.profile.number_share < 0.5:
        column.become("unit" if column.concept != "total" else "notes", 0.5)
    if column.concept == "quantity" and word_set("money_words") & set(column.head.words) and not _counts(column):
        column.become("unit_cost", column.sure)  # cost / unit / hour
    # "Number of units" counts; only what its header says in full is a price all the same.
    is_sum = column.concept in ("unit_cost", "total") and not word_set("money_words") & set(column.head.words)
    if is_sum and column.sure < 1 and _counts(column):
        column.become("quantity", 0.7)


def _are_sentences(profile: Profile) -> bool:
    """Whether each line has another text, and longer ones than kinds of cost are called by."""
    is_known = profile.word_share("budget_category") > 0
    return not is_known and profile.distinct_share == 1 and profile.count > _FEW + 1 and profile.mean_length >= _LONG


def _accounts_are_lines(columns: ListColumns) -> None:
    """Let numbers of as many digits each that rise, left of the items, be those of accounts: Account # 5010, 5020."""
    items = columns.first("description")
    for column in columns.likely("quantity") if items else ():
        numbers = column.profile.numbers
        are_codes = all(number.is_integer() and number >= _FIRST_ACCOUNT for number in numbers)
        is_even = len({len(str(int(number))) for number in numbers}) == 1
        is_rising = len(numbers) > _FEW and numbers == sorted({*numbers})
        if items and column.number < items.number and column.sure < SURE and are_codes and is_even and is_rising:
            column.become("line", _ASKED)


def _counted_behind_items(columns: ListColumns) -> None:
    """Let numbers that others have the header of, right of the items and beside a unit or a price, be how many: No."""
    if columns.likely("quantity"):
        return
    texts = [each.number for each in columns if each.concept == "description" or _is_item(each)]
    for before, column, behind in zip(every := [*columns], every[1:], [*every[2:], None], strict=False):
        is_free = column.is_likely and column.concept == "line" and column.number > min(texts, default=column.number)
        if not is_free or column.profile.number_share < 1:
            continue
        if before.concept == "unit" and before.is_likely:
            column.become("quantity", column.sure)
        elif behind and behind.is_likely and behind.concept == "unit_cost" and not _is_numbered(column.profile):
            column.become("quantity", _ASKED)


def _is_numbered(profile: Profile) -> bool:
    """Whether numbers go up one by one, as those of lines do."""
    return all(after - one == 1 for one, after in pairwise(profile.numbers))


def _name_factors(columns: ListColumns, *found: int) -> None:
    """Name the quantity, the price and the sum among two columns and their product."""
    one, other, product = (next(c for c in columns if c.number == number) for number in found)
    for column, beside in ((one, other), (other, one)):
        if column.concept == "total":  # "amount" may be how many
            column.become("unit_cost" if _is_price_beside(column, beside) else "quantity", 0.7)
    _doubt_prices(one, other)
    if not columns.likely("total"):
        product.become("total", 0.7)
    known = {c.concept for c in (one, other) if c.is_likely}
    for column, concept in ((one, "quantity"), (other, "unit_cost")):
        is_price = bool(word_set("money_words") & {*column.head.words})  # a rate for each day
        named = "unit_cost" if is_price else concept
        if not column.is_likely and named not in known:
            column.become(named, 0.7)
            known.add(named)


def _find_items(columns: ListColumns) -> None:
    """Where no column is the item, the longest text is it, best one that differs from row to row."""
    texts = [
        c
        for c in columns
        if c.profile.count >= 2 and c.profile.number_share + c.profile.date_share < 0.3 and c.profile.mean_length >= 5
        and (not c.is_likely or c.concept in ("line", "category"))
    ]  # fmt: skip
    if texts:
        max(texts, key=lambda c: (c.profile.distinct_share >= 0.8, c.profile.mean_length)).become("description", 0.7)


def _leave_empty_items(columns: ListColumns) -> None:
    """What is hardly ever filled is not what the lines are for: remarks, where another text stands in every row."""
    texts = [each for each in columns if each.profile.count and each.profile.number_share < _HALF]
    fullest = max(texts, key=lambda each: each.profile.count, default=None)
    for column in columns.likely("description"):
        if fullest and 0 < column.profile.count < _RARE * fullest.profile.count:
            column.become("notes", _MOST)
            column.why = text("adopt.why.twice", other=fullest.head.header)


def _leave_letters(columns: ListColumns) -> None:
    """Letters below the header of a category are those of another list: D for direct costs."""
    for column in columns.likely("category"):
        texts = column.profile.counts
        if texts and all(len(one) <= _LETTERS for one in texts) and not column.profile.word_share("budget_category"):
            column.become("notes", _HALF)


def join_items(columns: ListColumns) -> None:
    """Of two texts side by side that both may be the item both are carried, after asking: Item name, Description."""
    found = sorted((each for each in columns.likely("description") if _is_item(each)), key=lambda each: each.number)
    full = max((each.profile.count for each in found), default=0)
    both = [each for each in found if each.profile.count >= _MOST * full][:2]
    if len(both) < 2 or both[1].number - both[0].number != 1:
        return
    for column in both:
        column.target, column.ask = "Budget.description", True
        column.why = text("adopt.why.joined", headers=joined(each.head.header for each in both))


def _split_items(columns: ListColumns) -> None:
    """Numbers below the header of the items are those of the lines; of two texts the rarer is the category."""
    every = list(columns)
    for column, beside in pairwise(every):
        if column.concept != "description":
            continue
        profile = column.profile
        others = [each for each in every if each.number > column.number and _is_item(each)]
        # Of accounts the parts stand below the whole: 60, 601, 606, 61.
        are_sorted = profile.numbers == sorted(profile.numbers) or [*profile.counts] == sorted(profile.counts)
        is_running = profile.number_share < _HALF or are_sorted
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


def _doubt_items(columns: ListColumns) -> None:
    """Let a text of which no header speaks, different and longer in each line, be the item: what repeats is its kind.

    Of what is beside it in fewer lines it is told too: both are asked about.
    """
    for column, beside in pairwise(columns):
        own, other = column.profile, beside.profile
        is_described = beside.concept == "description" and beside.is_likely and other.number_share < _HALF
        if not is_described or column.is_likely or not _is_item(column) or own.distinct_share < 1:
            continue
        if other.distinct_share < 1 and own.count >= other.count and own.mean_length > other.mean_length:
            column.become("description", _ASKED)
            beside.become("category" if not columns.likely("category") else "notes", _ASKED)
        elif _RARE * own.count <= other.count <= _RARER * own.count:
            column.become("description", _ASKED)


def _items_before_amounts(columns: ListColumns) -> None:
    """Let different texts before all amounts be the items where what is called so stands behind them, in fewer lines.

    Behind the amounts it explains them. Where every line has its own, a person knows which is which.
    """
    items = columns.likely("description")
    amounts = [each.number for each in columns.likely("quantity", "unit_cost", "total")]
    items = [each for each in items if amounts and each.number > max(amounts)]
    kinds = [each for each in columns if each.concept in ("category", "description") and each.is_likely]
    kinds = [each for each in kinds if items and each.number < min(amounts) and _is_item(each)]
    for kind in kinds[-1:]:
        if kind.profile.distinct_share < 1 or kind.profile.word_share("budget_category") >= _MOST:
            continue
        if all(each.profile.count < kind.profile.count for each in items):
            kind.become("description", _ASKED)
            for each in items:
                each.become("notes", _ASKED)
        else:
            kind.sure = min(kind.sure, _ASKED)


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


def _is_price_beside(column: WeighedColumn, beside: WeighedColumn) -> bool:
    """Whether a header speaks of money, and what it is multiplied with is how many: Cost in dollars."""
    return beside.concept in ("quantity", "periods") and bool(word_set("money_words") & set(column.head.words))


def _doubt_prices(one: WeighedColumn, other: WeighedColumn) -> None:
    """Ask about a price that is always a whole number and mostly smaller than what it is multiplied with."""
    for price, quantity in ((one, other), (other, one)):
        numbers = price.profile.numbers
        if (
            price.concept == "unit_cost" and price.sure < _IN_FULL and all(map(float.is_integer, numbers))
            and sum(numbers) < sum(quantity.profile.numbers)
        ):  # fmt: skip
            price.sure = min(price.sure, _ASKED)
