"""What the records of a table usually fill, and with what: to tell another list below them from more records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.adopt.source.sheet import Cell, SourceSheet, is_empty, number_of, shown

LOOKED_AT = 200  # rows: more do not change what is usual
_OFTEN, _ALIKE = 0.7, 0.7
_FEWEST = 3  # columns that say something
_SHORT_LIST = 8  # different values: more are no list of words


@dataclass(frozen=True)
class Usual:
    """The columns that most records fill, each with the kind of its cells, or with the few words that stand there."""

    kinds: dict[int, str]
    words: dict[int, frozenset[str]]

    @classmethod
    def of(cls, sheet: SourceSheet, rows: Sequence[int], columns: Sequence[int]) -> Usual:
        """What these rows usually fill."""
        kinds: dict[int, str] = {}
        words: dict[int, frozenset[str]] = {}
        looked = rows[:LOOKED_AT]
        for column in columns:
            cells = [sheet.at(row, column) for row in looked]
            filled = [cell for cell in cells if not is_empty(cell)]
            if len(filled) < _OFTEN * len(looked) or len(filled) < 2:
                continue
            kinds[column] = Counter(map(_kind, filled)).most_common(1)[0][0]
            counts = Counter(map(shown, filled))
            if kinds[column] == "text" and len(filled) >= 6 and len(counts) <= min(_SHORT_LIST, len(filled) // 2):
                words[column] = frozenset(word for word, many in counts.items() if many > 1)
        return cls(kinds, words)

    def is_like(self, sheet: SourceSheet, row: int) -> bool:
        """Whether a row fills these columns as the others do; always, where hardly a column is usual."""
        if len(self.kinds) < _FEWEST:
            return True
        fits = sum(self._fits(column, sheet.at(row, column)) for column in self.kinds)
        return fits >= _ALIKE * len(self.kinds)

    def _fits(self, column: int, cell: Cell) -> bool:
        if is_empty(cell) or _kind(cell) != self.kinds[column]:
            return False
        return column not in self.words or shown(cell) in self.words[column]


def _kind(cell: Cell) -> str:
    return "day" if isinstance(cell, date) else "text" if number_of(cell) is None else "number"
