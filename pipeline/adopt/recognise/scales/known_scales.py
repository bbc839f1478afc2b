"""Scales in wide use, and which steps of ours the words of a column are on each that has them all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache

from pipeline.adopt.compared_words import plain, word_file
from pipeline.adopt.lexicon import words_of_five
from pipeline.adopt.recognise.scales.scale_word import STEPS

SCALES = ("likelihood", "impact")
# How fewer steps lie on five (docs/guide, adopting): measured on registers that give a level as well.
SPREAD: Mapping[int, tuple[int, ...]] = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
_SELDOM = "seldom"
_LIKELIEST = (3, STEPS, 4)  # steps
_ENDINGS = "aeoةه"  # of a word's gender
_KnownScale = Mapping[str, int]


class OfFive(Enum):
    """What is known of the number of steps: a header or a legend says five; another rating has five; nothing."""

    SAID = auto()
    BESIDE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Reading:
    """What words are on a known scale: the step of ours, from 1 to 5, by word.

    `size`: how many steps that scale has; `is_usual`: whether it is in wide use.
    """

    steps: Mapping[str, int]
    size: int
    is_usual: bool

    @property
    def is_sure(self) -> bool:
        """Whether nothing is to be asked where no other reading differs: five steps, in wide use or all seen."""
        return self.size == STEPS and (self.is_usual or len(self.steps) == STEPS)


def readings(words: Collection[str], scale: str, of_five: OfFive = OfFive.UNKNOWN) -> list[Reading]:
    """What words, as compared, are on the known scales that have them all: of three steps, of five, then of others.

    Beside words of five steps a scale with fewer counts only where all its words are there, or where it is known to
    stand beside such ones. Scales in less wide use count where no other has the words.
    """
    stems = {*map(stem_of, words)}
    usual = [known for known in _known(scale) if stems <= known.keys() and _may_be(known, stems, of_five)]
    found = usual or [known for known in _known(_SELDOM) if stems <= known.keys()]
    return [
        Reading({word: SPREAD[len(known)][known[stem_of(word)] - 1] for word in words}, len(known), bool(usual))
        for known in sorted(found, key=lambda known: _LIKELIEST.index(len(known)))
    ]


def _may_be(known: _KnownScale, stems: Collection[str], of_five: OfFive) -> bool:
    """Whether a known scale can be that of words, by what is known of its number of steps."""
    if len(known) == STEPS or of_five is OfFive.UNKNOWN:
        return True
    if of_five is OfFive.SAID:
        return False
    middle = {*map(stem_of, words_of_five("middle"))}
    return known in _known("beside_five") or (known.keys() == stems and not middle.issuperset(stems))


def are_of_five(words: Collection[str]) -> bool:
    """Whether words, as compared, stand together in known scales of five steps only, and are no whole scale of four."""
    stems = {*map(stem_of, words)}
    holding = [known for scale in SCALES for known in _known(scale) if stems <= known.keys()]
    holding += [known for known in _known(_SELDOM) if stems == known.keys()]
    return bool(stems and holding) and all(len(known) == STEPS for known in holding)


def stem_of(word: str) -> str:
    """A word of a scale whatever its gender: alto, alta; moyen, moyenne; bas, basse."""
    bare = word.rstrip(_ENDINGS)
    return bare[:-1] if bare[-2:] == 2 * bare[-1:] else bare


def is_known(word: str, scale: str) -> bool:
    """Whether a word stands in a known scale."""
    return stem_of(word) in _stems(scale)


@cache
def _stems(scale: str) -> frozenset[str]:
    return frozenset(stem for known in (*_known(scale), *_known(_SELDOM)) for stem in known)


@cache
def _known(which: str) -> list[_KnownScale]:
    """The scales of a rating, or of a list of its own, each as the place of its words."""
    listed = word_file("scales")
    more = {"likelihood": listed["both"], "impact": [*listed["both"], *listed["beside_five"]]}
    lists = [*more.get(which, []), *listed[which]]
    return [{stem_of(plain(word)): place for place, word in enumerate(words, 1)} for words in lists]
