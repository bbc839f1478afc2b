"""The words of made-up tables, half of them held out: headers.yaml and contents.yaml in one half and one language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from schemas.yaml_file import file_data

HERE = Path(__file__).parent
LANGUAGES = ("en", "fr", "es", "pt", "ar")


@cache
def headers() -> Any:
    """The headers by kind of table, concept and language."""
    return file_data(HERE / "headers.yaml")


@cache
def contents() -> Any:
    """What stands in cells, by list and language."""
    return file_data(HERE / "contents.yaml")


@cache
def is_held_out(*what: str) -> bool:
    """Whether a header, or a feature of a layout, is in the half that nobody looks at who writes rules."""
    return sha256("|".join(what).encode()).digest()[0] % 2 == 1


@dataclass(frozen=True)
class Words:
    """The words of one table: in a language, from one half of the headers."""

    chance: Random
    language: str
    is_held: bool

    def header(self, kind: str, concept: str) -> str:
        """A header that means a concept; English where this half has none in the language."""
        entry = headers()[kind][concept]
        for language in (self.language, "en"):
            half = [one for one in entry.get(language, ()) if is_held_out(kind, concept, one) == self.is_held]
            if half:
                return str(self.chance.choice(half))
        return str(self.chance.choice(entry[self.language]))

    def text(self, name: str) -> str:
        """A text of a list."""
        return str(self.chance.choice(self._of(contents()[name])))

    def sentence(self) -> str:
        """What may happen, in one sentence."""
        return f"{self.text('who')} {self.text('does')} {self.text('where')}"

    def codes(self, *path: str) -> dict[str, str]:
        """Words with the codes that they mean."""
        entry = contents()
        for name in path:
            entry = entry[name]
        entry = entry.get("steps") or (self._of(entry) if "en" in entry else entry)
        return {str(word): str(code) for word, code in entry.items()}

    def some(self, name: str, many: int) -> list[str]:
        """Different texts of a list, at most so many."""
        entry = contents()[name]
        given = list(entry if isinstance(entry, list) else self._of(entry))
        return self.chance.sample(given, min(many, len(given)))

    def _of(self, entry: Any) -> Any:
        return entry if isinstance(entry, list) else entry.get(self.language) or entry["en"]

    def text_of(self, name: str, kind: str) -> str:
        """A text of a list of lists."""
        return str(self.chance.choice(self._of(contents()[name][kind])))
