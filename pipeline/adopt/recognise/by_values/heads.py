"""The header of a table none of whose words is known: short texts right above rows that fill the same columns."""

from __future__ import annotations

from itertools import takewhile

from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.heads.head_groups import with_groups
from pipeline.adopt.recognise.heads.head_rows import all_short_texts, is_numbering
from pipeline.adopt.recognise.heads.records import is_record
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

_ROWS_SEARCHED = 40
_LOOKED_AT = 6  # rows below it
_FEWEST = 3
_LONGEST = 60


def heads_by_shape(sheet: SourceSheet) -> list[Head]:
    """The first row of short, different texts above rows that fill the same columns; none where there is none.

    One with several rows right below it comes before one above a gap: facts beside each other, and their labels.
    """
    found = [row for row in range(1, min(_ROWS_SEARCHED, len(sheet.rows)) + 1) if _may_be_header(sheet, row)]
    whole = next((row for row in found if len(_right_below(sheet, row)) >= _FEWEST), None)
    row = whole or next(iter(found), None)
    if row is None:
        return []
    filled = sheet.filled[row - 1]
    columns = tuple(HeadColumn(column, shown(sheet.at(row, column))) for column in filled)
    return [with_groups(sheet, Head((row,), columns, {"": 0.0}))]


def _may_be_header(sheet: SourceSheet, row: int) -> bool:
    filled = sheet.filled[row - 1]
    if len(filled) < 2 or not all_short_texts(sheet, row, filled) or is_numbering(sheet, row) or is_record(sheet, row):
        return False
    texts = [shown(sheet.at(row, column)) for column in filled]
    is_short = len(set(texts)) == len(texts) and max(map(len, texts)) <= _LONGEST
    return is_short and _are_filled_below(sheet, row, filled)


def _right_below(sheet: SourceSheet, row: int) -> list[int]:
    """The rows right below a row, up to a gap."""
    return [*takewhile(lambda below: bool(sheet.filled[below - 1]), range(row + 1, len(sheet.rows) + 1))]


def _are_filled_below(sheet: SourceSheet, row: int, columns: tuple[int, ...]) -> bool:
    """Whether nearly all cells of a few rows right below are filled, and not with what stands in the row itself."""
    rows = range(row + 1, min(row + _LOOKED_AT, len(sheet.rows)) + 1)
    there = [below for below in rows if sheet.filled[below - 1]]
    cells = [not is_empty(sheet.at(below, column)) for below in there for column in columns]
    return len(there) >= _FEWEST and sum(cells) >= 0.8 * len(cells)
