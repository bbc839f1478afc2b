"""Legends that nobody wrote: of headers that list the answers below them (C / NC / NA), of colours, and of levels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline.adopt.compared_words import LIGHTS, LONGEST_HEADER, code, plain, plain_or_mark, word_file, words_of
from pipeline.adopt.legend import Item, Legend
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import WordList
from pipeline.adopt.source.sheet import Cell, is_empty
from schemas.wording.text import text

_BETWEEN = re.compile(r"\s*[/|]\s*")
_INSIDE = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_POINTS = re.compile(r"[(\[]\s*(?:[01]\s*(?:[-–/]|to|a|à|bis)\s*(?:[2-9]|10{1,2})|[01](?:\s*[/,]\s*\d){2,5})\s*[)\]]")
# Score /3, Note sur 5, Punkte von 10
_OUT_OF = re.compile(
    r"[^\W\d_]\s*(?:[(\[]\s*)?(?:/|sur|out of|sobre|von|de|من)\s*(?:[2-9]|10)\s*[)\]]?\s*$", re.IGNORECASE
)
_FEWEST, _MOST = 2, 8
_MOST_LETTERS = 40  # different texts: more are no letters of levels
_FIRST = 60  # cells
_NEARLY_ALL = 0.9
_SUPPOSED = "?"
# What a code is called in words that legends know.
_WORDS = {"present": "compliant", "partial": "partial", "absent": "not compliant", "not_applicable": "not applicable"}


def legends_supposed(header: str, cells: Sequence[Cell]) -> Sequence[Legend]:
    """The legend that nobody wrote: of the answers that a header lists, or of words that stand there repeatedly.

    Such words are colours, and below a header that speaks of a level those for how far something has come.
    """
    return [*_listed(header), *_of_words(cells, "colours_rated"), *_of_levels(header, cells)]


def is_supposed(legend: Legend | None) -> bool:
    """Whether nobody wrote a legend: what it says is asked about."""
    return legend is not None and legend.title == _SUPPOSED


def _of_levels(header: str, cells: Sequence[Cell]) -> Iterator[Legend]:
    """The legend of words like initial, defined and managed: nearly all that stands there are such words."""
    is_level = bool({*words_of(header[:LONGEST_HEADER])} & word_set("level_heads"))
    texts = {cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()}
    letters = {plain(text) for text in texts} if len(texts) <= _MOST_LETTERS else set()
    letters = {one for one in letters if word_codes("rating").get(one) != "not_applicable"}
    for codes in word_file("words")["letters_rated"]:
        # All of three letters and no other one are levels, whatever the header says: R, A, G.
        if len(letters) >= _FEWEST and letters <= {*codes} and (is_level or (letters == {*codes} and "g" in letters)):
            yield Legend(_SUPPOSED, tuple(Item(one, (_WORDS[codes[one]],)) for one in sorted(letters)), frozenset())
    if not is_level:
        return
    for legend in _of_words(cells, "maturity_rated"):
        filled = [plain(cell) if isinstance(cell, str) else "" for cell in cells if not is_empty(cell)]
        answers = {word: word_codes("rating")[word] for word in filled if word in word_codes("rating")}
        items = (*legend.items, *(Item(word, (_WORDS[code],)) for word, code in answers.items()))
        if sum(word in {item.term for item in items} for word in filled) >= _NEARLY_ALL * len(filled):
            yield Legend(_SUPPOSED, items, frozenset())


def _of_words(cells: Sequence[Cell], name: str) -> Iterator[Legend]:
    first = {cell for cell in cells[:_FIRST] if isinstance(cell, str)}
    known = _words(name)
    if not _FEWEST <= len(first) <= _MOST or not any(plain_or_mark(cell) in known for cell in first):
        return  # most columns of a long list hold other things: their cells are not compared
    counts = Counter(plain_or_mark(cell) for cell in cells if isinstance(cell, str))
    there = [cell for cell in counts if cell in known]
    # Colours stand in other columns too, unless they are lights.
    often = _FEWEST if name == "colours_rated" and not {*there} <= {*LIGHTS} else 1
    if len({known[cell] for cell in there}) >= _FEWEST and sum(counts[one] for one in there) >= often * len(there):
        items = tuple(Item(cell, (_WORDS[known[cell]],)) for cell in there)
        yield Legend(_SUPPOSED, items, frozenset())


@cache
def _words(name: str) -> Mapping[str, str]:
    """The answers that such words stand for, by the word as compared."""
    return {plain_or_mark(word): code for code, words in word_file("words")[name].items() for word in words}


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
    return bool(_POINTS.search(header) or _OUT_OF.search(header))


def ask_signs(words: WordList) -> None:
    """Ask about signs that most likely say partly: a warning sign beside a tick and a cross."""
    found = [cell for cell in words.map if plain_or_mark(cell) in word_file("tables")["part_signs"]]
    if found:
        words.doubtful += found
        words.ask, words.why = True, words.why or text("adopt.why.unknown_words")
