"""Rows below ratings, letters or ticks that add them up, count them or say their average: none of the records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.adopt.recognise.rows.body import Body, reason
from pipeline.adopt.row_words import begins_with_sum, is_total, sums_up
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, number_of, shown

_LONGEST_MARK = 3  # letters of what is counted: X, A/R, Yes
_FEWEST = 2  # marks above, or columns with a number
_LOOKED_AT = 300  # rows above
_OUT_OF = re.compile(
    r"\s*(?:(?:out\s+of|of|sur|de|von|van|su|dari|out|z|od|з|из|من|από)\s+|/\s*)\d{1,4}(?:\s*[^\W\d_]{1,9}\.?)?\s*",
    re.IGNORECASE,
)
_EXACT = 0.05  # of an average that was rounded
_IN_PER_CENT = re.compile(r"(?<!\d)(?<!\d )%")  # the same sums in per cent, and no rate of them: VAT 7 %


def with_sum_rows(sheets: Iterable[SourceSheet]) -> Iterator[SourceSheet]:
    """The sheets, each with its rows that only sum up what stands above them."""
    for sheet in sheets:
        found = sum_rows(sheet)
        yield replace(sheet, sum_rows=found) if found else sheet


def sum_rows(sheet: SourceSheet) -> frozenset[int]:
    """The rows with a name and numbers that are the total, the average or the count of the cells above them."""
    found: set[int] = set()
    for row, filled in enumerate(sheet.filled, 1):
        name = _name(sheet, row, filled)
        numbers = filled[1:-1] if _says_out_of(sheet, row, filled) else filled[1:]
        is_sum = bool(name) and (
            _sums_up(sheet, row, numbers, name, found)
            or (numbers != filled[1:] and all(_adds_up_since(sheet, row, column, found) for column in numbers))
        )
        if is_sum or _is_named_behind(sheet, row, filled, found) or _has_no_name(sheet, row, filled, found):
            found.add(row)
    return frozenset(found)


def _name(sheet: SourceSheet, row: int, filled: Sequence[int]) -> str:
    """The text that a row begins with, where nothing but numbers follows; "" for any other row."""
    filled = filled[:-1] if _says_out_of(sheet, row, filled) else filled
    if len(filled) < 2 or number_of(sheet.at(row, filled[-1])) is None:
        return ""
    first, *numbers = (sheet.at(row, column) for column in filled)
    is_name = isinstance(first, str) and number_of(first) is None and any(map(str.isalpha, first))
    return shown(first) if is_name and all(number_of(cell) is not None for cell in numbers) else ""


def _says_out_of(sheet: SourceSheet, row: int, filled: Sequence[int]) -> bool:
    """Whether a row ends with how many points there could be: 6 | of 12; 24 | sur 40."""
    last = sheet.at(row, filled[-1]) if len(filled) > _FEWEST else None
    return isinstance(last, str) and bool(_OUT_OF.fullmatch(last))


def _adds_up_since(sheet: SourceSheet, row: int, column: int, others: set[int]) -> bool:
    """Whether a number is the sum of those above it, of all or since the last row of sums; of two at least."""
    said, above = number_of(sheet.at(row, column)), range(max(1, row - _LOOKED_AT), row)
    for first in {above[0] if above else row, max(others, default=0) + 1}:
        numbers = [number_of(sheet.at(one, column)) for one in above if one >= first and one not in others]
        found = [number for number in numbers if number is not None]
        if len(found) >= _FEWEST and said == sum(found):
            return True
    return False


def _is_named_behind(sheet: SourceSheet, row: int, filled: Sequence[int], others: set[int]) -> bool:
    """Whether a row holds nothing but sums or averages of those above and, behind them, what they are called."""
    name = sheet.at(row, filled[-1]) if len(filled) > 1 else None
    if not isinstance(name, str) or number_of(name) is not None or not (sums_up(name) or begins_with_sum(name)):
        return False
    numbers = filled[:-1]
    are_numbers = all(number_of(sheet.at(row, column)) is not None for column in numbers)
    return are_numbers and all(_is_sum_of_above(sheet, row, column, others) for column in numbers)


def _has_no_name(sheet: SourceSheet, row: int, filled: Sequence[int], others: set[int]) -> bool:
    """Whether a row holds nothing but the sums of several numbers above, one at least larger than each of them."""
    numbers = [number_of(sheet.at(row, column)) for column in filled]
    if not numbers or None in numbers or not all(_adds_up_since(sheet, row, column, others) for column in filled):
        return False
    above = [[number_of(cell) for cell in _above(sheet, row, column)] for column in filled]
    counted = [[number for number in some if number is not None] for some in above]
    are_larger = any((said or 0) > max(some, default=0) for said, some in zip(numbers, counted, strict=True))
    return are_larger and all(len(some) > _FEWEST for some in counted)


def _sums_up(sheet: SourceSheet, row: int, columns: Sequence[int], name: str, others: set[int]) -> bool:
    if sums_up(name) or (row - 1 in others and _IN_PER_CENT.search(name)):
        return True
    if begins_with_sum(name) and all(_is_sum_of_above(sheet, row, column, others) for column in columns):
        return True
    first = row
    while first - 1 in others:
        first -= 1
    cells = {column: _above(sheet, first, column) for column in columns}
    under_marks = [column for column in columns if _are_marks(cells[column])]
    if is_total(name) and under_marks:
        return True  # numbers stand below nothing but letters: no record
    return len(under_marks) >= max(_FEWEST, len(columns)) and _may_be_counts(
        [number_of(sheet.at(row, column)) or 0.0 for column in columns], max(map(len, cells.values()))
    )


def _is_sum_of_above(sheet: SourceSheet, row: int, column: int, others: set[int]) -> bool:
    """Whether a number is the sum or an average of those above it, or stands below nothing but texts."""
    above = [sheet.at(one, column) for one in range(max(1, row - _LOOKED_AT), row) if one not in others]
    filled = [cell for cell in above if not is_empty(cell)]
    numbers = [number for cell in filled if (number := number_of(cell)) is not None]
    said = number_of(sheet.at(row, column)) or 0.0
    if not numbers:
        return bool(filled)
    total = sum(numbers)
    is_average = not said.is_integer() and all(map(float.is_integer, numbers)) and min(numbers) < said < max(numbers)
    is_sum = any(abs(said - one) < _EXACT for one in (total, total / len(numbers)))
    return len(numbers) >= _FEWEST and (is_sum or is_average)


def _may_be_counts(numbers: Sequence[float], most: int) -> bool:
    """Whether these may be how many letters stand above: none too many, and no marks, weeks or steps themselves."""
    are_whole = all(number.is_integer() and 0 <= number <= most for number in numbers)
    are_steps = all(below == above + 1 for above, below in pairwise(numbers))
    return are_whole and not are_steps and {*numbers} != {1.0}


def _above(sheet: SourceSheet, row: int, column: int) -> list[Cell]:
    """The filled cells of a column above a row, the nearest first, up to what is no mark and no number."""
    cells = (sheet.at(one, column) for one in range(row - 1, max(0, row - _LOOKED_AT), -1))
    found: list[Cell] = []
    for cell in cells:
        if is_empty(cell):
            continue
        if number_of(cell) is None and len(shown(cell)) > _LONGEST_MARK:
            break
        found.append(cell)
    return found


def _are_marks(cells: Sequence[Cell]) -> bool:
    """Whether letters or marks stand there, and no number, but the points that they bring between them and a header."""
    numbers = [at for at, cell in enumerate(cells) if number_of(cell) is not None]
    if len(numbers) == 1 and numbers[0] >= max(1, len(cells) - _FEWEST):
        cells = [*cells[: numbers[0]], *cells[numbers[0] + 1 :]]
    return len(cells) >= _FEWEST and all(number_of(cell) is None for cell in cells)


def leave_below_sum(sheet: SourceSheet, body: Body, rated: Sequence[int]) -> None:
    """Leave what stands below the last sum of points and is no number: the class that it makes, and no record."""
    last = max((row for row in sheet.sum_rows if body.left.get(row) == reason("total")), default=0)
    above, below = (
        [sheet.at(row, column) for row in body.carried if (row > last) is is_below for column in rated]
        for is_below in (False, True)
    )
    are_points = bool(above) and all(number_of(cell) is not None for cell in above if not is_empty(cell))
    if last and below and are_points and all(number_of(cell) is None and not is_empty(cell) for cell in below):
        body.leave_all([row for row in body.carried if row > last], "after")
