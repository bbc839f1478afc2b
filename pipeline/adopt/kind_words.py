"""What names, and headers, speak for a kind of table, or against it (schemas/adopt/tables.yaml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.adopt.compared_words import (
    Tokens,
    bracketed,
    by_first_words,
    hold,
    tokens,
    word_file,
    words_in_brackets,
    words_of,
)
from pipeline.adopt.lexicon import existence_words, phrases, planned_words

_LONG = 5  # letters: a shorter word in brackets may be another one (ja / nein, date)


def speaks_for(kind: str, name: str) -> bool:
    """Whether the name of a sheet, a file or a title is one of this kind of table."""
    return hold(tokens(name), _listed("for", kind))


def asks_who_does_what(name: str) -> bool:
    """Whether the name of a sheet or a title has a word for who, and behind it one for what: Who clears what."""
    words = words_of(name)
    asked = ((words.index(who), what) for who, what in word_file("tables")["who_what"] if who in words)
    return any(what in words[at + 1 :] for at, what in asked)


def asks_who(name: str) -> bool:
    """Whether the name of a sheet or a title has a word for who: Who clears the snow."""
    return not {who for who, _ in word_file("tables")["who_what"]}.isdisjoint(words_of(name))


def speaks_against(kind: str, name: str) -> bool:
    """Whether the name of a sheet or title is one of something that only looks like it."""
    return kind in word_file("tables")["against"] and hold(_without_annexes(tokens(name)), _listed("against", kind))


def _without_annexes(words: Tokens) -> Tokens:
    """The words of a name without those that only count the parts of a contract: Schedule 3, Schedule B."""
    annexes = word_file("tables")["annexes"]
    behind = (*words[1:], "")[: len(words)]
    return tuple(
        word
        for word, after in zip(words, behind, strict=True)
        if not (word in annexes and (after.isdigit() or len(after) == 1))
    )


@cache
def is_strange(kind: str, words: Tokens) -> bool:
    """Whether no table of the kind has such a header."""
    whole, within = _strange(kind)
    return words in whole or hold(words, within)


@cache
def _strange(kind: str) -> tuple[frozenset[Tokens], Mapping[str, Sequence[Tokens]]]:
    """The phrases of such headers, and those of them that may stand within longer ones."""
    texts = word_file("tables")["strange"].get(kind, ())
    within = by_first_words(tokens(text) for text in texts if not text.startswith("="))
    return frozenset(map(tokens, texts)), within


def holds_phrase(section: str, key: str, said: str) -> bool:
    """Whether a text holds a phrase of a section of schemas/adopt/tables.yaml: "" for a section without keys."""
    return hold(tokens(said), _listed(section, key))


@cache
def _listed(section: str, key: str) -> Mapping[str, Sequence[Tokens]]:
    return by_first_words(phrases(section, key))


@cache
def is_logged(words: Tokens) -> bool:
    """Whether a header says that things that went wrong stand below it: one of a log."""
    return hold(words, _listed("logged", ""))


def says_existing(header: str) -> bool:
    """Whether brackets say that measures are there already, and not that more are to come."""
    words = words_in_brackets(header)
    are_there = any(word in existence_words() and len(word) >= _LONG for word in words)
    are_there = are_there or bool(existence_words() & {*bracketed(header)})  # Measures (now)
    return are_there and not words & planned_words()
