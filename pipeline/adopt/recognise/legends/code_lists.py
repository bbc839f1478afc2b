"""Lists of short codes and whom or what each stands for, one below the other: the abbreviations of a workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.adopt.compared_words import plain
from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.source.sheet import SourceSheet, shown

_CODE = re.compile(r"[A-ZÀ-ÞА-ЯЄІЇҐΑ-Ω][A-ZÀ-ÞА-ЯЄІЇҐΑ-Ω&./-]{0,5}")
_FEWEST, _MOST = 2, 60  # rows
_ROWS_SEARCHED, _COLUMNS_SEARCHED = 500, 30
_SHORTEST, _LONGEST = 3, 80  # of what a code stands for


def code_lists(sheet: SourceSheet) -> Iterator[Legend]:
    """The lists of a sheet, each of two cells beside each other with nothing more in their rows at the right."""
    last = min(len(sheet.rows), _ROWS_SEARCHED)
    for column in range(1, min(sheet.width, _COLUMNS_SEARCHED)):
        items: dict[int, Item] = {}
        for row in range(1, last + 2):
            item = _item(sheet, row, column) if row <= last else None
            if item:
                items[row] = item
                continue
            if _FEWEST <= len(items) <= _MOST and len({plain(each.term) for each in items.values()}) == len(items):
                cells = frozenset((at, one) for at in items for one in (column, column + 1))
                yield Legend("", tuple(items.values()), cells, is_rows=True)
            items = {}


def _item(sheet: SourceSheet, row: int, column: int) -> Item | None:
    """The code in a cell and what it stands for beside it; None where others stand there, or more at the right."""
    filled = sheet.filled[row - 1]
    if column not in filled or column - 1 in filled or column + 2 in filled:
        return None
    term, says = shown(sheet.at(row, column)).strip(), shown(sheet.at(row, column + 1)).strip()
    is_list = bool(_CODE.fullmatch(term)) and _SHORTEST <= len(says) <= _LONGEST and len(says) > len(term)
    return Item(term, (says,)) if is_list else None
