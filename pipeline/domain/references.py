"""What an entry of `supports` names: one row, one of several, or none (docs/design.md, The workbook).

Ids are unique in their table only: 1 can be a risk and an activity. A word in front says which: "Risk 1".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from schemas.spec import table
from schemas.vocabulary import compared, normal
from schemas.wording.languages import spoken_first

SUPPORTED = ("Risks", "Activities", "Indicators")
_QUOTES = "\"'“”„‟‘’‚«»‹› "
SHORTEST = 4  # letters of Latin
_BETWEEN = " \t:#/.-–—"


class RowRef(NamedTuple):
    """A row: its table, and its id as compared."""

    table: str
    id: str


class References:
    """The rows that entries may name: `known` are their ids as compared, by table, those left out included."""

    def __init__(self, known: Mapping[str, Collection[str]]) -> None:
        self._known = known
        self._found: dict[str, tuple[RowRef, ...]] = {}

    def readings(self, entry: str) -> tuple[RowRef, ...]:
        """Every row that an entry can mean: none for an unknown id, several for one that leaves it open."""
        if entry not in self._found:
            self._found[entry] = tuple(dict.fromkeys(self._readings(entry)))
        return self._found[entry]

    def _readings(self, entry: str) -> Iterator[RowRef]:
        bare = entry.strip(_QUOTES)
        for name, ids in self._known.items():
            if compared(entry) in ids or compared(bare) in ids:
                yield RowRef(name, compared(entry) if compared(entry) in ids else compared(bare))
        for word, id in _split(bare):
            for name, ids in self._known.items():
                if compared(id) in ids and stands_for(word, name):
                    yield RowRef(name, compared(id))


def without_word(entry: str, name: str, known: Collection[str]) -> str:
    """An id of a table without quotes and the word in front, where the id is among the `known`; else the entry."""
    bare = entry.strip(_QUOTES)
    found = (id for word, id in _split(bare) if id in known and stands_for(word, name))
    return next(found, bare if bare in known else entry)


def _split(entry: str) -> Iterator[tuple[str, str]]:
    """An entry taken apart behind each of its first words: (the words as compared, what follows)."""
    for at in range(1, len(entry)):
        if entry[at - 1].isalpha() and not entry[at].isalpha() and entry[:at].replace(" ", "").isalpha():
            yield normal(entry[:at]), entry[at:].strip(_BETWEEN + _QUOTES)


def stands_for(word: str, name: str) -> bool:
    """Whether a word, as compared, stands for a table in front of an id, in any shipped language: Risk R1."""
    # A few letters belong to the id itself (R1, TR1): no table is called by so few, and no words are looked for.
    return not is_short(word) and any(word in _words_for(name, code) for code in spoken_first())


def is_short(word: str) -> bool:
    """Whether it is shorter than what any table is called in Latin letters."""
    return word.isascii() and len(word) < SHORTEST


@cache
def _words_for(name: str, code: str) -> frozenset[str]:
    return frozenset(normal(word) for word in table(name).called_in(code))
