"""Words and codes: data travels as codes, people see labels (docs/design.md, What must always be true)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from schemas.wording.text import text
from schemas.yaml_file import package_data

# Soft hyphen, zero-width marks, and the marks that set the direction of writing.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_SEPARATORS = re.compile(r"[\s_\-]+")


def label_of(name: str) -> str:
    """The English label of a field name or code: `agreed_due` becomes `Agreed due`."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


@cache
def normal(text: str) -> str:
    """`text` as compared everywhere: without regard to case, accents, spaces, underscores, hyphens and marks."""
    if text.isascii():
        return _SEPARATORS.sub(" ", text).strip().lower()
    plain = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return _SEPARATORS.sub(" ", plain).strip().casefold()


@cache
def compared(text: str) -> str:
    """`text` as ids, events, elements, titles and locations are compared: no case, no spaces, no accents."""
    if text.isascii():
        return "".join(text.split()).lower()
    plain = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
    return "".join(mark for mark in plain if not unicodedata.combining(mark) and not mark.isspace()).casefold()


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a vocabulary: its code, the label people see, other spellings, and its meaning."""

    code: str
    label: str
    spellings: tuple[str, ...] = ()
    means: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """A closed list of words; iterating gives them in the order people should see them."""

    name: str
    words: tuple[Word, ...]
    codes_by_spelling: dict[str, str]

    def __iter__(self) -> Iterator[Word]:
        return iter(self.words)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(word.code for word in self.words)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in order."""
        return tuple(word.label for word in self.words)

    def code(self, text: str) -> str | None:
        """The code that `text` spells, or None: labels, codes and accepted spellings all count."""
        return self.codes_by_spelling.get(normal(text))

    def label(self, code: str) -> str:
        """The label of `code`; a code that is not in the list is returned as it is."""
        return next((word.label for word in self.words if word.code == code), code)


def _word(code: str, entry: dict[str, object]) -> Word:
    spellings = entry.get("spellings", [])
    if not isinstance(spellings, list):
        raise TypeError(text("schemas.vocabularies.spellings", code=code))
    return Word(code, str(entry.get("label", label_of(code))), tuple(map(str, spellings)), str(entry.get("means", "")))


def _vocabulary(name: str, entries: dict[str, dict[str, object]]) -> Vocabulary:
    words = tuple(_word(code, entry) for code, entry in entries.items())
    spelled: dict[str, str] = {}
    for word in words:
        for spelling in (word.code, word.label, *word.spellings):
            if spelled.setdefault(normal(spelling), word.code) != word.code:
                raise ValueError(text("schemas.vocabularies.two_codes", name=name, spelling=spelling))
    return Vocabulary(name, words, spelled)


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """All vocabularies by name."""
    data = package_data("vocabularies.yaml")
    return {
        name: _vocabulary(name, _with_everywhere(entries, data["everywhere"]))
        for name, entries in data["vocabularies"].items()
    }


def _with_everywhere(entries: dict[str, dict[str, Any]], everywhere: dict[str, list[str]]) -> dict[str, dict[str, Any]]:
    """The entries of a list with the spellings that hold in all of them: yes is also y, wherever there is a yes."""
    found = {}
    for code, entry in entries.items():
        spelled = entry.get("spellings", [])
        if not isinstance(spelled, list):
            found[code] = entry  # told when the word is made
            continue
        words = {normal(word) for word in (code, str(entry.get("label", "")), *map(str, spelled))}
        more = [spelling for word, those in everywhere.items() if word in words for spelling in those]
        found[code] = {**entry, "spellings": [*spelled, *(one for one in more if one not in spelled)]}
    return found


def vocabulary(name: str) -> Vocabulary:
    """One vocabulary by name. Raises KeyError for a name that is not in vocabularies.yaml."""
    return vocabularies()[name]
