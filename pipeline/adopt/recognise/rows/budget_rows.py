"""Rows of a budget that are none of its lines: headings, with or without the sum of what stands below them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.rows.body import Body, reason
from pipeline.adopt.row_words import says_total
from pipeline.adopt.source.sheet import SourceSheet, amount_of, is_empty, number_of, shown

_FEWEST_LINES = 3


def leave_sums(
    candidate: Candidate, body: Body, quantities: tuple[int, ...], prices: tuple[int, ...], totals: tuple[int, ...],
    ids: tuple[int, ...] = (),
) -> None:  # fmt: skip
    """Leave headings, with or without the sum of what stands below them."""
    sheet = candidate.sheet

    def has(row: int, columns: tuple[int, ...]) -> bool:
        return any(amount_of(sheet.at(row, column)) is not None for column in columns)

    records = [row for row in body.carried if row not in body.continued]
    priced = sum(has(row, prices) for row in records)
    amounts = [amount_of(sheet.at(row, totals[0])) or 0.0 for row in records] if totals else []
    for at, row in enumerate(records):
        if not has(row, (*quantities, *prices, *totals)):
            if any(not is_empty(sheet.at(row, column)) for column in (*quantities, *prices)):
                continue  # a price in words: the line stays, its cell is left by name
            body.leave(row, "heading", _heading(candidate, row))
        elif not quantities and row == records[-1] and _is_last_sum(candidate, records, totals or prices):
            body.leave(row, "total")
        elif has(row, totals) and not has(row, prices) and says_total(_first_text(candidate, row)):
            body.leave(row, "total")  # Total support, 6 posts
        elif has(row, totals) and not has(row, (*quantities, *prices)) and 2 * priced > len(records):
            if _is_sum(amounts[at], amounts[at + 1 :]) or _is_numbered_above(candidate, row, records[at + 1 :], ids):
                body.leave(row, "heading", _heading(candidate, row))
            elif _adds_up_above(amounts[at], list(zip(records[:at], amounts[:at], strict=True)), body):
                body.leave(row, "total")


def meets_total(sheet: SourceSheet, column: int, body: Body) -> bool:
    """Whether the amounts of three lines at least make one of the totals that were left."""
    amounts = [amount_of(sheet.at(row, column)) or 0.0 for row in body.carried]
    totals = [amount_of(sheet.at(row, column)) for row, why in body.left.items() if why == reason("total")]
    return any(total and ends_with_sum((*amounts, total)) for total in totals)


def leave_income(body: Body) -> None:
    """Leave what stands below a heading that says nothing but that it comes in: Income, B. Recettes."""
    came_in = [row for row, heading in body.sections.items() if _says_income(heading)]
    body.leave_all(came_in, "income")


def _says_income(heading: str) -> bool:
    words = {word for word in tokens(heading) if len(word) > 1 and not word.isdigit()}
    return bool(words) and words <= word_set("income_words")


def _is_numbered_above(candidate: Candidate, row: int, below: Sequence[int], ids: tuple[int, ...]) -> bool:
    """Whether the number of a row is the one that the next row's begins with: 2 above 2.1, whatever its sum."""
    if not ids or not below:
        return False
    own, following = (shown(candidate.sheet.at(one, ids[0])).strip(" .") for one in (row, below[0]))
    return bool(own) and following.startswith(f"{own}.")


def _is_last_sum(candidate: Candidate, records: list[int], columns: tuple[int, ...]) -> bool:
    """Whether the last row, whatever it is called, holds the sum of all others: three lines at least."""
    amounts = [amount_of(candidate.sheet.at(row, columns[0])) or 0.0 for row in records] if columns else []
    return ends_with_sum(amounts)


def ends_with_sum(amounts: Sequence[float]) -> bool:
    """Whether the last of four amounts or more is the sum of the others."""
    *lines, last = amounts or (0.0,)
    return len(lines) >= _FEWEST_LINES and min(lines) >= 0 < last and abs(sum(lines) - last) <= 1e-6 * last


def _adds_up_above(amount: float, above: Sequence[tuple[int, float]], body: Body) -> bool:
    """Whether an amount is that of all lines above it (row, amount) or since the last heading; of two at least."""
    lines = [(row, one) for row, one in above if row not in body.left]
    last = max((row for row in body.headings if above and row < above[-1][0]), default=0)
    parts = ([one for _, one in lines], [one for row, one in lines if row > last])
    return amount > 0 and any(len(part) > 1 and abs(sum(part) - amount) <= 1e-6 * amount for part in parts)


def _heading(candidate: Candidate, row: int) -> str:
    texts = [shown(c) for c in candidate.sheet.rows[row - 1] if not is_empty(c) and number_of(c) is None]
    return max(texts, key=len, default="")


def _first_text(candidate: Candidate, row: int) -> str:
    cells = (candidate.sheet.at(row, column) for column in candidate.sheet.filled[row - 1])
    return next((shown(cell) for cell in cells if number_of(cell) is None), "")


def _is_sum(amount: float | None, below: list[float]) -> bool:
    """Whether an amount is that of the first few below it together."""
    if not amount:
        return False
    found = 0.0
    for number, one in enumerate(below, 1):
        found += one
        if number >= 1 and abs(found - amount) <= 1e-6 * amount:
            return True
        if found > amount:
            return False
    return False
