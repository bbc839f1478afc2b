"""The groups of a header: texts of the rows above it, merged or standing over several columns."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.adopt.compared_words import tokens
from pipeline.adopt.lexicon import group_concepts, phase_words
from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.heads.head_rows import is_merged
from pipeline.adopt.source.sheet import SourceSheet, is_empty, shown

_LABELLED = re.compile(r"^[^:]+:(?:\s|$)", re.DOTALL)  # "Prepared by:", "Area: workshop"


def with_groups(sheet: SourceSheet, head: Head) -> Head:
    """The header with the groups of the rows above it: merged over several columns, or standing over them."""
    rows = list(head.rows)
    groups: dict[int, str] = _groups_within(sheet, head)
    for row in range(head.rows[0] - 1, max(0, head.rows[0] - 3), -1):
        found = _groups(sheet, row, head)
        if not found or (groups and not is_merged(sheet, row)):
            break  # above groups only groups of groups: a title and its version are none
        for column, text in found.items():
            groups[column] = f"{text} {groups[column]}" if column in groups else text
        rows.insert(0, row)
    columns = [replace(each, group=groups.get(each.column, "")) for each in head.columns]
    return Head(tuple(rows), tuple(columns), head.hits)


def _groups_within(sheet: SourceSheet, head: Head) -> dict[int, str]:
    """Groups of a header of several rows: upper texts over headers of the last row."""
    found: dict[int, str] = {}
    for row in head.rows[:-1]:
        for column, text in _spread(sheet, row, head).items():
            own = shown(sheet.at(head.last_row, column))
            if own and own != text:
                found[column] = text
    return found


def _groups(sheet: SourceSheet, row: int, head: Head) -> dict[int, str]:
    filled = [column for column in sheet.filled[row - 1] if head.left <= column <= head.right]
    texts = [sheet.at(row, column) for column in filled]
    if not filled or not all(isinstance(text, str) and len(text) <= 80 for text in texts):
        return {}
    if len(filled) == 1:
        area = sheet.owners.get((row, filled[0]))
        part = area is not None and area.left >= head.left and area.right - area.left + 1 < 0.8 * len(head.columns)
        words = tokens(str(texts[0]))
        known = words in group_concepts() or any(word in phase_words() for word in words)
        if not (part and area is not None and area.right > area.left and filled[0] > head.left) and not (
            known and filled[0] > head.left
        ):
            return {}
    elif any(_LABELLED.match(str(text)) for text in texts):
        return {}
    elif len(filled) == 2 and filled[1] == filled[0] + 1 and (row, filled[0]) not in sheet.owners:
        return {}  # a label and its value
    return _spread(sheet, row, head)


def _spread(sheet: SourceSheet, row: int, head: Head) -> dict[int, str]:
    """The text of a row over each column: as far as its cells are merged, else up to the next text."""
    found: dict[int, str] = {}
    text, until = "", 0
    for column in range(head.left, head.right + 1):
        cell = sheet.at(row, column)
        if not is_empty(cell):
            area = sheet.owners.get((row, column))
            text = shown(cell)
            until = area.right if area else head.right
        if text and column <= until:
            found[column] = text
    return found
