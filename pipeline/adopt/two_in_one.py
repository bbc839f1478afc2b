"""Cells that hold likelihood and impact together: 3 x 4, 12 (3x4), L3 I4, Likelihood: High / Impact: Low."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.adopt.compared_words import KEPT, words_of
from pipeline.adopt.lexicon import lexicon, rating_letters

RATINGS = ("likelihood", "impact")
_LONGEST = 80  # letters of a cell: more are a sentence
_NUMBER = r"(10|[1-9])"
_LABEL = r"([^\W\d_]{1,16})"
_BEFORE = r"(?:[^\W\d_][^\d(]{0,20}[(:–—\s-]|\d{1,3}\s*[(=:])?\s*\(?\s*"  # "High (", "High ", "12 = ("
_AFTER = r"\s*\)?\s*(?:(?:=|→|->|:)\s*\(?(\d{1,3})\b)?[^\w]*(?:[^\W\d_][^\d]{0,20})?$"  # "= 12 (High)"
_TIMES = re.compile(rf"^{_BEFORE}{_NUMBER}\s*[x×*]\s*{_NUMBER}{_AFTER}", re.IGNORECASE)
_LABELLED = re.compile(
    rf"^{_BEFORE}{_LABEL}\s*[=:.-]?\s*{_NUMBER}\s*[,;/x×*&+|·]?\s*{_LABEL}\s*[=:.-]?\s*{_NUMBER}{_AFTER}", re.IGNORECASE
)
_IN_WORDS = re.compile(
    rf"^{_LABEL}\s*[=:]\s*([^=:;|/]{{1,24}}?)(?:\s*[,;|/]\s*|\s){_LABEL}\s*[=:]\s*([^=:;|/]{{1,24}}?)$"
)
_BESIDE = re.compile(rf"^(?:\(?{_NUMBER}\s*[/,;|&–-]\s*{_NUMBER}\)?|([^\W\d_][^/|\d]*?)\s?[/|]\s?([^\W\d_][^/|\d]*?))$")
_LETTERS = re.compile(r"(?<![^\W_])([A-Za-z])\s*[x×*/&+,-]\s*([A-Za-z])(?![^\W_])(?!\s*[x×*])")  # not P x E x C


@dataclass(frozen=True, slots=True)
class Both:
    """The two ratings of a cell; `is_told`: the cell says which is which, then likelihood comes first.

    `is_named`: it says so in words, not by a letter alone.
    """

    first: str
    second: str
    is_told: bool = False
    is_named: bool = False


@lru_cache(KEPT)
def both_in(text: str, *, beside: bool = False) -> Both | None:
    """The two ratings in a cell, None where it holds no two, or states another product than theirs.

    `beside`: the header names both, so that a mark between them is enough: 3/4, High / Low.
    """
    if len(text) > _LONGEST:
        return None
    bare = " ".join(text.split())
    if (match := _LABELLED.match(bare)) and (told := _told(*match.groups()[:-1])):
        return told if _is_product(told.first, told.second, match.groups()[-1]) else None
    if match := _TIMES.match(bare):
        first, second, product = match.groups()
        return Both(first, second) if _is_product(first, second, product) else None
    if match := _IN_WORDS.match(bare):
        return _told(*match.groups())
    if beside and (match := _BESIDE.match(bare)):
        first, second = filter(None, match.groups())
        return Both(first, second)
    return None


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two ratings of a cell: `rating` where the cell says which is which, else the first or second one."""

    rating: str
    place: int
    beside: bool = False

    @property
    def other(self) -> Part:
        """The other one of the two."""
        return Part(RATINGS[1 - RATINGS.index(self.rating)], 1 - self.place, self.beside)

    def of(self, text: str) -> str:
        """What a cell says of this rating; the whole cell where it holds no two."""
        both = both_in(text, beside=self.beside)
        if both is None:
            return text
        at = RATINGS.index(self.rating) if both.is_told else self.place
        return (both.first, both.second)[at]


def order_in(header: str) -> tuple[str, ...]:
    """Likelihood and impact in the order in which a header names them: Severity x Likelihood, (LxI); else nothing."""
    for match in _LETTERS.finditer(header):
        named = tuple(filter(None, map(_named_by, match.groups())))
        if {*named} == {*RATINGS}:
            return named
    said = [_named_by(word) for word in words_of(header) if len(word) > 1]
    named = tuple(dict.fromkeys(filter(None, said)))
    return named if {*named} == {*RATINGS} else ()


@cache
def names_of(rating: str) -> frozenset[str]:
    """The words that alone name a rating."""
    spelled = lexicon("risk_register").spelled.items()
    return frozenset(words[0] for words, concepts in spelled if len(words) == 1 and concepts[0].name == rating)


def _is_product(first: str, second: str, product: str | None) -> bool:
    return product is None or int(first) * int(second) == int(product)


def _told(one: str, first: str, other: str, second: str) -> Both | None:
    """Two ratings with their labels; None where these name not one likelihood and one impact."""
    named = {_named_by(one): first, _named_by(other): second}
    if {*named} != {*RATINGS}:
        return None
    return Both(named["likelihood"], named["impact"], is_told=True, is_named=len(one) > 1 < len(other))


@cache
def _named_by(label: str) -> str:
    """The rating that a word or a letter names, "" for none."""
    words = words_of(label)
    if len(words) != 1:
        return ""
    if len(words[0]) == 1:
        return next((rating for rating in RATINGS if words[0] in rating_letters()[rating]), "")
    named = {concept.name for concept in lexicon("risk_register").spelled.get((words[0],), ())}
    return next((rating for rating in RATINGS if rating in named), "")
