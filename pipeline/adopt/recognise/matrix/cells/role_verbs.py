"""Cells that say in a verb and its object what each of them does, as one house puts it: lends a driver, pays half."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.recognise.matrix.named.in_cells import is_nobody, without_remarks
from pipeline.adopt.recognise.matrix.role_words import LONGEST, role_of
from pipeline.adopt.source.sheet import SourceSheet, is_empty, number_of, shown

_FEWEST, _FEWEST_WORDS = 2, 3  # columns; different words that are known
_MOSTLY = 0.6  # of the cells
_SHORTEST = 4  # letters of a first word
_MOST_WORDS = 2  # that such a phrase begins with


def first_role(cell: str) -> str | None:
    """The role of a text that begins with a word for one: stellt Fahrer; None where it does not."""
    words = plain(without_remarks(cell)).split()
    if not words or len(words[0]) < _SHORTEST:
        return None
    begun = (" ".join(words[:size]) for size in range(_MOST_WORDS, 0, -1))
    return next((_known()[one] for one in begun if one in _known()), None)


def are_role_verbs(sheet: SourceSheet, rows: Sequence[int], columns: Collection[int]) -> bool:
    """Whether most cells, in several columns, are roles or begin with a word for one; the others are short texts."""
    cells = [(column, sheet.at(row, column)) for row in rows for column in columns]
    said = [(column, cell) for column, cell in cells if not is_empty(cell) and plain(shown(cell))]
    if any(not isinstance(cell, str) or number_of(cell) is not None or len(cell) > LONGEST for _, cell in said):
        return False
    said = [(column, cell) for column, cell in said if not is_nobody(shown(cell))]
    known = [(column, shown(cell)) for column, cell in said if _is_verb(shown(cell))]
    words = {plain(cell) for _, cell in known}
    is_enough = len({column for column, _ in known}) >= _FEWEST and len(words) >= _FEWEST_WORDS
    return is_enough and len(known) >= _MOSTLY * len(said)


def _is_verb(cell: str) -> bool:
    is_long = len(plain(cell)) >= _SHORTEST
    return is_long and (role_of(cell) is not None or first_role(cell) is not None)


@cache
def _known() -> dict[str, str]:
    return {**word_codes("role_said"), **word_codes("role")}
