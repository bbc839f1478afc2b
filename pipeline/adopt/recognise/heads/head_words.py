"""What the words of a header speak of, and whether two headers say one thing in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pipeline.adopt.compared_words import KEPT, Tokens, parts_of
from pipeline.adopt.lexicon import lexicon, phase_words, without_times
from pipeline.adopt.recognise.heads.head_column import header_words
from pipeline.adopt.row_words import is_placeholder

LEXICONS = ("risk_register", "budget", "indicators", "who_does_what", "activity_matrix")
HIT = 0.6  # a header that fits a concept so well speaks for it
_MOST_WORDS = 14  # of a header: more are a sentence
_MOSTLY, _FEWEST = 0.75, 2  # of the headers that are known in both languages


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
    """The words without those that say before or after which measures, or for which year."""
    return without_times(tuple(word for word in words if word not in phase_words()) or words) if words else words


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
