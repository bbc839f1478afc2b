"""The header of a matrix: whose each column is, and what stands beside the columns of roles."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.lexicon import lexicon, word_set
from pipeline.adopt.recognise.candidate import Candidate
from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.heads.head_column import HeadColumn, letters_of_time
from pipeline.adopt.recognise.heads.head_groups import with_groups
from pipeline.adopt.recognise.matrix.role_block import Block, has_role, head_over, rows_with_roles
from pipeline.adopt.recognise.matrix.role_words import are_lights, is_mark
from pipeline.adopt.source.sheet import SourceSheet, is_empty, number_of, shown
from pipeline.reading.coerce.months import is_weekday, month_called

LONGEST_CODE = 3  # of a role as it stands in a legend
_NAMED = 0.7  # of the rows: so many have a text where no header stands
_HIGHER = 2  # rows in which headers may stand above the others
_WIDEST_GAP = 3  # columns
_YEAR = re.compile(r"(?:fy\s*)?(?:19|20)?\d\d(?:\s*(?:19|20)?\d\d)?")
_NUMBERED = re.compile(r"([^\W\d]{1,9})\s*\d{1,2}")  # W1, week 12, Q3
_WEEK = re.compile(r"(?:KW|Wk|Week|Sem\.?|Semaine|Semana|Woche)\s?\d{1,2}|[SW]\s?\d{2}", re.IGNORECASE)


def candidate_of(sheet: SourceSheet, file: str, block: Block, kind: str) -> Candidate:
    """The header with every column between its first and its last head, and columns at the left without one."""
    texts = {column: head_over(sheet, block.header, column) for column in heads_of(sheet, block)}
    texts = {column: text or shown(sheet.at(block.header, column)) for column, text in texts.items()}
    texts |= _heads_above(sheet, block, texts)
    rows = [block.header, block.letters] if block.letters else [block.header]
    below = sheet.filled[block.header]
    if len(below) == 1 and below[0] < min(block.columns) <= min(texts):
        # The header of the tasks stands a row lower than the others.
        texts[below[0]] = shown(sheet.at(block.header + 1, below[0]))
        rows.append(block.header + 1)
    first = min(texts)
    if first > 1 and _is_named_without_head(sheet, block, first - 1):
        texts[first - 1] = ""
    columns = tuple(HeadColumn(column, one) for column, one in sorted(texts.items()))
    head = Head(tuple(rows), columns, {kind: 1.0})
    if not has_role(sheet, block.header - 1, block.columns):  # the last record of the block above is no group
        head = with_groups(sheet, head)
    named = (replace(each, group="") if each.group == each.header else each for each in head.columns)
    return Candidate(sheet, file, replace(head, columns=tuple(named)), block.last)


def heads_of(sheet: SourceSheet, block: Block) -> list[int]:
    """The columns of its header: those of the roles, and what stands beside them without a wide gap."""
    row, beside = block.header, {cell for legend in sheet.legends if legend.has_letters for cell in legend.cells}
    texts = {column for column in sheet.filled[row - 1] if isinstance(sheet.at(row, column), str)}
    lettered = sheet.filled[block.letters - 1] if block.letters else ()
    filled = [
        column
        for column in sorted({*texts, *block.columns, *lettered})
        if not {(row, column), (row + 1, column)} & beside
    ]
    return [column for column in filled if _connected(column, block.columns, filled)]


def _connected(column: int, roles: tuple[int, ...], filled: list[int]) -> bool:
    low, high = min(column, min(roles)), max(column, max(roles))
    inside = [one for one in filled if low <= one <= high]
    return all(other - one <= _WIDEST_GAP for one, other in pairwise(inside))


def _heads_above(sheet: SourceSheet, block: Block, texts: Mapping[int, str]) -> dict[int, str]:
    """Headers of columns beside those of roles that stand in the row of the groups: task, then organisations below."""
    found: dict[int, str] = {}
    low, high = min(block.columns), max(block.columns)
    for row in range(block.header - 1, max(0, block.header - 1 - _HIGHER), -1):
        filled = sheet.filled[row - 1]
        if not any(low <= column <= high for column in filled):
            break  # no groups of these columns: a title, or what stands above the table
        for column in filled:
            area = sheet.owners.get((row, column))
            is_free = column not in texts and is_empty(sheet.at(block.header, column))
            is_beside = is_free and low - _WIDEST_GAP <= column <= high + _WIDEST_GAP
            is_narrow = area is None or area.left == area.right
            if is_beside and not low <= column <= high and is_narrow and isinstance(sheet.at(row, column), str):
                found.setdefault(column, shown(sheet.at(row, column)))
    return found


def _is_named_without_head(sheet: SourceSheet, block: Block, column: int) -> bool:
    """Whether a column with an empty head has a text in the rows with roles: also where each holds only one role."""
    rows = rows_with_roles(sheet, block)
    cells = (sheet.at_or_above(row, column, block.header + 1)[1] for row in rows)  # merged over the rows of a phase
    named = sum(len(shown(cell)) > LONGEST_CODE for cell in cells)
    return not shown(sheet.at(block.header, column)) and named >= _NAMED * len(rows)


def without_times(sheet: SourceSheet, block: Block) -> Block:
    """The block without columns of days, weeks, phases and lights, and of months or years in which only marks stand.

    Nobody is called as these are: letters below a day are those of who was there, and Support is a phase, too.
    """
    rows = range(block.header + 1, block.last + 1)
    months = {column for row in (block.header, block.header + 1) for column in _months_in(sheet, row, block.columns)}

    def is_planned(column: int) -> bool:
        if column in months:
            return True
        cells = [shown(cell) for row in rows if not is_empty(cell := sheet.at(row, column))]
        if are_lights(cells):
            return True
        marked = all(map(is_mark, cells))
        head = sheet.at(block.header, column)
        return (
            _is_day(head)
            or _says_phase(head)
            or bool(_WEEK.fullmatch(shown(head).strip()))
            or (marked and _is_time(head))
        )

    return replace(block, columns=tuple(column for column in block.columns if not is_planned(column)))


def _months_in(sheet: SourceSheet, row: int, columns: Collection[int]) -> frozenset[int]:
    """The columns in which a row has the letters of months or days: J F M, also below the quarters of a header."""
    return letters_of_time({column: shown(sheet.at(row, column)) for column in columns})


def _is_day(head: object) -> bool:
    """Whether a header is a date, or a day and its month."""
    words = plain(shown(head)).split()
    months = [word for word in words if month_called(word)]
    is_written = len(months) == 1 < len(words) and all(word.isdigit() for word in words if word not in months)
    return isinstance(head, date) or is_written


def _says_phase(head: object) -> bool:
    matches = lexicon("activity_matrix").matches(tokens(shown(head)))
    return any(match.concept.name == "phase" and match.score == 1 for match in matches)


def _is_time(head: object) -> bool:
    if isinstance(head, date):
        return True
    words = plain(shown(head))
    if month_called(words.split()[0] if words else "") or is_weekday(words) or _YEAR.fullmatch(words):
        return True
    if {*words.split()} <= word_set("time_words") | word_set("ordinals") and len(words.split()) > 1:
        return True  # first day, اليوم الأول
    numbered = _NUMBERED.fullmatch(words)
    return bool(numbered and numbered[1] in word_set("time_words")) or (number_of(head) or 0) > 0
