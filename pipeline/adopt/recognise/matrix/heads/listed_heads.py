"""The lists of headers of role_heads.yaml: whole phrases, single words, and whether a header holds one of them."""

from __future__ import annotations

from functools import cache, lru_cache

from pipeline.adopt.compared_words import KEPT, Tokens, tokens, word_file


@lru_cache(KEPT)
def holds(words: Tokens, name: str) -> bool:
    """Whether words are one of the phrases of a list, or hold one that does not stand for whole headers alone."""
    for text in word_file("role_heads")[name]:
        phrase = tokens(text.removeprefix("="))
        if words == phrase or (phrase and not text.startswith("=") and _contains(words, phrase)):
            return True
    return False


def _contains(words: Tokens, phrase: Tokens) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))


@cache
def phrases(name: str) -> frozenset[Tokens]:
    """The phrases of a list, as headers are compared."""
    return frozenset(filter(None, map(tokens, word_file("role_heads")[name])))


@cache
def single_words(name: str) -> frozenset[str]:
    """The words of a list, one by one."""
    return frozenset(word for phrase in phrases(name) for word in phrase)
