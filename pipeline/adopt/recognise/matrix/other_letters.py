"""Letters that a legend explains as something else than roles: R = read, W = write in a matrix of access."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.adopt.compared_words import plain, tokens
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import word_set
from pipeline.adopt.recognise.matrix.role_words import letters_of
from pipeline.adopt.source.sheet import SourceSheet

_FEWEST = 2  # meanings that speak of access


def other_legend(sheet: SourceSheet, cells: Iterable[str]) -> Legend | None:
    """The legend of no known roles that explains all letters of these cells; None where there is none."""
    letters = {letter for cell in cells for letter in letters_of(cell)}
    fitting = (one for one in sheet.other_legends if letters <= {*map(plain, one.says)})
    return next(fitting, None) if letters else None


def is_of_access(legend: Legend) -> bool:
    """Whether a legend says who may read, write or change something."""
    words = word_set("access_words")
    return sum(any(words & {*tokens(one)} for one in says) for says in legend.says.values()) >= _FEWEST
