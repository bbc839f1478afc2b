"""Headers below which answers or steps are ticked: a group, and below it a narrow column for each answer.

The row of the answers (Low, Medium, High; Y, P, N) often stands below a header that is complete without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.recognise.answers.answer_heads import FEWEST, are_points_of_answers, are_ticked
from pipeline.adopt.recognise.heads.head import Head
from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.scales.scale_word import step_of
from pipeline.adopt.source.sheet import SourceSheet, number_of, shown


def with_answers(sheet: SourceSheet, head: Head) -> Head:
    """The header with the row of answers below it, where there is one: each column has its answer, and its group."""
    row = head.last_row + 1
    filled = sheet.filled[row - 1] if row <= len(sheet.filled) else ()
    if with_points := _with_points(sheet, head, filled):
        return with_points
    if len(filled) < FEWEST or not all(_is_answer(shown(sheet.at(row, column))) for column in filled):
        return head
    own = {each.column: each for each in head.columns}
    groups: dict[int, HeadColumn] = {}
    for column in filled:
        group = own.get(column) or groups.get(column - 1)
        if group is None:
            return head  # nothing above says what is answered
        groups[column] = group
    if len({each.column for each in groups.values()}) > len(filled) / FEWEST or not are_ticked(sheet, row, filled):
        return head
    answers = [HeadColumn(at, shown(sheet.at(row, at)), _both(groups[at])) for at in filled]
    columns = sorted([*answers, *(each for each in head.columns if each.column not in groups)], key=_place)
    return Head((*head.rows, row), tuple(columns), head.hits)


def _with_points(sheet: SourceSheet, head: Head, filled: Sequence[int]) -> Head | None:
    """The header with the points that each ticked answer brings, from a row below it: Good (1), Fair (0.5), Bad (0)."""
    row = head.last_row + 1
    own = {each.column: each for each in head.columns}
    points = [number_of(sheet.at(row, column)) for column in filled]
    are_beside = all(right == left + 1 for left, right in pairwise(filled))
    if not {*filled} <= {*own} or not are_beside or not are_points_of_answers(points):
        return None
    if not are_ticked(sheet, row, filled):
        return None
    texts = {column: f"{own[column].header} ({shown(sheet.at(row, column))})" for column in filled}
    columns = [HeadColumn(at, texts.get(at, each.header), each.group) for at, each in own.items()]
    return Head((*head.rows, row), tuple(columns), head.hits)


def _place(column: HeadColumn) -> int:
    return column.column


def _both(group: HeadColumn) -> str:
    return f"{group.group} {group.header}".strip()


def _is_answer(text: str) -> bool:
    is_step = step_of(text, "likelihood") is not None or step_of(text, "impact") is not None
    return len(text) <= 20 and (is_step or plain(text) in {*word_codes("rating"), "p"})
