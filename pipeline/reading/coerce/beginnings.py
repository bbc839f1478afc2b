"""Which texts of a column may be one of some words: told by how they begin.

A column has few different beginnings though all its texts may differ, and most often no such word begins so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from operator import itemgetter

LETTERS = 3  # tell a word from nearly all others
_beginning = itemgetter(slice(LETTERS))


def beginning_so(texts: Collection[str], may_begin: Callable[[str], bool]) -> list[str]:
    """The texts whose first letters, or all where there are fewer, are such that a word may begin so."""
    begun = set(filter(may_begin, set(map(_beginning, texts))))
    return [text for text in texts if _beginning(text) in begun] if begun else []
