"""Columns whose product another column is: likelihood x impact = score, quantity x unit cost = total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from pipeline.adopt.source.sheet import Cell, number_of

FEWEST_ROWS = 3
MOST_COLUMNS = 24
MOST_FACTORS = 8  # columns of which three are tried


def factors(columns: Mapping[int, Sequence[Cell]], share: float = 0.8) -> tuple[int, int, int] | None:
    """Two columns and the one that is their product in a `share` of the rows with all three; None for none."""
    numbers = {name: [number_of(cell) for cell in cells] for name, cells in columns.items()}
    filled = {name: cells for name, cells in numbers.items() if sum(cell is not None for cell in cells) >= FEWEST_ROWS}
    names = list(filled)[:MOST_COLUMNS]
    for one, other in combinations(names, 2):
        for product in names:
            if product not in (one, other) and _holds(filled[one], filled[other], filled[product], share):
                return one, other, product
    return None


def three_factors(columns: Mapping[int, Sequence[Cell]], product: int, share: float = 0.8) -> tuple[int, ...]:
    """Three columns whose product is `product` in a `share` of the rows with all four; none where there are none."""
    numbers = {name: [number_of(cell) for cell in cells] for name, cells in columns.items()}
    names = [name for name, cells in numbers.items() if name != product and sum(c is not None for c in cells) >= 3]
    for one, other, third in combinations(names[:MOST_FACTORS], 3):
        both = [None if a is None or b is None else a * b for a, b in zip(numbers[one], numbers[other], strict=True)]
        if _holds(both, numbers[third], numbers[product], share):
            return one, other, third
    return ()


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
