"""Headers that list the answers below them (C / NC / NA, +++ / ++ / +), and those that name points: Level (0-3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.adopt.compared_words import code, plain, word_file
from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.source.sheet import Cell

_BETWEEN = re.compile(r"\s*[/|]\s*")
_INSIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_POINTS = re.compile(r"[(\[]\s*(?:[01]\s*(?:[-–/]|to|a|à|bis)\s*[2-5]|[01](?:\s*[/,]\s*\d){2,5})\s*[)\]]")
_FEWEST, _MOST = 2, 8
_FIRST = 60  # cells
_SUPPOSED = "?"
# What a code is called in words that legends know.
_WORDS = {"present": "compliant", "partial": "partial", "absent": "not compliant", "not_applicable": "not applicable"}


def legends_supposed(header: str, cells: Sequence[Cell]) -> Sequence[Legend]:
    """The legend that nobody wrote: of the answers that a header lists, or of colours that stand there repeatedly."""
    return [*_listed(header), *_of_colours(cells)]


def is_supposed(legend: Legend | None) -> bool:
    """Whether nobody wrote a legend: what it says is asked about."""
    return legend is not None and legend.title == _SUPPOSED


def _of_colours(cells: Sequence[Cell]) -> Iterator[Legend]:
    first = {cell for cell in cells[:_FIRST] if isinstance(cell, str)}
    if not _FEWEST <= len(first) <= _MOST or not any(plain(cell) in _colours() for cell in first):
        return  # most columns of a long list hold other things: their cells are not compared
    counts, known = Counter(plain(cell) for cell in cells if isinstance(cell, str)), _colours()
    there = [cell for cell in counts if cell in known]
    if len({known[cell] for cell in there}) >= _FEWEST and sum(counts[one] for one in there) >= _FEWEST * len(there):
        items = tuple(Item(cell, (_WORDS[known[cell]],)) for cell in there)
        yield Legend(_SUPPOSED, items, frozenset())


@cache
def _colours() -> Mapping[str, str]:
    """The answers that words for colours stand for, by the word as compared."""
    return {plain(word): code for code, words in word_file("words")["colours_rated"].items() for word in words}


def _listed(header: str) -> Sequence[Legend]:
    """The legend that a header is which lists the answers; none where it lists nothing that is known."""
    for listed in (header, *_INSIDE.findall(header)):
        terms = [code(part) for part in _BETWEEN.split(listed.strip())]
        for answers in word_file("words")["answers_listed"]:
            if len(terms) >= _FEWEST and {*terms} <= {*answers}:
                items = tuple(Item(term, (_WORDS[answers[term]],)) for term in terms)
                return (Legend(_SUPPOSED, items, frozenset()),)
    return ()


def names_points(header: str) -> bool:
    """Whether a header says from which point to which the answers below it go: Level (1-5)."""
    return bool(_POINTS.search(header))
