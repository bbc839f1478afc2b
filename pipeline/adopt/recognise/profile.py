"""What the cells of a column are: numbers, days, words of a scale, long texts, names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pipeline.adopt.compared_words import code, plain, plain_or_mark, texts_of, tokens
from pipeline.adopt.legend import Legend, best_legend
from pipeline.adopt.lexicon import higher_beside, lower_beside, word_codes, word_set
from pipeline.adopt.recognise.answers.answer_heads import answer_in, told_apart
from pipeline.adopt.recognise.scales.scale_word import STEPS, is_range, step_of, word_and_reason
from pipeline.adopt.source.sheet import Cell, amount_of, is_empty, number_of, shown
from pipeline.adopt.workbook.cell_value import is_month
from pipeline.reading.coerce.months import month_called
from pipeline.reading.source.cell_marks import Uncalculated

_LETTERS = 2  # of a word, at least
_MOST_ANSWERS = 8  # different ones
_MOST_TERMS = 24  # different texts: more are no codes
AMOUNT = 20  # on average: less is how many
LOOKED_AT = 400  # distinct texts: more do not change what a column is
_DAY = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[ -](?:[a-z]{3,9})[ -]\d{2,4}|q[1-4][ /-]?\d{2,4}",
    re.IGNORECASE,
)
# A day without its year, a month of a year, a quarter: 30/9, 2025-03, Q4, T3 2026.
_PART_OF_DAY = re.compile(
    r"\d{1,2}[./]\d{1,2}\.?|\d{4}[./-]\d{1,2}|\d{1,2}[./-]\d{4}|[qtk][1-4](?:\s*[./-]?\s*\d{2,4})?", re.IGNORECASE
)
_ID = re.compile(r"^(?=.*\d)[\w][\w.\-/ ]{0,13}$")
_OUTLINED = re.compile(r"^\s*(\d{1,2})\s*[.):–—-]\s*([^\W\d].*)$", re.DOTALL)
_FEWEST_OUTLINED = 3
ANSWERS, TREATMENTS = "rating", "treatment"
_REMARK = re.compile(
    r"\s*(?:([✅☑✔❌✗✘⚠]\ufe0f?)\s+|([^,;:.(–—-]{1,24}?)(?:\s*[;:]\s+|\s[-–—]\s+))(\S.{3,})", re.DOTALL
)
_MARKS, _NO_MARK, _FEWEST_MARKS, _THREE = frozenset("xX+*★☆●•■!▲"), "-–0/", 2, 3
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5}
EMPTY_FIT = 0.8  # a column without any value fits what its header says, nearly


def answer_and_remark(text: str) -> tuple[str, str] | None:
    """The parts of a cell that says more than the answer: ❌ not planned, Partial - the field exists."""
    match = _REMARK.match(text)
    return (match[1] or match[2], match[3].strip()) if match else None


@dataclass(frozen=True)
class Profile:
    """The filled cells of one column."""

    cells: tuple[Cell, ...]
    legend: Legend | None = None  # that says what its words mean
    unstored: int = 0  # formulas without a stored result: nothing is known of them
    is_counted: bool = False  # its numbers may have what they are counted in behind them: 88 jours

    @classmethod
    def of(cls, cells: Iterable[Cell], header: str = "", legends: Sequence[Legend] = ()) -> Profile:
        """The profile of cells, empty ones left out; one of the `legends` may say what they mean."""
        filled = [cell for cell in cells if not is_empty(cell)]
        known = tuple(cell for cell in filled if not isinstance(cell, Uncalculated))
        plain_one = cls(known, unstored=len(filled) - len(known))
        counts = plain_one.counts if legends else {}
        legend = best_legend(legends, header, counts) if 0 < len(counts) <= _MOST_TERMS else None
        return replace(plain_one, legend=legend) if legend else plain_one

    @property
    def count(self) -> int:
        """How many are filled."""
        return len(self.cells)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each text stands there, as people see it."""
        return Counter(shown(cell) for cell in self.cells)

    @cached_property
    def numbers(self) -> list[float]:
        """The numbers among the cells."""
        read = amount_of if self.is_counted else number_of
        return [number for number in map(read, self.cells) if number is not None]

    @property
    def are_amounts(self) -> bool:
        """Whether its numbers are as large on average as amounts of money; smaller ones are how many."""
        return bool(self.numbers) and sum(self.numbers) >= AMOUNT * len(self.numbers)

    @cached_property
    def mean_length(self) -> float:
        """How long its texts are on average."""
        return sum(len(text) * many for text, many in self.counts.items()) / self.count if self.count else 0.0

    @property
    def has_words(self) -> bool:
        """Whether a cell holds a word: numbers, shares and marks are no text, 8/10."""
        return any(sum(map(str.isalpha, text)) >= _LETTERS for text in self.counts)

    @property
    def number_share(self) -> float:
        """Which share of the cells is a number."""
        return len(self.numbers) / self.count if self.count else 0.0

    @property
    def distinct_share(self) -> float:
        """How many of the cells differ from each other."""
        return len(self.counts) / self.count if self.count else 0.0

    @cached_property
    def date_share(self) -> float:
        """Which share of the cells is a day, also where it stands as text."""
        days = sum(
            isinstance(cell, date) or bool(isinstance(cell, str) and (_DAY.fullmatch(cell.strip()) or is_month(cell)))
            for cell in self.cells
        )
        return days / self.count if self.count else 0.0

    @cached_property
    def step_share(self) -> float:
        """Which share of the cells is a step of a scale, or begins with one: a word, a whole number from 0 to 10."""

        if self.is_outline:
            return 0.0

        def has_step(text: str, scale: str) -> bool:
            is_step = self.step(text, scale) is not None or is_range(text, scale)
            return is_step or word_and_reason(text, scale) is not None

        return self._share(lambda text: has_step(text, "impact") or has_step(text, "likelihood"))

    @cached_property
    def is_outline(self) -> bool:
        """Whether its cells are texts that are numbered one after the other: 1. Fire, 2. Flood, 3. Theft."""
        found = [_OUTLINED.match(cell) for cell in self.cells if isinstance(cell, str)]
        if len(found) != self.count or self.count < _FEWEST_OUTLINED or not all(found):
            return False
        runs = [int(one[1]) for one in found if one] == [*range(1, self.count + 1)]
        return runs and not any(one and step_of(one[2], scale) for one in found for scale in ("impact", "likelihood"))

    def step(self, text: str, scale: str) -> int | None:
        """The step that a cell means on a scale: as the legend says, else as the word is known."""
        said = self.legend.steps.get(plain(text)) if self.legend and not self._is_number(text) else None
        return said or step_of(text, scale) or (_ROMAN if self._are_roman else self._repeated_marks).get(text.strip())

    @cached_property
    def _repeated_marks(self) -> Mapping[str, int]:
        """The step of each cell where all are one mark several times: x, xx, xxx; up to three are low to high."""
        cells = {cell.strip() for cell in self.counts} - {*_NO_MARK}
        many = {cell: len(cell) for cell in cells}
        are_marks = len({*"".join(cells).casefold()}) == 1 and cells <= {cell for cell in cells if cell[0] in _MARKS}
        if not are_marks or len(cells) < _FEWEST_MARKS or max(many.values()) > STEPS:
            return {}
        more = max(many.values()) <= _THREE
        return {cell: size + more for cell, size in many.items()}

    @cached_property
    def _are_roman(self) -> bool:
        """Whether its cells are Roman numbers from I to V, of which one has several letters: II, IV."""
        cells = {cell.strip() for cell in self.counts}
        return cells <= _ROMAN.keys() and any(len(cell) > 1 for cell in cells)

    def step_beside(self, text: str, scale: str, words: Collection[str]) -> int | None:
        """As `step`, of a cell in a scale of these words (as compared): severe is lower where there is critical."""
        step, word = self.step(text, scale), plain(text)
        if step not in (1, STEPS) or (self.legend and self.legend.steps):
            return step
        if step == 1:
            return step + (not higher_beside().get(word, frozenset()).isdisjoint(words))
        return step - (not lower_beside().get(word, frozenset()).isdisjoint(words))

    def _is_number(self, text: str) -> bool:
        """Whether a cell is a number that means what it is: not where the legend turns the scale round."""
        return text[:1].isdigit() and not (self.legend and self.legend.is_turned_round)

    def code(self, text: str, vocabulary: str) -> str | None:
        """The code that a cell means in a vocabulary: as the legend says, else as the word is known."""
        codes = self.legend.codes(vocabulary) if self.legend else {}
        said = codes.get(plain(text)) or codes.get(code(text))
        found = said or word_codes(vocabulary).get(plain_or_mark(text))
        if found is None and vocabulary == ANSWERS:
            if labelled := answer_in(text, word_codes(vocabulary)):
                return labelled  # 2 - Partial
            if parts := answer_and_remark(text):
                return word_codes(vocabulary).get(plain_or_mark(parts[0]))
            same = {word_codes(vocabulary).get(plain(part)) for part in texts_of(text)}
            return self.told_apart.get(text) or (same.pop() if len(same) == 1 else None)  # Yes / Oui
        if found is None and vocabulary == TREATMENTS:
            bare = (word for word in tokens(text) if len(word) > 1 and word not in word_set("risk_words"))
            return word_codes(vocabulary).get(" ".join(bare))  # Reducir el riesgo, B: Reduce
        return found

    @cached_property
    def told_apart(self) -> Mapping[str, str]:
        """The answers that its texts are, where all of them say of each other that it is not so, or only partly."""
        unknown = {text for text in self.counts if plain_or_mark(text) not in word_codes(ANSWERS)}
        if not unknown or len(self.counts) > _MOST_ANSWERS or any(not isinstance(cell, str) for cell in self.cells):
            return {}
        found = told_apart(self.counts)
        return found if unknown <= found.keys() else {}

    def word_share(self, vocabulary: str) -> float:
        """Which share of the cells is a word of a vocabulary."""
        return self._share(lambda text: self.code(text, vocabulary) is not None)

    def _share(self, holds: Callable[[str], bool]) -> float:
        if not self.count:
            return 0.0
        fits = sum(many for text, many in self._often if holds(text))
        return fits / sum(many for _, many in self._often)

    @cached_property
    def _often(self) -> list[tuple[str, int]]:
        """The texts that stand there most often, as many as are looked at, with how often each does."""
        return self.counts.most_common(LOOKED_AT)

    def fit(self, values: tuple[str, ...]) -> float:
        """How well the cells are what a concept holds, from 0 to 1."""
        if not self.count:
            return EMPTY_FIT
        for one in values:
            if one not in self._fits:
                self._fits[one] = self._fit(one)
        return max(self._fits[one] for one in values)

    @cached_property
    def _fits(self) -> dict[str, float]:
        """How well the cells are what was asked about so far."""
        return {}

    def _fit(self, kind: str) -> float:
        text_share = 1 - max(self.number_share, self.date_share)
        if kind == "scale":
            return self.step_share
        if kind == "number":
            return self.number_share
        if kind == "date":
            return self.date_share
        if kind == "time":
            return max(self.date_share, self._share(_is_part_of_date))
        if kind == "id":
            short = self._share(lambda text: bool(_ID.match(text)) or len(text) <= 3)
            return short * (0.4 + 0.6 * self.distinct_share)
        if kind == "long":
            return text_share * min(1.0, self.mean_length / 30)
        if kind == "text":
            return text_share * min(1.0, self.mean_length / 9)
        if kind == "short":
            return text_share * (1.0 if self.mean_length <= 45 else 45 / self.mean_length) * 0.95
        if kind == "names":
            return text_share * (1.0 if self.mean_length <= 50 else 50 / self.mean_length)
        if kind.startswith("words:"):
            return self.word_share(kind.removeprefix("words:"))
        return 1.0

    def samples(self, most: int = 3) -> tuple[str, ...]:
        """The first different texts, for people to see what a column holds."""
        return tuple(list(self.counts)[:most])


def _is_part_of_date(text: str) -> bool:
    """Whether a text is a part of a date, of which nobody can tell the day: 30/9, March, Q4."""
    said = text.strip()
    return bool(_PART_OF_DAY.fullmatch(said)) or month_called(said.rstrip(".")) is not None or is_month(said)
