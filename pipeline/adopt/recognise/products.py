"""Columns whose product another column is: likelihood x impact = score, quantity x unit cost = total."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from math import prod

from pipeline.adopt.source.sheet import Cell, amount_of

FEWEST_ROWS = 3
MOST_COLUMNS = 24
MOST_FACTORS = 8  # columns of which three are tried


def factors(columns: Mapping[int, Sequence[Cell]], share: float = 0.8) -> tuple[int, int, int] | None:
    """Two columns and the one that is their product in a `share` of the rows with all three; None for none."""
    numbers = {name: [amount_of(cell) for cell in cells] for name, cells in columns.items()}
    filled = {name: cells for name, cells in numbers.items() if sum(cell is not None for cell in cells) >= FEWEST_ROWS}
    names = list(filled)[:MOST_COLUMNS]
    for one, other in combinations(names, 2):
        for product in names:
            if product not in (one, other) and _holds(filled[one], filled[other], filled[product], share):
                return one, other, product
    return None


def three_factors(columns: Mapping[int, Sequence[Cell]], product: int, share: float = 0.8) -> tuple[int, ...]:
    """Three columns whose product is `product` in a `share` of the rows with all four; none where there are none."""
    numbers = {name: [amount_of(cell) for cell in cells] for name, cells in columns.items()}
    if product not in numbers:
        return ()  # what is called a total holds marks or words
    names = [name for name, cells in numbers.items() if name != product and sum(c is not None for c in cells) >= 3]
    for one, other, third in combinations(names[:MOST_FACTORS], 3):
        both = [None if a is None or b is None else a * b for a, b in zip(numbers[one], numbers[other], strict=True)]
        if _holds(both, numbers[third], numbers[product], share):
            return one, other, third
    return ()


def product_of(
    cells: Callable[[int], Sequence[Cell]], factors: Sequence[int], product: int, share: float = 0.8
) -> bool:  # fmt: skip
    """Whether the columns `factors` make `product` together in a `share` of the rows that have all of them."""
    numbers = [list(map(amount_of, cells(place))) for place in factors[:-1]]
    made: list[float | None] = [_multiplied(row) for row in zip(*numbers, strict=True)]
    last, whole = (list(map(amount_of, cells(place))) for place in (factors[-1], product))
    return _holds(made, last, whole, share)


def makes(cells: Callable[[int], Sequence[Cell]], factors: Sequence[int], product: int, share: float = 0.8) -> bool:
    """Whether the columns `factors` make `product` in a `share` of the rows, two at least, that have all of them."""
    rows = zip(*(map(amount_of, cells(place)) for place in (*factors, product)), strict=True)
    whole = [[number for number in row if number is not None] for row in rows]
    full = [row for row in whole if len(row) == len(factors) + 1]
    same = sum(abs(prod(row[:-1]) - row[-1]) <= max(0.01, 1e-6 * abs(row[-1])) for row in full)
    return len(factors) > 1 and len(full) > 1 and same >= share * len(full)


def sum_makes(
    cells: Callable[[int], Sequence[Cell]],
    parts: Sequence[int],
    factors: Sequence[int],
    product: int,
    share: float = 0.8,
) -> bool:
    """Whether the sum of the columns `parts`, times the `factors`, is `product` in a `share` of the rows with all."""
    added = [_added(row) for row in zip(*(map(amount_of, cells(place)) for place in parts), strict=True)]
    others = zip(*(map(amount_of, cells(place)) for place in (*factors, product)), strict=True)
    rows = [(sum_, *row) for sum_, row in zip(added, others, strict=True)]
    full = [[number for number in row if number is not None] for row in rows if None not in row]
    same = sum(abs(prod(row[:-1]) - row[-1]) <= max(0.01, 1e-6 * abs(row[-1])) for row in full)
    return len(full) > 1 and same >= share * len(full)


def _added(row: Sequence[float | None]) -> float | None:
    there = [number for number in row if number is not None]
    return sum(there) if there else None


def adds_up(cells: Callable[[int], Sequence[Cell]], parts: Sequence[int], whole: int, share: float = 0.8) -> bool:
    """Whether the columns `parts`, empty ones as nothing, add up to `whole` in a `share` of the rows with a sum."""
    rows = zip(*(map(amount_of, cells(place)) for place in (*parts, whole)), strict=True)
    full = [row for row in rows if row[-1]]
    added = [(sum(number or 0.0 for number in row[:-1]), row[-1] or 0.0) for row in full]
    several = sum(sum(bool(number) for number in row[:-1]) > 1 for row in full)
    same = sum(abs(sum_ - stated) <= max(0.01, 1e-6 * abs(stated)) for sum_, stated in added)
    return several > 1 and same >= share * len(full)


def _multiplied(row: Sequence[float | None]) -> float | None:
    """The product of a row, None where a number is missing."""
    there = [number for number in row if number is not None]
    return prod(there) if len(there) == len(row) else None


def _holds(
    one: Sequence[float | None], other: Sequence[float | None], product: Sequence[float | None], share: float
) -> bool:
    rows = [
        (a, b, c)
        for a, b, c in zip(one, other, product, strict=True)
        if a is not None and b is not None and c is not None
    ]
    telling = [(a, b, c) for a, b, c in rows if a != 1 and b != 1 and c]
    if len(telling) < FEWEST_ROWS or len({c for _, _, c in telling}) < 2:
        return False
    return sum(abs(a * b - c) <= 1e-6 * max(1.0, abs(c)) for a, b, c in rows) >= share * len(rows)
