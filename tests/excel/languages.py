"""How an Excel of another language writes number formats, as far as our tests need it."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """What `Application.International` says, and the letters and names of formats."""

    general: str
    letters: str  # year, month, day
    marks: str  # decimal, thousands

    @property
    def international(self) -> tuple[object, ...]:
        said: dict[int, object] = dict(zip((19, 20, 21), self.letters, strict=True))
        said |= dict(zip((3, 4), self.marks, strict=True))
        said |= {22: "h", 23: "m", 24: "s", 26: self.general}
        return tuple(said.get(number, 0) for number in range(1, 46))

    def written(self, code: str | None) -> str | None:
        return code and self._put(code, {"General": self.general}, "yYmMdD.,", self.letters, self.marks)

    def understood(self, code: str) -> str:
        year, month, day = tuple(self.letters)
        mine = f"{year.lower()}{year.upper()}{month.lower()}{month.upper()}{day.lower()}{day.upper()}{self.marks}"
        return self._put(code, {self.general: "General"}, mine, "ymd", ".,")

    @staticmethod
    def _put(code: str, names: dict[str, str], old: str, letters: str, marks: str) -> str:
        if code in names:
            return names[code]
        table = str.maketrans(old, "".join(2 * letter for letter in letters) + marks)
        parts = re.split(r'("[^"]*"|\\.|\[.*?\])', code)
        return "".join(part if at % 2 else part.translate(table) for at, part in enumerate(parts))


ENGLISH = Language("General", "ymd", ".,")
GERMAN = Language("Standard", "JMT", ",.")
FRENCH = Language("Standard", "amj", ",\u202f")
FINNISH = Language("Yleinen", "vkp", ",\xa0")
