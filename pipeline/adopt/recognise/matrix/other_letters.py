"""Letters explained on a sheet: as something else than roles (R = read, W = write), or in a list of their own."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.matrix.role_block import LONGEST_LETTERS, Block, role_at, rows_with_roles
from pipeline.adopt.recognise.matrix.role_words import letters_of
from pipeline.adopt.source.sheet import SourceSheet, shown

_FEWEST = 2  # meanings that speak of access
_FEWEST_LETTERS = 3


def other_legend(sheet: SourceSheet, cells: Iterable[str]) -> Legend | None:
    """The legend of no known roles that explains all letters of these cells; None where there is none."""
    letters = {letter for cell in cells for letter in letters_of(cell)}
    fitting = (one for one in sheet.other_legends if letters <= {*map(plain, one.says)})
    return next(fitting, None) if letters else None


def is_of_access(legend: Legend) -> bool:
    """Whether a legend says who may read, write or change something."""
    words = word_set("access_words")
    return sum(any(words & {*tokens(one)} for one in says) for says in legend.says.values()) >= _FEWEST


def explains_letters(sheet: SourceSheet, block: Block) -> bool:
    """Whether a block is no matrix but the list of its letters: in each row another one, and the word for it."""
    rows = rows_with_roles(sheet, block)
    if len(block.columns) != 2 or len(rows) < _FEWEST_LETTERS:
        return False
    letters, words = ([shown(sheet.at(row, column)) for row in rows] for column in block.columns)
    are_alike = all(len({role_at(sheet, row, column) for column in block.columns}) == 1 for row in rows)
    is_list = len({*letters}) == len(letters) and max(map(len, letters)) <= LONGEST_LETTERS
    return are_alike and is_list and sum(len(word) > LONGEST_LETTERS for word in words) >= _FEWEST_LETTERS
