"""Values as they stand in sentences: days, lists of codes, labels, shares. The sentences are in schemas/wording."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, TypeVar

from pipeline.domain.arrangement import Arrangement
from schemas.vocabulary import vocabulary
from schemas.wording.languages import cached_by_language
from schemas.wording.numbers_and_days import measured, number_text
from schemas.wording.text import joined, joined_first, text

LISTED = 20
# A sentence names so many partners; of more it says how many they are (docs/rules.md, Terms).
MOST_NAMED = 6

Answer = TypeVar("Answer", bound=Hashable)


def day(given: date) -> str:
    """A date in a sentence, the same in every language: 2026-03-03. A time of day is left out."""
    return f"{given.year:04}-{given.month:02}-{given.day:02}"


def names(arrangement: Arrangement, codes: Iterable[str]) -> str:
    """Partner codes in a sentence: `A`, `A and B`, `A, B and C`; of more than six `16 of 20 parties`; "" for none."""
    return lists_of_names(arrangement, (codes,))[0]


def lists_of_names(arrangement: Arrangement, lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Several lists of partner codes in one sentence, as `names_of_lists` has them, in their order."""
    given = [*map(tuple, lists)]
    return tuple(map(names_of_lists(arrangement, given).__getitem__, given))


def names_of_lists(
    arrangement: Arrangement, lists: Iterable[tuple[str, ...]], alone: Collection[str] = ()
) -> dict[tuple[str, ...], str]:
    """Each of several lists of partner codes in one sentence, in words; `alone` are those it names besides.

    The sentence names no more than six partners: of the longest lists it says how many they are.
    """
    given = {codes: tuple(dict.fromkeys(codes)) for codes in lists}
    if len(set(alone).union(*given)) <= MOST_NAMED:
        return {codes: _all_of(once) for codes, once in given.items()}
    few = _few({*map(frozenset, given)}, set(alone))
    return {
        codes: _all_of(once) if frozenset(once) in few else _how_many(arrangement, once)
        for codes, once in given.items()
    }


@cached_by_language
def _all_of(codes: tuple[str, ...]) -> str:
    """Codes in a sentence, each of them: the same few lists stand in most."""
    return joined(codes, "and")


def _few(lists: set[frozenset[str]], together: set[str]) -> set[frozenset[str]]:
    """The shortest of several lists of codes, as many as hold no more than six codes together with those given."""
    few = set()
    for codes in sorted(lists, key=lambda codes: (len(codes), sorted(codes))):
        together = together | codes
        if len(together) > MOST_NAMED:
            break
        few.add(codes)
    return few


def _how_many(arrangement: Arrangement, codes: Sequence[str]) -> str:
    if set(codes) <= set(arrangement.party_codes):
        return text("phrases.of_parties", count=len(codes), all=len(arrangement.party_codes))
    return text("phrases.of_partners", count=len(codes), all=len(arrangement.partner_codes.union(codes)))


@cached_by_language
def lower_label(words: str, code: str) -> str:
    """The label of a code of the vocabulary `words`, as it stands within a sentence: `very high`."""
    written = vocabulary(words).label(code)
    return written[:1].lower() + written[1:]


def percent(share: float) -> str:
    """A share of 0 to 1 as people read it: `40 %`; small ones with a decimal, so that 1.4 and 0.6 stay apart."""
    whole = round(100 * share) >= 10 or f"{100 * share:.1f}".endswith(".0")
    return text("phrases.percent", number=number_text(100 * share, 0 if whole else 1))


def hours(given: float) -> str:
    """A time in a sentence: `1 hour`, `24 hours`, `1.5 hours`."""
    if float(given).is_integer():
        return text("phrases.hours", count=int(given))
    return text("phrases.hours_and_part", number=measured(given))


def grouped(answers: Mapping[str, Answer]) -> dict[Answer, tuple[str, ...]]:
    """Who gave each answer: from answers by partner, the answers in the order first given, with their partners."""
    found: dict[Answer, list[str]] = {}
    for code, answer in answers.items():
        found.setdefault(answer, []).append(code)
    return {answer: tuple(codes) for answer, codes in found.items()}


def listed(texts: Iterable[str], kind: Literal["plain", "apart"] = "plain") -> str:
    """Several texts in one sentence; beyond the first twenty only how many more there are."""
    return joined_first(texts, LISTED, kind)


def listed_first(texts: Iterable[str], count: int, kind: Literal["plain", "apart"] = "plain") -> str:
    """As `listed`, of so many texts that are made as they are asked for: only the first twenty are."""
    return joined_first(texts, LISTED, kind, count=count)
