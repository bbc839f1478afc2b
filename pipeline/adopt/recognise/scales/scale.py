"""What scale the rating columns of a register use together, and whether a legend says another one."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pipeline.adopt.compared_words import plain
from pipeline.adopt.legend import Legend
from pipeline.adopt.lexicon import lower_beside, words_of_five
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scales.known_scales import SCALES, OfFive, are_of_five, stem_of
from pipeline.adopt.recognise.scales.scale_word import (
    MOST_STEPS,
    STEPS,
    bare_step,
    number_and_word,
    step_of,
    steps_stated,
    word_and_reason,
)
from pipeline.adopt.source.sheet import number_of
from schemas.wording.text import text

_THREE = 3  # the greatest number of a scale that may be one of three
_ENOUGH = 4  # rated cells: fewer say nothing of their scale
# Of how many cells a column must have none above this number before it is asked whether its scale ends there. One that
# goes up to five has no five in ten cells about as seldom as no four and no five in four.
_ENDS_AT = {_THREE: _ENOUGH, 4: 10}
DOUBLED = {5.0: "3", 10.0: "4", 20.0: "5"}  # of five steps the upper three
_FEW = 20  # rated cells among which one number beyond five is no slip for certain
_FROM_ONE_TO_FIVE = re.compile(
    r"1\s*(?:[-–—]|to|à|a|…|\.\.)\s*5|\b1\b[^0-9]{1,12}\b5\b|1\s*,\s*2\s*,\s*3\s*,\s*4\s*,\s*5"
)
_FROM_ONE = re.compile(r"\b1\s*(?:[-–—]|to|à|a|…|\.\.)\s*(10|[2-9])\b", re.IGNORECASE)


def are_doubled(profile: Profile) -> bool:
    """Whether the numbers of a column are 5, 10 and 20 only, each twice the one below: impacts of corruption risks."""
    return profile.number_share == 1 and max(DOUBLED) in profile.numbers and {*profile.numbers} <= DOUBLED.keys()


@dataclass(frozen=True)
class Scale:
    """What the rating columns of one register say together: which steps their cells, headers and legends use.

    `explained` is the greatest number of a legend, or of a header such as "Impact (1-4)", of which `ends` is the lowest
    that is not five; `may_be_ten`: one number beyond five stands among too few for a slip to be told from a scale of
    ten; `words` are those of each column.
    """

    numbers: Counter[float]
    words: tuple[frozenset[str], ...]
    says_five: bool
    is_headed: bool
    explained: int
    ends: int
    may_be_ten: float

    @classmethod
    def of(cls, columns: Iterable[tuple[str, Profile]]) -> Scale:
        """The scale of rating columns, each with its header and group."""
        numbers: Counter[float] = Counter()
        words: list[frozenset[str]] = []
        is_headed, has_five, explained, ends = False, False, 0, STEPS
        for header, profile in columns:
            legend = profile.legend
            is_headed = is_headed or bool(_FROM_ONE_TO_FIVE.search(header))
            if said := _FROM_ONE.search(header):
                explained, ends = max(explained, int(said[1])), min(ends, int(said[1]))
            has_five = has_five or bool(legend and legend.has_five_steps) or _are_numbered_by_five(profile)
            if legend and legend.is_numbered and legend.steps:
                explained = max(explained, legend.highest)
            if are_doubled(profile):
                words.append(frozenset())
                continue
            if stated := max(map(steps_stated, profile.counts), default=0):
                explained, ends = max(explained, stated), min(ends, stated)
            own = {cell: _leading_number(cell) for cell in profile.counts}
            for cell, step in own.items():
                if step is not None:
                    numbers[step] += profile.counts[cell]
            words.append(frozenset(word_of(cell) for cell, step in own.items() if step is None))
        strays = _strays(numbers)
        few = numbers.total() < _FEW
        doubt = max((number for number in strays if number <= MOST_STEPS), default=0) if few else 0
        used = Counter({number: many for number, many in numbers.items() if number not in strays})
        return cls(used, tuple(words), is_headed or has_five, is_headed, explained, ends, doubt)

    @property
    def used(self) -> float:
        """The greatest number of a cell."""
        return max(self.numbers, default=0)

    @property
    def highest(self) -> float:
        """The greatest number, of a cell or of a legend."""
        return max(self.used, self.explained)

    def has_five_words(self, own: Iterable[str]) -> bool:
        """Whether words of one column, `own`, are those of a scale with five steps.

        Words in the middle may be all of another column's scale that has five, where they are not words of it.
        """
        words = {*map(plain, own)}
        is_middle = bool(words) and words <= words_of_five("middle") and self.is_five_elsewhere
        return self.is_headed or is_middle or _are_of_five(words) or any(some & words for some in self._of_five)

    @property
    def is_five_elsewhere(self) -> bool:
        """Whether a column has words of five steps, whichever it is."""
        return bool(self._of_five)

    def of_five(self, own: Collection[str]) -> OfFive:
        """Whether a header or a legend says five steps, or words of another column than that of `own` are of five."""
        if self.says_five:
            return OfFive.SAID
        beside = any(are_of_five(some) for some in self._of_five if not some <= {*own})
        return OfFive.BESIDE if beside else OfFive.UNKNOWN

    def goes_on_with(self, own: Iterable[str]) -> bool:
        """Whether another column has words beyond those of this one, its `own` among them: Very low beside Low."""
        stems = {stem_of(word) for word in map(plain, own)}
        return any(
            stems & {stem_of(word) for word in some} and _reaches_an_end(some) and not some <= {*map(plain, own)}
            for some in self.words
        )

    @property
    def _of_five(self) -> list[frozenset[str]]:
        return list(filter(_are_of_five, self.words))

    def disagreement(self, legend: Legend | None, own: Counter[int], beside: Counter[int]) -> str:
        """What is asked where the numbers of a column with this legend may be of other steps than five, "" for none.

        `own` are the numbers of the column itself, each with how often it stands there: they may end below those of
        another column, and then only a header or a legend says of how many steps they are. `beside` are those of the
        same rating before or after: after the measures the numbers are lower, and that says nothing.
        """
        if self.may_be_ten and not self.says_five:
            return text("adopt.why.slip_or_ten", number=int(self.may_be_ten))
        explained = legend.highest if legend and legend.is_scale and legend.is_numbered else 0
        goes_on = 0 < explained < self.used
        most = max(own)
        stops = not self.is_headed and self.used <= _THREE and self.numbers.total() >= _ENOUGH
        if goes_on or stops:
            return text("adopt.why.legend_steps", legend=explained or STEPS, highest=int(self.used))
        goes_higher = bool(beside) and max(beside) > most and not self._may_end(beside)
        if most <= self.ends < STEPS or (self._may_end(own) and not goes_higher):
            return text("adopt.why.fewer_numbers", highest=most)
        return ""

    def _may_end(self, own: Counter[int]) -> bool:
        """Whether so many cells have none of the higher numbers that the scale may end below five."""
        enough = _ENDS_AT.get(max(*own, _THREE), math.inf)
        return own.total() >= enough and not self.says_five


def word_of(cell: str) -> str:
    """The word of a cell as compared, without its reason: "High (no fence)"."""
    led = word_and_reason(cell, "impact") or word_and_reason(cell, "likelihood")
    return plain(led[0] if led else cell)


def _leading_number(cell: str) -> float | None:
    """The number that a cell is, or begins with: 3, "3 - Possible"."""
    cell = bare_step(cell)
    step = number_of(cell)
    return float(cell[0]) if step is None and re.match(r"^\d(?:\s*[-–—:=.(]|\s+[^\W\d])", cell) else step


def _are_numbered_by_five(profile: Profile) -> bool:
    """Whether cells say numbers with words, each of which has that number among five: 4 - Likely, 2 - Unlikely."""
    found = [number_and_word(cell) for cell in profile.counts]
    said = [one for one in found if one]
    agree = all(any(step_of(word, scale) == number for scale in SCALES) for number, word in said)
    return 1 < len(said) == len(found) and agree


def _reaches_an_end(words: Iterable[str]) -> bool:
    """Whether a word means the lowest or the highest of five steps."""
    return any(step_of(word, scale) in (1, STEPS) for word in words for scale in SCALES)


def _are_of_five(words: frozenset[str] | set[str]) -> bool:
    """Whether some words are of five steps: by themselves, or by two of them together."""
    return bool(words & words_of_five("only")) or _has_two_worst(words) or _has_both_ends(words)


def _has_both_ends(words: Iterable[str]) -> bool:
    return {1, STEPS} <= {step_of(word, scale) for word in words for scale in SCALES}


def _has_two_worst(words: Collection[str]) -> bool:
    """Whether two words for the worst stand among these: so of negligible, minor, moderate, severe, critical."""
    return any(not lower.isdisjoint(words) for word, lower in lower_beside().items() if word in words)


def _strays(numbers: Counter[float]) -> set[float]:
    """Numbers that are slips, not steps: beyond ten, or beyond five where hardly a cell has one of these."""
    beyond = {number for number in numbers if number > STEPS}
    few = sum(numbers[number] for number in beyond if number <= MOST_STEPS) <= max(1, 0.05 * numbers.total())
    return beyond if few else {number for number in beyond if number > MOST_STEPS}
