"""Small draws from one source of chance, so that a whole arrangement costs hypothesis a single number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from schemas.vocabulary import vocabulary

# Around every threshold in days or months, and well off on both sides.
OFFSETS = (-800, -400, -367, -366, -365, -364, -181, -31, -30, -1, 0, 1, 30, 89, 90, 91, 179, 180, 181, 365, 900)


class Chance:
    """Draws for one arrangement. `bare` is how often a cell is empty; `near` how much ratings resemble each other."""

    def __init__(self, seed: int, codes: Sequence[str], today: date) -> None:
        self.source = Random(seed)
        self.other = Random(seed)  # for columns that no rule reads: a new one must not change what else is drawn
        self.codes, self.today = codes, today
        self.fresh()

    def fresh(self) -> None:
        """Begin another table: emptier or fuller than the one before."""
        self.bare = self.source.choice([0.0, 0.02, 0.05, 0.2, 0.5, 0.9, 1.0])
        self.near = self.source.choice([0, 1, 2, 4])
        self.favourite = self.source.choice(["", *self.codes])

    def pick(self, options: Sequence[Any], empty: Any = "") -> Any:
        """One of the options, or empty."""
        return empty if self.source.random() < self.bare else self.source.choice(options)

    def word(self, name: str) -> str:
        """A code of a vocabulary, or empty."""
        return str(self.pick(vocabulary(name).codes))

    def text(self) -> str:
        """A text, or empty."""
        return str(self.pick(["text"]))

    def day(self) -> date | None:
        """A day around a threshold, or none."""
        day: date | None = self.pick([self.today + timedelta(days=offset) for offset in OFFSETS], None)
        return day

    def partner(self) -> str:
        """A partner's code, now and then one that Partners does not know, or empty."""
        if self.favourite and self.source.random() < 0.6:
            return self.favourite
        strange = self.source.random() < 0.05 or not self.codes
        return str(self.pick(["W", "LOKA"] if strange else self.codes))

    def partners(self) -> tuple[str, ...]:
        """Up to two partners' codes, as `partner` has them."""
        drawn = (self.partner() for _ in range(self.source.choice([1, 1, 2])))
        return tuple(dict.fromkeys(code for code in drawn if code))

    def each(self, options: Sequence[Any]) -> dict[str, Any]:
        """A value by partner code, absent where empty."""
        drawn = {code: self.pick(options) for code in self.codes}
        return {code: value for code, value in drawn.items() if value != ""}

    def points(self) -> dict[str, int]:
        """Points from 1 to 5 by partner code, more or less close to one another."""
        middle = self.source.randint(1, 5)
        drawn = {code: self.pick([middle + self.source.randint(-self.near, self.near)]) for code in self.codes}
        return {code: min(max(value, 1), 5) for code, value in drawn.items() if value != ""}

    def some(self, options: Sequence[Any], most: int) -> tuple[Any, ...]:
        """Up to that many different ones."""
        return tuple(self.source.sample(options, self.source.randint(0, min(most, len(options)))))

    def spelled(self, text: str) -> str:
        """The text as another hand would write it: other case, other spaces."""
        return self.source.choice([text, text, text.lower(), text.upper(), f" {text}", text.replace(" ", "  ")])
