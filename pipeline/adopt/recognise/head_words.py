"""The words of a header: without its number, which concepts it speaks of, and whether two say one thing twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.adopt.compared_words import KEPT, Tokens, parts_of, tokens
from pipeline.adopt.lexicon import is_header, lexicon, phase_words
from pipeline.adopt.row_words import is_placeholder

LEXICONS = ("risk_register", "budget", "indicators", "who_does_what", "activity_matrix")
HIT = 0.6  # a header that fits a concept so well speaks for it
_MOST_WORDS = 14  # of a header: more are a sentence
_ENUMERATED = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+(?=\w)")  # "2. Risk", "(b) Risk"
_BROKEN = re.compile(r"([^\W\d_]{3,})(?:-\s*|\u00ad\s*)([^\W\d_]{2,})")
# "OWNER Person who manages it", "Owner\nThe person who ...", "Owner: the person who ..."
_EXPLAINED = (
    re.compile(r"([A-ZÀ-Þ]{2}[A-ZÀ-Þ &/]*?)\s+([A-ZÀ-Þ][a-zß-ÿ].*)", re.DOTALL),
    re.compile(r"([^\n:]+)(?:\n|:\s)\s*(\S.*)", re.DOTALL),
)
_EXPLANATION = 3  # words, at least
_MOSTLY, _FEWEST = 0.75, 2  # of the headers that are known in both languages


def bare_header(text: str) -> str:
    """A header without the number that it has among the others."""
    return _BROKEN.sub(_unbroken, _ENUMERATED.sub("", text))


def _unbroken(broken: re.Match[str]) -> str:
    """A word that a hyphen breaks at the end of a line, where only its halves together are a header: Likeli-hood."""
    whole = f"{broken[1]}{broken[2]}"
    halves = any(is_header(tokens(half)) for half in broken.groups())
    return whole if is_header(tokens(whole)) and not halves else broken[0]


@lru_cache(KEPT)
def header_words(text: str) -> Tokens:
    """The words of a header, without what explains it behind or below it: OWNER Person who manages the risk."""
    bare = bare_header(text)
    words = tokens(bare)
    if len(words) <= _EXPLANATION or is_header(words):
        return words
    found = (pattern.fullmatch(bare) for pattern in _EXPLAINED)
    names = (tokens(one[1]) for one in found if one and len(one[2].split()) >= _EXPLANATION)
    return next(filter(is_header, names), words)


@lru_cache(KEPT)
def spoken_of(words: Tokens) -> tuple[tuple[tuple[str, str], float], ...]:
    """The concepts that a header speaks of clearly, each by its kind and name, with how clearly."""
    if not words or len(words) > _MOST_WORDS:
        return ()
    likeliest = ((kind, lexicon(kind).matches(said)[:1]) for kind in LEXICONS for said in (words, _bare(words)))
    return tuple(
        ((kind, match.concept.name), match.score) for kind, matches in likeliest for match in matches
        if match.score >= HIT
    )  # fmt: skip


def _bare(words: Tokens) -> Tokens:
    """The words without those that say before or after which measures."""
    return tuple(word for word in words if word not in phase_words()) or words


def lines_alike(header: str) -> tuple[Tokens, ...]:
    """The words of each line of a header whose lines say the same, as in two languages; none of one that is broken."""
    lines = [line for line in header.splitlines() if line.strip()]
    if len(lines) < _FEWEST or not frozenset.intersection(*map(_concepts, lines)):
        return ()
    return tuple(map(header_words, lines))


def in_two_languages(upper: Mapping[int, str], lower: Mapping[int, str]) -> dict[int, str]:
    """The headers by column, where two rows say the same in two languages; nothing where they do not.

    Of each column the text whose meaning is known: that of the row of which most is known, or the other one.
    """
    both = [(upper[column], lower[column]) for column in upper if column in lower]
    known = [(one, other) for one, other in both if _concepts(one) and _concepts(other)]
    alike = [(one, other) for one, other in known if _concepts(one) & _concepts(other)]
    others = [(one, other) for one, other in alike if header_words(one) != header_words(other)]
    fewest = max(_FEWEST, min(_FEWEST + 1, len(upper)))
    if len(both) < _MOSTLY * max(len(upper), len(lower)) or len(others) < _FEWEST or len(alike) < fewest:
        return {}
    if len(alike) < _MOSTLY * len(known) or 2 * len(alike) < len(both) or any(map(is_placeholder, lower.values())):
        return {}
    clear, less = sorted((upper, lower), key=_how_known, reverse=True)
    return {
        column: less[column] if column in less and not _concepts(clear.get(column, "")) else clear[column]
        for column in sorted({*upper, *lower})
    }


def _concepts(header: str) -> frozenset[tuple[str, str]]:
    """The concepts that a header speaks of clearly, as a whole or in one of its parts."""
    said = (header_words(header), *parts_of(header))
    return frozenset(concept for words in said for concept, _ in spoken_of(words))


def _how_known(row: Mapping[int, str]) -> int:
    return sum(bool(_concepts(header)) for header in row.values())
