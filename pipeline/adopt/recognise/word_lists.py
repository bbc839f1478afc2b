"""What the words of a column mean: the steps of a scale, the codes of a list, and what is asked about them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.adopt.compared_words import plain
from pipeline.adopt.lexicon import word_codes
from pipeline.adopt.proposal import WordList
from pipeline.adopt.recognise.profile import Profile
from pipeline.adopt.recognise.scale_word import MOST_STEPS, step_of, word_and_reason
from pipeline.adopt.source.sheet import number_of
from schemas.wording.text import text

STEPS = 5
# How three steps, or four, lie on five (docs/guide, adopting): measured on registers that give a level as well.
_SPREAD = {1: (3,), 2: (2, 4), 3: (1, 3, 5), 4: (1, 2, 4, 5)}
# Words that only scales of five steps have.
_OF_FIVE = frozenset({
    "rare", "almost certain", "insignificant", "catastrophic", "very unlikely", "very likely", "remote", "negligible",
    "presque certain", "quasi certain", "casi seguro", "quase certo", "raro", "catastrofico", "catastrophique",
    "نادر", "شبه مؤكد", "كارثي",
})  # fmt: skip
_FROM_ONE_TO_FIVE = re.compile(
    r"1\s*(?:[-–—]|to|à|a|…|\.\.)\s*5|\b1\b[^0-9]{1,12}\b5\b|1\s*,\s*2\s*,\s*3\s*,\s*4\s*,\s*5"
)


@dataclass(frozen=True)
class Scale:
    """What the rating columns of one register say together: which steps they use."""

    numbers: frozenset[float]
    words: frozenset[str]
    says_five: bool

    @classmethod
    def of(cls, columns: Iterable[tuple[str, Profile]]) -> Scale:
        """The scale of rating columns, each with its header and group."""
        numbers: Counter[float] = Counter()
        words: set[str] = set()
        says = False
        for header, profile in columns:
            legend = profile.legend
            says = says or bool(_FROM_ONE_TO_FIVE.search(header)) or bool(legend and legend.has_five_steps)
            if legend and legend.is_numbered and legend.steps:
                numbers[legend.highest] += 1
            for cell, many in profile.counts.items():
                step = number_of(cell)
                if step is None and re.match(r"^\d\s*[-–—:=.(]", cell):
                    step = float(cell[0])
                if step is not None:
                    numbers[step] += many
                else:
                    words.add(plain(cell))
        return cls(frozenset(set(numbers) - _strays(numbers)), frozenset(words), says)

    @property
    def highest(self) -> float:
        """The greatest number."""
        return max(self.numbers, default=0)

    @property
    def has_five_words(self) -> bool:
        """Whether its words are those of a scale with five steps."""
        if self.says_five or self.words & _OF_FIVE:
            return True
        steps = {step_of(word, scale) for word in self.words for scale in ("likelihood", "impact")}
        return {1, 5} <= steps


def _strays(numbers: Counter[float]) -> set[float]:
    """Numbers that are slips, not steps: beyond ten, or beyond five where hardly a cell has one of these."""
    beyond = {number for number in numbers if number > STEPS}
    few = sum(numbers[number] for number in beyond if number <= MOST_STEPS) <= max(1, 0.05 * numbers.total())
    return beyond if few else {number for number in beyond if number > MOST_STEPS}


def rating_words(profile: Profile, scale: str, shared: Scale) -> WordList | str:
    """The steps that the cells of a rating column mean; where they are no rating, the reason (a key) instead."""
    numbers = [number for number in (number_of(cell) for cell in profile.counts) if number is not None]
    if profile.count and len(profile.numbers) >= 0.6 * profile.count:
        if any(number > 10 for number in numbers) and sum(n > 10 for n in profile.numbers) > max(
            1, 0.05 * profile.count
        ):
            return "product"
        if sum(not number.is_integer() for number in profile.numbers) > 0.3 * len(profile.numbers):
            return "share"
    words = WordList(counts=dict(profile.counts))
    steps: dict[str, int] = {}
    for cell in profile.counts:
        step = profile.step(cell, scale)
        if step is None and (found := word_and_reason(cell, scale)):
            step = profile.step(found[0], scale)
            words.rests[cell] = found[1]
        if step is None:
            words.unmapped.append(cell)
        else:
            steps[cell] = step
    if profile.count and not steps:
        return "text"
    if profile.legend and profile.legend.is_turned_round and any(cell[:1].isdigit() for cell in steps):
        words.map |= {cell: str(step) for cell, step in steps.items()}
        _ask_all(words, text("adopt.why.turned_round"))
    else:
        _lay(words, steps, shared)
    if words.unmapped:
        words.ask, words.why = True, words.why or text("adopt.why.unknown_words")
    return words


def _lay(words: WordList, steps: dict[str, int], shared: Scale) -> None:
    """Lay the steps that a column uses over ours, and say what is not certain."""
    numeric = {cell: step for cell, step in steps.items() if cell[:1].isdigit()}
    worded = {cell: step for cell, step in steps.items() if cell not in numeric}
    if numeric:
        if shared.highest > STEPS:
            words.map |= {cell: str(math.ceil(step / 2)) for cell, step in numeric.items() if step}
            _ask_all(words, text("adopt.why.ten_steps"))
        elif shared.highest == STEPS or shared.says_five:
            words.map |= {cell: str(step) for cell, step in numeric.items() if 0 < step <= STEPS}
            words.unmapped += [cell for cell, step in numeric.items() if step > STEPS]
        else:
            most = max(int(shared.highest), 1)
            spread = dict(enumerate(_SPREAD.get(max(most, 3), _SPREAD[3]), 1))
            words.map |= {cell: str(spread[step]) for cell, step in numeric.items() if step in spread}
            words.unmapped += [cell for cell, step in numeric.items() if step and step not in spread]
            _ask_all(words, text("adopt.why.fewer_numbers", highest=most))
        words.unmapped += [cell for cell, step in numeric.items() if not step]
    if worded:
        used = sorted(set(worded.values()))
        if shared.has_five_words or (numeric and not words.ask):
            words.map |= {cell: str(step) for cell, step in worded.items()}
        elif set(used) <= {2, 3, 4}:
            stretched = {2: "1", 3: "3", 4: "5"}
            words.map |= {cell: stretched[step] for cell, step in worded.items()}
            _ask_all(words, text("adopt.why.three_words"))
        else:
            words.map |= {cell: str(step) for cell, step in worded.items()}
            _ask_all(words, text("adopt.why.other_steps", count=len(used)))


def _ask_all(words: WordList, why: str) -> None:
    """Ask about every word of a list, not only about those that nobody knows."""
    words.ask, words.asks_all, words.why = True, True, why


def listed_words(profile: Profile, vocabulary: str) -> WordList:
    """The codes that the words of a column mean, of a vocabulary of ours."""
    codes = word_codes(vocabulary)

    def code_of(cell: str) -> str | None:
        return profile.code(cell, vocabulary) or _only_one(cell, codes)

    return mapped(profile, code_of, text("adopt.why.unknown_words"))


def _only_one(cell: str, codes: Mapping[str, str]) -> str | None:
    """The code of a cell in which several words stand that all mean the same ("Accept / tolerate")."""
    parts = [plain(part) for part in re.split(r"[/,;&()+]|\band\b|\bor\b", cell) if part.strip()]
    found = {codes.get(part) for part in parts}
    return found.pop() if len(parts) > 1 and len(found) == 1 else None


def owner_words(profile: Profile, known: dict[str, str]) -> WordList:
    """Which partner each owner means; `known` are codes by name or code as compared."""
    return mapped(profile, lambda cell: known.get(plain(cell)), text("adopt.why.who"))


def mapped(profile: Profile, code_of: Callable[[str], str | None], why: str) -> WordList:
    """Every cell with its code; where some have none, `why` says what is asked about them."""
    words = WordList(counts=dict(profile.counts))
    for cell in profile.counts:
        code = code_of(cell)
        if code is None:
            words.unmapped.append(cell)
        else:
            words.map[cell] = code
    if words.unmapped:
        words.ask, words.why = True, why
    return words
