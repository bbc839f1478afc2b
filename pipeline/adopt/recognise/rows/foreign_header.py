"""A row right below the header that says it in a language nobody knows here: no cell of it is like those below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.adopt.compared_words import plain
from pipeline.adopt.recognise.scales.scale_word import step_of
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, number_of, shown
from pipeline.reading.coerce.placeholders import is_placeholder

_LOOKED_AT, _FEWEST_BELOW, _FEWEST = 20, 3, 2  # rows below; columns of numbers, days or steps
_MOSTLY = 0.8
_LONGEST, _MOST_WORDS = 40, 4  # letters and words of a header


def is_foreign_header(sheet: SourceSheet, row: int, columns: Sequence[int]) -> bool:
    """Whether a row fills the columns with short texts, where below stand numbers, days or steps in some of them."""
    texts = {column: sheet.at(row, column) for column in columns}
    filled = {column: cell for column, cell in texts.items() if not is_empty(cell)}
    said = [plain(shown(cell)) for cell in filled.values()]
    if len(filled) < max(_FEWEST + 1, _MOSTLY * len(columns)) or len({*said}) < len(said):
        return False
    if not all(map(_may_be_header, filled.values())):
        return False
    last = min(row + _LOOKED_AT, len(sheet.rows))
    other = 0
    for column in filled:
        below = [cell for at in range(row + 1, last + 1) if not is_empty(cell := sheet.at(at, column))]
        values = sum(map(_is_value, below))
        if any(plain(shown(cell)) == plain(shown(filled[column])) for cell in below):
            return False  # what stands there again is a value
        other += len(below) >= _FEWEST_BELOW and values >= _MOSTLY * len(below)
    return other >= _FEWEST


def explains_numbers(sheet: SourceSheet, row: int, columns: Sequence[int]) -> bool:
    """Whether a row says in words of several letters what is to be typed in columns in which numbers stand below."""
    last = min(row + _LOOKED_AT, len(sheet.rows))
    found = 0
    for column in columns:
        cell = sheet.at(row, column)
        below = [one for at in range(row + 1, last + 1) if not is_empty(one := sheet.at(at, column))]
        numbers = sum(number_of(one) is not None for one in below)
        if is_empty(cell) or len(below) < _FEWEST_BELOW or numbers < _MOSTLY * len(below):
            continue
        if not isinstance(cell, str) or number_of(cell) is not None:
            return False
        found += len(cell.split()) >= _FEWEST
    return found > _FEWEST


def _may_be_header(cell: Cell) -> bool:
    if not isinstance(cell, str) or _is_value(cell) or is_placeholder(cell):
        return False
    is_short = len(cell) <= _LONGEST and len(cell.split()) <= _MOST_WORDS
    return is_short and not any(map(str.isdigit, cell))


def _is_value(cell: Cell) -> bool:
    if isinstance(cell, date) or number_of(cell) is not None:
        return True
    return any(step_of(shown(cell), scale) is not None for scale in ("likelihood", "impact"))
