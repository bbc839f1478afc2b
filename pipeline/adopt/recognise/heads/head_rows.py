"""Rows of a sheet that may be a header: which are looked at, which number the columns, how far their cells reach."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from string import ascii_lowercase

from pipeline.adopt.compared_words import is_year, tokens
from pipeline.adopt.lexicon import is_header
from pipeline.adopt.recognise.heads.records import is_record
from pipeline.adopt.source.sheet import Cell, SourceSheet, number_of, shown

ROWS_SEARCHED = 400
MOST_COLUMNS = 400
LONGEST = 200
_FEWEST_TEXTS = 3  # of a header beside numbers
FEWEST_NUMBERED = 3  # columns, from which on numbers in a row are those of the columns
_NEARBY = 12  # rows
_WEEKS = 53
_MOST_OF_SECTION, _FEWEST_ABOVE_SECTION = 2, 5  # cells
_HIGHEST_STEP = 10
_SECTION = re.compile(r"\(?(?:\d{1,2}|[A-Z]|[IVX]+)[.)]?")  # 2., B, IV
_FEWEST_SAME = 2  # headers of a section that are those of the first one
_NUMBER = re.compile(r"[(\[]?(\d{1,3}|[a-z])[)\].]?(?:\s*=.+)?")  # (7) = (5) x (6)


def rows_to_look_at(sheet: SourceSheet) -> Iterator[int]:
    """The rows of a sheet that hold two texts or more; far down only those below a gap."""
    legends = {cell for legend in sheet.legends if legend.has_letters for cell in legend.cells}
    for row, there in enumerate(sheet.filled, 1):
        filled = without_numbers_beside(sheet, row) if len(there) <= MOST_COLUMNS else there
        if not 2 <= len(filled) <= MOST_COLUMNS or all((row, column) in legends for column in filled):
            continue
        if row > ROWS_SEARCHED and sheet.filled[row - 2]:
            continue
        if not all_short_texts(sheet, row, filled) or is_numbering(sheet, row) or is_record(sheet, row):
            continue
        if not _is_record_of_letters(sheet, row, filled) and not are_labels(
            [shown(sheet.at(row, column)) for column in filled]
        ):
            yield row


def without_numbers_beside(sheet: SourceSheet, row: int) -> Sequence[int]:
    """The filled cells of a row without those behind an empty one that are mostly numbers: a heat map beside a header.

    The first cells stay: at least three of them must be texts.
    """
    filled = sheet.filled[row - 1]
    runs: list[list[int]] = []
    for column in filled:
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    if len(runs) < 2 or _texts_in(sheet, row, runs[0]) < _FEWEST_TEXTS:
        return filled
    beside = [run for run in runs[1:] if 2 * _texts_in(sheet, row, run) < len(run)]
    return [column for column in filled if not any(column in run for run in beside)] if beside else filled


def _is_record_of_letters(sheet: SourceSheet, row: int, filled: Sequence[int]) -> bool:
    """Whether a row holds mostly single letters, the same ones again in it or below: who does what, and no headers."""
    letters = {column: cell for column in filled if len(cell := shown(sheet.at(row, column))) == 1}
    if len(letters) < 2 or len(filled) - len(letters) > max(1, len(letters) - 1):
        return False
    nearby = [other for other in range(max(1, row - _NEARBY), row + _NEARBY + 1) if other != row]
    again = sum(any(shown(sheet.at(other, column)) == cell for other in nearby) for column, cell in letters.items())
    counts = Counter(letters.values())
    return len({*counts.values()}) > 1 or again > len(letters) / 2


def _texts_in(sheet: SourceSheet, row: int, columns: Sequence[int]) -> int:
    return sum(isinstance(sheet.at(row, column), str) for column in columns)


def all_short_texts(sheet: SourceSheet, row: int, filled: Sequence[int]) -> bool:
    """Whether a row holds texts as headers are: few numbers, none long."""
    cells = [sheet.at(row, column) for column in filled]
    texts = [cell for cell in cells if isinstance(cell, str)]
    marked = sum(text.strip()[:1] in "[<{#" and len(text.strip()) > 1 for text in texts)
    steps = _steps_in(cells) if len(texts) > 1 else 0
    return (
        len(texts) >= max(2, 0.8 * (len(cells) - steps))
        and 2 * marked < len(texts)
        and all(len(text) <= LONGEST for text in texts)
    )


def _steps_in(cells: Sequence[Cell]) -> int:
    """How many numbers count up or down beside each other from the lowest step of a scale: 0, 1, 2, 3."""
    numbers = [cell for cell in cells if isinstance(cell, (int, float)) and not isinstance(cell, bool)]
    lowest, highest = min(numbers, default=0), max(numbers, default=0)
    # Looked at first: between 1 and the number of a phone lie a billion others.
    if len(numbers) < FEWEST_NUMBERED or not -_HIGHEST_STEP <= lowest <= 1 or highest > _HIGHEST_STEP:
        return 0
    counts = [*range(int(lowest), int(highest) + 1)]
    return len(numbers) if numbers in (counts, counts[::-1]) else 0


def are_labels(texts: Sequence[str]) -> bool:
    """Whether a row says label after label what its value is: Project: Bridge, Date: 3 May. Headers all end alike."""
    are_labels = [text.rstrip().endswith(":") for text in texts]
    values = [text for text, is_label in zip(texts, are_labels, strict=True) if not is_label]
    beside = any(one and other for one, other in pairwise(are_labels))
    if beside or not are_labels[0] or not 2 <= sum(are_labels) <= len(values) + 1 <= sum(are_labels) + 2:
        return False
    return not any(is_header(tokens(value)) for value in values)


def is_numbering(sheet: SourceSheet, row: int) -> bool:
    """Whether a row does nothing but number the columns: (1), (2), (3), or (a), (b), (c)."""
    filled = sheet.filled[row - 1] if row <= len(sheet.filled) else ()
    if not FEWEST_NUMBERED <= len(filled) <= len(ascii_lowercase):
        return False
    found = [_NUMBER.fullmatch(shown(sheet.at(row, column)).lower()) for column in filled]
    said = [one[1] for one in found if one]
    return said in ([str(n) for n in range(1, len(filled) + 1)], list(ascii_lowercase[: len(filled)]))


def begins_section(sheet: SourceSheet, row: int, headers: Mapping[int, str]) -> bool:
    """Whether a row is the header above but for the name of its section: 2. | Goals | Score | Comments."""
    first = min(headers)
    if not (_SECTION.fullmatch(headers[first]) and _SECTION.fullmatch(shown(sheet.at(row, first)))):
        return False
    same = sum(bool(said) and sheet.at(row, column) == said for column, said in headers.items())
    return same >= _FEWEST_SAME and 2 * same >= len(sheet.filled[row - 1])


def is_merged(sheet: SourceSheet, row: int) -> bool:
    """Whether a text of a row stands over several columns."""
    areas = (sheet.owners.get((row, column)) for column in sheet.filled[row - 1])
    return any(area is not None and area.right > area.left for area in areas)


def reach(sheet: SourceSheet, first: int, last: int) -> dict[int, int]:
    """The last column that the merged cell of each header reaches."""
    found: dict[int, int] = {}
    for row in range(first, last + 1):
        for column in sheet.filled[row - 1]:
            area = sheet.owners.get((row, column))
            found[column] = max(found.get(column, column), area.right if area else column)
    return found


def is_section_below(sheet: SourceSheet, first: int, last: int) -> bool:
    """Whether a row only names the section that begins below a header: I, VEHICLES; 2, Plans, below two full headers.

    It stands in the first columns, below headers of their own that are not merged over others.
    """
    upper, lower = sheet.filled[first - 1], sheet.filled[last - 1]
    if not 0 < len(lower) <= _MOST_OF_SECTION or len(upper) < _FEWEST_ABOVE_SECTION:
        return False
    is_begun = [*lower] == [*upper[: len(lower)]]
    return is_begun and not any((first, column) in sheet.owners for column in lower)


def has_amounts(sheet: SourceSheet, row: int) -> bool:
    """Whether a row has several numbers beyond those of weeks that are no years: a record, and no part of a header."""
    texts = [shown(sheet.at(row, column)) for column in sheet.filled[row - 1]]
    return sum((number_of(text) or 0) > _WEEKS and not is_year(text) for text in texts) > 1
