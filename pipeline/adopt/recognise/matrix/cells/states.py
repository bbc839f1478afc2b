"""Matrices with states in the cells: which organisation has which activity ongoing, planned or completed."""

from __future__ import annotations

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.recognise.heads.head_rows import all_short_texts
from pipeline.adopt.recognise.matrix.cells.texts import ask_texts, with_marks
from pipeline.adopt.recognise.matrix.heads.head_kinds import is_somebody
from pipeline.adopt.recognise.matrix.heads.plan_columns import is_time
from pipeline.adopt.recognise.matrix.heads.task_heads import says_to_do
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, number_of, shown

STATES_SURE = 0.7  # surer than a list of which the first of these columns is the answer
_SEARCHED = 60  # rows of a sheet in which the header of such a matrix is
_FEWEST, _FEWEST_CELLS = 3, 6  # columns, cells with a state
_THEIRS = 0.25  # of the headers, and two at least


def with_states_as_marks(sheet: SourceSheet) -> SourceSheet | None:
    """The sheet with a mark instead of each state below an organisation; None where no such states stand."""
    for row in range(1, min(len(sheet.rows), _SEARCHED) + 1):
        if columns := _columns(sheet, row):
            below = range(row + 1, len(sheet.rows) + 1)
            return with_marks(sheet, {(one, column) for one in below for column in columns}, _is_state)
    return None


def ask_states(sheet: SourceSheet, table: TableProposal) -> None:
    """Ask whether it is such a table, and what each state of `sheet` makes of whom it stands below."""
    ask_texts(sheet, table, _is_state)


def _columns(sheet: SourceSheet, row: int) -> list[int]:
    """The columns behind that of the tasks below which nothing but states stands, of which some are organisations'."""
    filled = sheet.filled[row - 1]
    if len(filled) <= _FEWEST or not all_short_texts(sheet, row, filled):
        return []
    heads = {column: shown(sheet.at(row, column)) for column in filled}
    tasks = [column for column, head in heads.items() if says_to_do(head)]
    below = {column: _cells(sheet, row, column) for column in filled if tasks and column > tasks[0]}
    found = [column for column, cells in below.items() if cells and all(map(_is_state, cells))]
    theirs = [column for column in found if is_somebody(heads[column])]
    is_enough = len(found) >= _FEWEST and sum(len(below[column]) for column in found) >= _FEWEST_CELLS
    are_times = any(is_time(heads[column]) for column in found)
    return found if is_enough and not are_times and len(theirs) >= max(2, _THEIRS * len(found)) else []


def _cells(sheet: SourceSheet, header: int, column: int) -> list[Cell]:
    """What stands below a header down to the first empty row, without dashes and the number of all at the end."""
    found: list[Cell] = []
    for row in range(header + 1, len(sheet.rows) + 1):
        if not sheet.filled[row - 1]:
            break
        cell = sheet.at(row, column)
        if not is_empty(cell) and (not isinstance(cell, str) or plain(cell)):
            found.append(cell)
    return found[:-1] if found and number_of(found[-1]) is not None else found


def _is_state(cell: Cell) -> bool:
    return isinstance(cell, str) and plain(cell) in word_codes("activity_state")
