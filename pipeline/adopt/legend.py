"""A legend: terms, what each means, and the steps or codes that come of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import correlation

from pipeline.adopt.compared_words import SYMBOLS, code, plain, stem, tokens, words_of
from pipeline.adopt.lexicon import word_codes, word_set
from pipeline.adopt.proposal import NOTHING

STEPS = 5
LONGEST_CODE = 4  # letters
FEWEST_KNOWN = 2  # of its words
_OPPOSITE = -0.6
_LEADS, _TAKES_PART = "L", "P"  # roles
_WORDS_OF_ROLE = 3
_DIGITS = 3  # of a step
_COVERED = 0.8  # of the cells of a column
# Where the steps of a scale of three or four words lie among five, as their words do; more of it asks `word_lists`.
_PLACES = {3: (2, 3, 4), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
_PARTS = re.compile(r"[,;()/=–—:]|\s-\s")


@dataclass(frozen=True, slots=True)
class Item:
    """A term as it stands, and the texts that say what it means."""

    term: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class Legend:
    """What the terms of a legend mean; `cells`: where it stands, `title`: what it is for ("" where nobody says it)."""

    title: str
    items: tuple[Item, ...]
    cells: frozenset[tuple[int, int]]
    is_rows: bool = False

    @cached_property
    def says(self) -> Mapping[str, tuple[str, ...]]:
        """The meanings by the term as compared."""
        return {code(item.term): item.says for item in self.items}

    @cached_property
    def is_numbered(self) -> bool:
        """Whether its terms are the numbers themselves."""
        return all(term.isdecimal() for term in self.says)

    @cached_property
    def steps(self) -> Mapping[str, int]:
        """The step from 1 to 5 of each term, told by numbers, by known words and by their order; none where unknown."""
        places = self._places()
        return dict(zip(self.says, places, strict=True)) if places else {}

    @cached_property
    def _words(self) -> list[int | None]:
        return [_word_step(item) for item in self.items]

    @cached_property
    def _numbers(self) -> list[int | None]:
        return [_number(item.term) if self.is_numbered else _number_step(item) for item in self.items]

    @cached_property
    def is_turned_round(self) -> bool:
        """Whether the lowest number means the most."""
        pairs = [(number, word) for number, word in zip(self._numbers, self._words, strict=True) if number and word]
        if any(len({*some}) < 2 for some in zip(*pairs, strict=True)) or not pairs:
            return False
        return correlation(*zip(*pairs, strict=True)) < _OPPOSITE

    @property
    def has_letters(self) -> bool:
        """Whether its terms are letters, as those of roles are."""
        return all(len(term) <= LONGEST_CODE and _is_letters(term) for term in self.says)

    @cached_property
    def numbers_roles(self) -> bool:
        """Whether its terms are a few numbers, and two at least stand for words of roles: 1 leads, 2 supports."""
        are_words = all(len(plain(item.says[0]).split()) <= _WORDS_OF_ROLE for item in self.items)
        few = self.is_numbered and len(self.items) <= STEPS and are_words
        return few and sum(role != NOTHING for role in self.codes("role").values()) >= FEWEST_KNOWN

    @cached_property
    def says_roles(self) -> bool:
        """Whether it is one of roles beyond doubt, however few: each of its letters, or two of its numbers, is one."""
        if not self.has_letters or any(len(term) > 1 for term in self.says):
            return self.numbers_roles
        roles = self.codes("role")
        return self.means_in_words and len(roles) == len(self.items) and bool({*roles.values()} - {NOTHING})

    @property
    def explains_each_role(self) -> bool:
        """Whether each of its letters is a role that it explains, at whatever length: R, A, C and I in sentences."""
        return len(self.items) > FEWEST_KNOWN and self.has_letters and len(self.codes("role")) == len(self.items)

    @property
    def means_in_words(self) -> bool:
        """Whether each meaning is a word or a few, and no code itself."""
        return all(_is_phrase(item.says[0]) for item in self.items)

    @property
    def is_scale(self) -> bool:
        """Whether it explains the steps of a scale."""
        return bool(self.steps)

    @property
    def has_five_steps(self) -> bool:
        """Whether its steps are those of a scale with five."""
        if self.is_numbered and not self.is_rows and {*self.says} == set("12345"):
            return True
        if len(self.items) in _PLACES:
            # Three or four words lie among five because we lay them there: only numbers of its own say five.
            return bool(self.steps) and (len(self.items) == STEPS or {1, STEPS} <= {*self._numbers})
        return {1, STEPS} <= {*self.steps.values()}

    @cached_property
    def highest(self) -> int:
        """The greatest number among its terms, 0 for none."""
        return max((int(term) for term in self.says if term.isdecimal() and len(term) <= _DIGITS), default=0)

    def _places(self) -> Sequence[int]:
        words, numbers, count = self._words, self._numbers, len(self.items)
        known = [word for word in words if word]
        exact = [number or 0 for number in numbers]
        if all(numbers) and len({*exact}) == count and (not self.is_numbered or 2 * len(known) >= count):
            if self.is_turned_round:
                exact = [max(exact) + 1 - number for number in exact]
            if max(exact) <= STEPS and (count == STEPS or {1, STEPS} <= {*exact}):
                return exact
            ranked = {number: at for at, number in enumerate(sorted(exact))}
            return [_PLACES[count][ranked[number]] for number in exact] if count in _PLACES else ()
        if count not in _PLACES or not _only_rises_or_falls(words):
            return [word or 0 for word in words] if all(words) and len({*words}) == count else ()
        if len(known) < FEWEST_KNOWN:
            # One of five is enough where it is the first or the last.
            ends = {words[0], words[-1]} & {1, STEPS} if count == STEPS else set()
            return () if not ends else _PLACES[count] if words[0] == 1 or words[-1] == STEPS else _PLACES[count][::-1]
        return _PLACES[count] if known[0] < known[-1] else _PLACES[count][::-1]

    @property
    def inverse(self) -> Legend:
        """The same the other way round: the words that its numbers stand for, and which number each has."""
        items = tuple(Item(item.says[0], (item.term,)) for item in self.items)
        return Legend(self.title, items, self.cells, self.is_rows)

    def codes(self, vocabulary: str) -> Mapping[str, str]:
        """The code of each term whose meaning is a word of a vocabulary."""
        known = word_codes(vocabulary)
        if vocabulary == "role":
            known = {**word_codes("role_said"), **known}
        elif vocabulary == "rating" and sum(bool(_first_code(says, known)) for says in self.says.values()) > 1:
            known = {**word_codes("rating_said"), **known}  # Remarks alone is a header
        found = {term: _first_code(says, known) for term, says in self.says.items()}
        found = {term: code for term, code in found.items() if code}
        return {**found, **self._responsible(found)} if vocabulary == "role" else found

    def _responsible(self, roles: Mapping[str, str]) -> Mapping[str, str]:
        """The term for who is responsible, who leads where others take part and nobody else leads, or a sign for it."""
        taking = [term for term, role in roles.items() if role == _TAKES_PART]
        theirs = [term for term in taking if {*words_of(self.says[term][0])} & word_set("doing_words")]
        are_several = len(taking) > 1 or {*taking} <= {*SYMBOLS}
        leads = _LEADS not in roles.values() and len(theirs) == 1 and are_several
        return dict.fromkeys(theirs, _LEADS) if leads else {}

    def is_for(self, header: str) -> bool:
        """Whether its title names a column of this header."""
        own, theirs = {*map(stem, tokens(self.title))}, {*map(stem, tokens(header))}
        return bool(self.title) and bool(own & theirs)

    def covers(self, cells: Mapping[str, int]) -> bool:
        """Whether nearly all of these cells, each with how often it stands there, are its terms."""
        known = sum(many for cell, many in cells.items() if {plain(cell), code(cell)} & {*self.says})
        return bool(cells) and known >= _COVERED * sum(cells.values())


def _is_letters(term: str) -> bool:
    """Whether a term is of letters or symbols: R, A/R, (X), ●."""
    bare = term.strip("()").replace(" ", "")
    return bare.isalpha() or (bool(bare) and set(bare) <= set(SYMBOLS))


def best_legend(legends: Iterable[Legend], header: str, cells: Mapping[str, int]) -> Legend | None:
    """The legend that explains a column: one that its header names before any other; none where two disagree."""
    fitting = [legend for legend in legends if legend.covers(cells)]
    named = [legend for legend in fitting if legend.is_for(header)]
    scales = [legend for legend in (named or fitting) if legend.is_scale]
    if scales and any(legend.steps != scales[0].steps for legend in scales[1:]):
        return None
    return next(iter([*scales, *(named or fitting)]), None)


def _only_rises_or_falls(words: Sequence[int | None]) -> bool:
    known = [word for word in words if word]
    rises, falls = (all(a <= b for a, b in pairwise(some)) for some in (known, known[::-1]))
    return len(known) < FEWEST_KNOWN or rises != falls  # two words of one step may be neighbours


def _number_step(item: Item) -> int | None:
    found = [number for one in (*item.says, *_parts(item.says)) if (number := _number(one))]
    return found[0] if found else None


def _word_step(item: Item) -> int | None:
    said = (_code(one, word_codes(scale)) for scale in ("likelihood", "impact") for one in (item.term, *item.says))
    return next((int(code) for code in said if code), None)


def _number(text: str) -> int | None:
    bare = text.strip()
    return int(bare) if bare.isdecimal() and len(bare) <= _DIGITS and 0 < int(bare) <= 10 else None


def _first_code(says: Iterable[str], known: Mapping[str, str]) -> str:
    return next(filter(None, (_code(one, known) for one in says)), "")


def _parts(says: Iterable[str]) -> Iterator[str]:
    return (part for one in says for part in _PARTS.split(one) if part.strip())


def _code(text: str, known: Mapping[str, str]) -> str:
    """The code of a text: of the whole, of one of its parts, or of its first words; "" for none."""
    for one in (text, *_parts((text,))):
        words = _without_means(plain(one).split())
        for size in range(min(len(words), 5), 0, -1):
            if (code := known.get(" ".join(words[:size]))) and _is_enough(words, size):
                return code
    return ""


def _is_phrase(text: str) -> bool:
    """Whether a text is a word or a few, and no code itself."""
    words = _without_means(plain(text).split())
    return 0 < len(words) <= _WORDS_OF_ROLE and len(text) >= LONGEST_CODE


def _without_means(words: Sequence[str]) -> Sequence[str]:
    """The words behind the one that only says that they are a meaning: indicates primary responsibility."""
    return words[1:] if len(words) > 1 and words_of(words[0])[0] in word_set("means_words") else words


def _is_enough(words: Sequence[str], size: int) -> bool:
    """Whether the first words alone say it: "no" begins many sentences."""
    return size == len(words) or size > 1 or len(words[0]) > 3
