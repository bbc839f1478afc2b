"""Finding header rows of our tables among plain cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.reading.locate.header_match import named, split
from pipeline.reading.source.source import Grid
from pipeline.xlsx.ooxml.refs import Box
from schemas.spec import Table, tables_with

# A header row stands near the top of its sheet; looking further only costs time on foreign workbooks.
ROWS_SEARCHED = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """A run of cells that looks like the header row of `table`; `count` of its columns were recognised."""

    table: Table
    sheet: str
    row: int
    left: int
    right: int
    count: int


def needed(of: Table) -> int:
    """How many of its columns a row must name to be its header row: half of those usually seen, and three."""
    usual = _usual(of)
    return min(max(3, usual // 2), usual - 1)


def _usual(of: Table) -> int:
    return sum(not column.per_partner and not column.rare for column in of.columns)


def search(grid: Grid, sheet: str, absent: Sequence[Table], taken: Mapping[str, Sequence[Box]]) -> Iterator[Hit]:
    """Every run of header cells on `sheet` that fits one of the `absent` tables, outside the `taken` areas."""
    for number, row in enumerate(grid[:ROWS_SEARCHED], start=1):
        for left, texts in _runs(row):
            area = Box(number, left, number, left + len(texts) - 1)
            if any(area.meets(other) for other in taken.get(sheet, ())):
                continue
            for of in _possible(absent, texts):
                count = _fit(of, texts)
                if count:
                    yield Hit(of, sheet, number, left, area.right, count)


def _runs(row: Sequence[object]) -> Iterator[tuple[int, list[str]]]:
    """The unbroken runs of two or more texts in a row, each with the column number of its first."""
    run: list[str] = []
    for number, cell in enumerate([*row, ""], start=1):
        if isinstance(cell, str) and cell:
            run.append(cell)
            continue
        if len(run) > 1:
            yield number - len(run), run
        run = []


def _least(of: Table) -> int:
    # A list of people's own has some of the columns that a sheet has which nobody asked for.
    return max(needed(of), _usual(of) - 2) if of.optional else needed(of)


def _possible(absent: Sequence[Table], texts: Sequence[str]) -> Iterator[Table]:
    """Those of the tables that enough of the texts are known to; of most rows, which hold no headers, none is."""
    if all(_least(of) > len(texts) for of in absent):
        return
    known = Counter(name for text in texts if split(text) is None for name in tables_with(text))
    yield from (of for of in absent if known[of.name] >= _least(of))


def _fit(of: Table, texts: Sequence[str]) -> int:
    """How many columns of `of` the texts name; 0 when they are too few, or its key is not among them."""
    least = _least(of)
    names = {ours[0].name for ours in (named(of, text) for text in texts) if ours}
    plain = sum(not of.by_name[name].per_partner for name in names)
    return plain if plain >= least and (not of.key or of.key in names) else 0
