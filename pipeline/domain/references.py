"""What an entry of `supports` names: one row, one of several, or none (docs/design.md, The workbook).

Ids are unique in their table only: 1 can be a risk and an activity. A word in front says which: "Risk 1".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from schemas.spec import table
from schemas.vocabulary import compared, normal

SUPPORTED = ("Risks", "Activities", "Indicators")
_QUOTES = "\"'“”„‟‘’‚«»‹› "
_BETWEEN = " \t:#/.-–—"


class RowRef(NamedTuple):
    """A row: its table, and its id as compared."""

    table: str
    id: str


class References:
    """The rows that entries may name; `known` holds their ids by table, those of rows that were left out included."""

    def __init__(self, known: Mapping[str, Collection[str]]) -> None:
        self._known = {name: frozenset(map(compared, known.get(name, ()))) for name in SUPPORTED}
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
                if compared(id) in ids and word in words_for(name):
                    yield RowRef(name, compared(id))


def without_word(entry: str, name: str, known: Collection[str]) -> str:
    """An id of a table without quotes and the word in front, where the id is among the `known`; else the entry."""
    bare = entry.strip(_QUOTES)
    found = (id for word, id in _split(bare) if id in known and word in words_for(name))
    return next(found, bare if bare in known else entry)


def _split(entry: str) -> Iterator[tuple[str, str]]:
    """An entry taken apart behind each of its first words: (the words as compared, what follows)."""
    for at in range(1, len(entry)):
        if entry[at - 1].isalpha() and not entry[at].isalpha() and entry[:at].replace(" ", "").isalpha():
            yield normal(entry[:at]), entry[at:].strip(_BETWEEN + _QUOTES)


@cache
def words_for(name: str) -> frozenset[str]:
    """The words that stand for a table in front of an id, in every shipped language, as compared."""
    return frozenset(normal(word) for word in table(name).called)
