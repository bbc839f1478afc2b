"""Legends that stand beside each other, a column each, in cells of a word and its number: Rare = 1, Often = 2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

_FEWEST, _MOST = 3, 10  # steps
_LONGEST_TITLE, _ROWS_SEARCHED, _COLUMNS_SEARCHED = 40, 500, 60
_WORD_FIRST = re.compile(r"([^\W\d][^=:→\d]{0,23}?)\s*(?:=|:|→|\s[-–—])\s*(\d{1,2})")
_NUMBER_FIRST = re.compile(r"(\d{1,2})\s*(?:=|:|→|\s[-–—])\s*([^\W\d][^=:→\d]{0,23})")


def in_columns(sheet: SourceSheet) -> Iterator[Legend]:
    """The legends of several columns in the same rows; one alone is read where its rows hold nothing else."""
    found = [legend for column in range(1, min(sheet.width, _COLUMNS_SEARCHED) + 1) for legend in _of(sheet, column)]
    for legend in found:
        rows = {row for row, _ in legend.cells}
        if any(other is not legend and rows & {row for row, _ in other.cells} for other in found):
            yield legend


def _of(sheet: SourceSheet, column: int) -> Iterator[Legend]:
    """The legends in a column, from the top down."""
    items: list[Item] = []
    for row in range(1, min(len(sheet.rows), _ROWS_SEARCHED) + 2):
        item = _item(sheet, row, column) if row <= len(sheet.rows) else None
        if item:
            items.append(item)
            continue
        if _FEWEST <= len(items) <= _MOST and _count_up(items):
            first = row - len(items)
            cells = frozenset((at, column) for at in range(first, row))
            yield Legend(_title(sheet, first - 1, column), tuple(items), cells)
        items = []


def _item(sheet: SourceSheet, row: int, column: int) -> Item | None:
    text = shown(sheet.at(row, column)).strip()
    if found := _WORD_FIRST.fullmatch(text):
        return Item(found[1], (found[2],))
    found = _NUMBER_FIRST.fullmatch(text)
    return Item(found[2].strip(), (found[1],)) if found else None


def _count_up(items: list[Item]) -> bool:
    """Whether the numbers are those of steps in order, up or down, each with another word."""
    numbers = [int(item.says[0]) for item in items]
    steps = sorted(numbers)
    in_order = numbers in (steps, steps[::-1]) and steps == [*range(steps[0], steps[0] + len(steps))]
    return in_order and steps[0] <= 1 and len({item.term.casefold() for item in items}) == len(items)


def _title(sheet: SourceSheet, row: int, column: int) -> str:
    cell = sheet.at(row, column) if row > 0 else ""
    is_title = isinstance(cell, str) and not is_empty(cell) and len(cell) <= _LONGEST_TITLE
    return str(cell).strip().rstrip(":") if is_title else ""
