"""Cells that say in a slash, or in a word of degree, what each has to do: a tick, Full, Shared. Both are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from pipeline.adopt.compared_words import plain, word_file
from pipeline.adopt.proposal import ROLE, TableProposal, WordList
from pipeline.adopt.recognise.matrix.cells.texts import with_marks
from pipeline.adopt.recognise.matrix.heads.head_kinds import is_somebody
from pipeline.adopt.recognise.matrix.role_words import LEADS
from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, shown
from schemas.wording.text import text

_SLASH = "/"
_FEWEST_SLASHED, _FEWEST_CELLS = 2, 6  # columns; cells, of both kinds
_FEWEST_DEGREES, _OF_SOMEBODY = 2, 0.6  # different words; of the columns


def with_slashes_as_marks(sheet: SourceSheet) -> SourceSheet | None:
    """The sheet with a mark instead of each slash; None where others than these stand between them in a column.

    Beside letters a slash says that nobody does it, alone it is a tick.
    """
    rows: dict[int, list[int]] = {}
    for row, filled in enumerate(sheet.filled, 1):
        for column in filled:
            if is_slash(sheet.at(row, column)):
                rows.setdefault(column, []).append(row)
    columns = {
        column
        for column, found in rows.items()
        if all(row in found or is_empty(sheet.at(row, column)) for row in range(found[0], found[-1] + 1))
    }
    if len(columns) < _FEWEST_SLASHED or len(columns) < len(rows) or sum(map(len, rows.values())) < _FEWEST_CELLS:
        return None
    return with_marks(sheet, {(row, column) for column in columns for row in rows[column]}, is_slash)


def is_slash(cell: Cell) -> bool:
    """Whether a cell holds a slash and nothing else."""
    return isinstance(cell, str) and cell.strip() == _SLASH


def ask_slashes(table: TableProposal) -> None:
    """Let the words of a table that was read with marks be the slashes themselves: they are asked about like these."""
    for column in table.columns:
        if column.target == ROLE and column.words and len(column.words.map) == 1:
            (role,) = column.words.map.values()
            count = sum(column.words.counts.values())
            column.words = replace(column.words, map={_SLASH: role}, counts={_SLASH: count})
            column.samples = (_SLASH,)


def usual_degrees(sheet: SourceSheet) -> Mapping[str, str]:
    """The roles of the words of degree that stand on a sheet, as compared: Full, Shared; none where too few do.

    Without a word for what is shared they may be answers to anything.
    """
    if sheet.roles:
        return {}
    counts = Counter(plain(cell) for row in sheet.rows for cell in row if isinstance(cell, str))
    for degrees in word_file("role_heads")["degrees"]:
        there = {plain(word): role for word, role in degrees.items() if counts[plain(word)]}
        is_enough = len(there) >= _FEWEST_DEGREES and sum(counts[word] for word in there) >= _FEWEST_CELLS
        if is_enough and {LEADS, "P"} <= {*there.values()}:
            return there
    return {}


def with_degrees_as_marks(sheet: SourceSheet, degrees: Mapping[str, str]) -> SourceSheet:
    """The sheet with a mark instead of each such word."""
    cells = ((row, column) for row, filled in enumerate(sheet.filled, 1) for column in filled)
    places = [place for place in cells if plain(shown(sheet.at(*place))) in degrees]
    return with_marks(sheet, places, lambda _: True)


def ask_degrees(sheet: SourceSheet, table: TableProposal, degrees: Mapping[str, str]) -> bool:
    """Ask about everything where such words of `sheet` stand below organisations, posts or parties."""
    roles = [column for column in table.columns if column.target == ROLE and column.words]
    if sum(is_somebody(column.header) for column in roles) < _OF_SOMEBODY * len(roles):
        return False
    table.ask, table.why = True, text("adopt.why.table_unsure")
    for column in roles:
        cells = Counter(shown(sheet.at(row, column.column)) for row in table.carried)
        said = {cell: degrees[plain(cell)] for cell in cells if plain(cell) in degrees}
        counts, why = {cell: cells[cell] for cell in said}, text("adopt.why.unknown_roles")
        column.words = WordList(said, ask=True, why=why, counts=counts, asks_all=True)
        column.samples = tuple(said)[:3]
    return True
