"""Texts that say what a row is that is no record: a legend, something to be filled in, a total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from pipeline.adopt.compared_words import KEPT, WORDS, Tokens, plain, tokens, word_file
from pipeline.adopt.lexicon import lexicon, phrases, word_set
from schemas.vocabulary import normal_once
from schemas.yaml_file import package_data

_LONGEST_SUM = 24  # letters
_RATED = ("likelihood", "impact")
Phrases = tuple[tuple[int, frozenset[Tokens]], ...]  # by their number of words
# What is to be put there: (L1-L5), (H/M/L), 0 = N/A 1 = Low 2 = Moderate; R / A / C / I.
_STEPS_SAID = re.compile(r"^\((?:\w{1,2}\s*[-–/,]\s*)+\w{1,2}\)$|^(?:\D{0,2}\d\s*[=:–-]\s*[^\d=]{2,30}){3,}$")
_CHOICE, _LETTERS = re.compile(r"(?:[^\W\d_]\s*[/|,]\s*){3,}[^\W\d_]"), re.compile(r"[^\W\d_]")
# All steps that there are, from the first one on: 1–5, 1 to 10.
_ALL_STEPS = re.compile(r"\(?1\s*(?:[-–—]|([^\W\d_]{1,6}))\s*(?:[4-6]|10)\)?")
_FEWEST_CHOICES = 4  # A/R/C may be all that somebody does
# The place of a row in an outline, before its words: 3.  3.1)  B.  iv -
_OUTLINE = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[^\W\d_]|[ivx]+)\s*[.):\u2013-]\s*", re.IGNORECASE)
_PER_CENT_OF = re.compile(r"\s*%\s*[^\W\d]")
_CODES_IN_BRACKETS = re.compile(r"(?:\[[A-Z][A-Z0-9]{0,7}\][\s,;/+&]*)+")


def starts_legend(text: str) -> bool:
    """Whether a row that begins with this text explains a table rather than being part of it."""
    words = tokens(text)
    name, colon, _ = text.partition(":")
    is_named = bool(colon) and tokens(name) in {one for _, of_size in _legends() for one in of_size}  # however long
    return is_named or (len(words) <= 6 and any(words[:size] in of_size for size, of_size in _legends()))


@cache
def _legends() -> Phrases:
    return _by_size(phrases("legend", ""))


def explains_rating(text: str) -> bool:
    """Whether a text begins with the name of a rating, as the title of what its steps mean: Probability: ..."""
    name, colon, _ = text.partition(":")
    found = lexicon("risk_register").matches(tokens(name)) if colon else ()
    return any(match.score == 1 and match.concept.name in _RATED for match in found)


def is_placeholder(text: str) -> bool:
    """Whether a text stands where something is to be filled in."""
    bare = text.strip()
    if len(bare) > 3 and bare[0] in "[<{" and bare[-1] in "]>}":
        return True
    return plain(bare).startswith(_placeholders())


def tells_what_to_enter(texts: Sequence[str], asking: Sequence[str] | None = None) -> bool:
    """Whether the texts of a row say what to put below them: two at least, and the others are alike."""
    marked = [one for one in texts if is_placeholder(one) or is_choice(one)] if asking is None else asking
    others = {one for one in texts if one not in marked}
    return len(marked) >= max(2, 0.4 * len(texts)) or (len(marked) > 1 and len(others) <= 1)


def is_choice(text: str) -> bool:
    """Whether a text lists letters or steps of which one is to be chosen: R / A / C / I, (H/M/L), 1–5."""
    bare = text.strip()
    steps = _ALL_STEPS.fullmatch(bare)
    if _STEPS_SAID.match(bare) or (steps and (not steps[1] or plain(steps[1]) in word_set("range_words"))):
        return True
    letters = _LETTERS.findall(bare) if _CHOICE.fullmatch(bare) else []
    return len({*letters}) == len(letters) >= _FEWEST_CHOICES


def are_codes_in_brackets(text: str) -> bool:
    """Whether a text is nothing but short codes in brackets: [UX] [Q2], as some write teams."""
    return bool(_CODES_IN_BRACKETS.fullmatch(text.strip()))


@cache
def _placeholders() -> tuple[str, ...]:
    return tuple(map(plain, word_file("tables")["placeholder"]))


@lru_cache(KEPT)
def is_total(text: str) -> bool:
    """Whether a row that begins with this text adds up others, or stands below their sum."""
    return _begins_or_ends(text, _totals())


def sums_up(text: str) -> bool:
    """Whether a text as a whole says that its row sums up the ratings above it: Average score, Total."""
    if len(text) > _LONGEST_SUM or text[-1:].isdigit():
        return False  # ids are many
    words = _words(text)
    return tokens(text) in phrases("sum_up", "") or any(words in of_size for _, of_size in _sums())


def begins_with_sum(text: str) -> bool:
    """Whether a text begins with such a name, and says of what: Overall score for standard 3, % of items in place."""
    words = tokens(text)
    names = (*phrases("sum_up", ""), *phrases("sums_named", ""))
    return _PER_CENT_OF.match(text) is not None or any(words[: len(one)] == one for one in names)


def says_total(text: str) -> bool:
    """Whether a row that begins with this text is the sum of others, and no rate, tax or balance below them."""
    return _begins_or_ends(text, _sums())


def _begins_or_ends(text: str, phrases: Phrases) -> bool:
    words = _words(_OUTLINE.sub("", text))
    return any(words[:size] in of_size or words[-size:] in of_size for size, of_size in phrases)


def _words(text: str) -> Tokens:
    return tuple(WORDS.findall(normal_once(text)))


@cache
def _totals() -> Phrases:
    return _by_size(map(_words, (*_spelled_sums(), *word_file("tables")["extra_totals"])))


@cache
def _sums() -> Phrases:
    return _by_size(map(_words, _spelled_sums()))


def _spelled_sums() -> Iterator[str]:
    """Of our languages, and of those in which only others write."""
    for spellings in package_data("totals.yaml")["totals"].values():
        yield from spellings
    yield from word_file("tables")["sums"]


def _by_size(phrases: Iterable[Tokens]) -> Phrases:
    """The phrases of so many words each, to be asked for by what a text begins or ends with."""
    found: dict[int, set[Tokens]] = {}
    for words in filter(None, phrases):
        found.setdefault(len(words), set()).add(words)
    return tuple((size, frozenset(of_size)) for size, of_size in sorted(found.items()))


def asks(text: str) -> bool:
    """Whether a text is a question."""
    return text.rstrip().endswith(("?", "؟"))


def is_crosses(text: str) -> bool:
    """Whether a text is nothing but several crosses: a step among others, or a place to be filled in."""
    return len(text) > 1 and {*text.casefold()} == {"x"}
