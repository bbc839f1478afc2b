"""Matrices of who does what: what is to be done downwards, an organisation, post or person in each column.

Their cells are roles as they stand; else slashes, letters, numbers, states or texts are taken for some, and are asked
about. `codes` are partners by name or code as compared, `viewer` is the one whose view the file is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.adopt.proposal import ROLE, TableProposal
from pipeline.adopt.recognise.matrix.cells.slashes_and_degrees import (
    ask_degrees,
    ask_slashes,
    usual_degrees,
    with_degrees_as_marks,
    with_slashes_as_marks,
)
from pipeline.adopt.recognise.matrix.cells.states import STATES_SURE, ask_states, with_states_as_marks
from pipeline.adopt.recognise.matrix.cells.texts import LEAST_SURE, ask_texts, with_texts_as_marks
from pipeline.adopt.recognise.matrix.numbered_roles import (
    ask_numbers,
    may_be_roles,
    with_numbers_as_roles,
    with_usual_numbers,
)
from pipeline.adopt.recognise.matrix.phases import named_phase
from pipeline.adopt.recognise.matrix.role_matrices import role_matrices
from pipeline.adopt.recognise.matrix.sideways import sheet_of
from pipeline.adopt.recognise.matrix.usual_letters import (
    ask_letters,
    ask_open_letters,
    with_open_letters,
    with_usual_letters,
)
from pipeline.adopt.source.sheet import SourceSheet

_MOST_ROWS = 300  # of a sheet in which cells are taken for roles that are none as they stand
Read = Callable[[SourceSheet], Iterator[TableProposal]]  # the matrices of a sheet as it stands


def matrices(sheet: SourceSheet, file: str, codes: dict[str, str], viewer: str = "") -> list[TableProposal]:
    """The matrices of a sheet, from the top down."""

    def read(as_if: SourceSheet) -> Iterator[TableProposal]:
        return role_matrices(as_if, file, codes, viewer)

    every = (_slashes, _usual_letters, _usual_degrees, _as_it_stands, _usual_numbers, _open_letters, _states, _texts)
    attempts = every if len(sheet.rows) <= _MOST_ROWS else (_as_it_stands,)
    return next(filter(None, (list(attempt(sheet, read)) for attempt in attempts)), [])


def _slashes(sheet: SourceSheet, read: Read) -> Iterator[TableProposal]:
    slashed = with_slashes_as_marks(sheet)
    for table in read(slashed) if slashed else ():
        ask_slashes(table.turned or table)
        yield table


def _usual_letters(sheet: SourceSheet, read: Read) -> Iterator[TableProposal]:
    lettered = with_usual_letters(sheet)
    yield from (table for table in read(lettered) if ask_letters(lettered, table)) if lettered else ()


def _usual_degrees(sheet: SourceSheet, read: Read) -> Iterator[TableProposal]:
    degrees = usual_degrees(sheet)
    for table in read(with_degrees_as_marks(sheet, degrees)) if degrees else ():
        if ask_degrees(sheet_of(sheet, table.turned or table), table.turned or table, degrees):
            table.confidence = STATES_SURE
            yield table


def _as_it_stands(sheet: SourceSheet, read: Read) -> Iterator[TableProposal]:
    return read(with_numbers_as_roles(sheet))


def _usual_numbers(sheet: SourceSheet, read: Read) -> Iterator[TableProposal]:
    numbered = with_usual_numbers(sheet)
    for table in read(numbered) if numbered else ():
        if numbered and may_be_roles(numbered, table):
            ask_numbers(table)
            yield table


def _open_letters(sheet: SourceSheet, read: Read) -> Iterator[TableProposal]:
    lettered = with_open_letters(sheet)
    for table in read(lettered) if lettered else ():
        if ask_open_letters(table.turned or table):
            table.confidence = LEAST_SURE
            yield table


def _states(sheet: SourceSheet, read: Read) -> Iterator[TableProposal]:
    marked = with_states_as_marks(sheet)
    for table in read(marked) if marked else ():
        if table.orientation != "columns":
            ask_states(sheet, table)
            table.confidence = STATES_SURE
            yield table


def _texts(sheet: SourceSheet, read: Read) -> Iterator[TableProposal]:
    told = with_texts_as_marks(sheet)
    for table in read(told) if told else ():
        heads = [column.header for column in (table.turned or table).columns if column.target == ROLE]
        if all(map(named_phase, heads)):
            continue  # nobody is called Before
        ask_texts(sheet_of(sheet, table.turned or table), table.turned or table)
        table.confidence = LEAST_SURE
        yield table
