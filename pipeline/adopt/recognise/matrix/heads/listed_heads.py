"""The lists of headers of role_heads.yaml: whole phrases, single words, and whether a header holds one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from pipeline.adopt.compared_words import KEPT, Tokens, by_first_words, hold, tokens, word_file


@lru_cache(KEPT)
def holds(words: Tokens, name: str) -> bool:
    """Whether words are one of the phrases of a list, or hold one that does not stand for whole headers alone."""
    return words in phrases(name) or hold(words, _within(name))


@cache
def _within(name: str) -> Mapping[str, Sequence[Tokens]]:
    """The phrases of a list that may stand within longer headers, too."""
    return by_first_words(tokens(text) for text in word_file("role_heads")[name] if not text.startswith("="))


@cache
def phrases(name: str) -> frozenset[Tokens]:
    """The phrases of a list, as headers are compared."""
    return frozenset(filter(None, map(tokens, word_file("role_heads")[name])))


@cache
def single_words(name: str) -> frozenset[str]:
    """The words of a list, one by one."""
    return frozenset(word for phrase in phrases(name) for word in phrase)
