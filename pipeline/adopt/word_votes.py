"""A header that holds no known phrase, told by its single words: each votes for the concepts whose spellings use it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from pipeline.adopt.compared_words import Tokens, stem
from pipeline.adopt.lexicon import existence_words, lexicon, planned_words

_SHORTEST = 3  # letters of a word that says something
_UNKNOWN = 0.4  # of a word that no spelling uses: it says little against the others
_FEWEST = 0.5  # of the votes that the first must have
GUESSED = 0.7  # how sure it can be at most: it is always asked about


def guess(kind: str, words: Tokens) -> tuple[str, float]:
    """The concept that most words of a header speak for, and how sure that is; "" where they say nothing together."""
    votes = [_votes(kind).get(stem(word), Counter()) for word in words if len(word) >= _SHORTEST]
    weight = sum(1.0 if one else _UNKNOWN for one in votes)
    shares: dict[str, float] = defaultdict(float)
    for one in votes:
        for concept, count in one.items():
            shares[concept] += count / one.total() / weight
    both = shares.get("measures", 0.0) + shares.get("existing_measures", 0.0)
    if both >= _FEWEST:
        # Whether they are there already says a word of its own.
        are_there = existence_words() & set(words) and not planned_words() & set(words)  # "to be taken"
        return ("existing_measures" if are_there else "measures"), GUESSED * min(1.0, both + 0.2)
    best = max(shares, key=lambda concept: shares[concept], default="")
    return (best, GUESSED * min(1.0, shares[best] + 0.2)) if best and shares[best] >= _FEWEST else ("", 0.0)


@cache
def _votes(kind: str) -> Mapping[str, Counter[str]]:
    """How many spellings of each concept use a word, by its stem."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for words, concepts in lexicon(kind).spelled.items():
        for word in {stem(word) for word in words}:
            found[word].update({concept.name for concept in concepts})
    return found
