"""The header of a table, and for which kind of table its words speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.adopt.recognise.heads.head_column import HeadColumn
from pipeline.adopt.recognise.heads.head_words import LEXICONS, spoken_of


@dataclass(frozen=True)
class Head:
    """The header of a table: its rows, groups first, and its columns from left to right. `hits`: by lexicon."""

    rows: tuple[int, ...]
    columns: tuple[HeadColumn, ...]
    hits: dict[str, float]

    @property
    def left(self) -> int:
        """Its first column."""
        return self.columns[0].column

    @property
    def right(self) -> int:
        """Its last column."""
        return self.columns[-1].column

    @property
    def last_row(self) -> int:
        """The row of the headers themselves."""
        return self.rows[-1]

    @property
    def best(self) -> float:
        """How well it speaks for the kind it speaks for most."""
        return max(self.hits.values())


def hits_of(headers: Sequence[HeadColumn]) -> dict[str, float]:
    """Of how many different concepts of each kind the headers speak, clear ones counting more."""
    best: dict[tuple[str, str], float] = {}
    for header in headers:
        for concept, score in spoken_of(header.words):
            best[concept] = max(best.get(concept, 0.0), score)
    found = dict.fromkeys(LEXICONS, 0.0)
    for (kind, _), score in best.items():
        found[kind] += score
    return found
