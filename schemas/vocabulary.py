"""Words and codes: data travels as codes, people see labels (docs/design.md, What must always be true)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from schemas.wording.languages import language, spoken_first
from schemas.wording.text import text, texts_in
from schemas.yaml_file import package_data

# Soft hyphen, zero-width marks, and the marks that set the direction of writing.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
# Letters that people type one for the other: the apostrophes, and in Arabic final ya and ha; the tatweel says nothing.
_ALIKE = str.maketrans(
    {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u0649": "\u064a", "\u0629": "\u0647", "\u0640": ""}
)
_SEPARATORS = re.compile(r"[\s_\-]+")
KEPT = 50_000  # texts, for as long as a process works through workbooks: a long register has more


def label_of(name: str) -> str:
    """The English label of a field name or code: `agreed_due` becomes `Agreed due`."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


@lru_cache(KEPT)
def normal(text: str) -> str:
    """`text` as compared everywhere: without regard to case, accents, spaces, hyphens, marks and the like."""
    return normal_once(text)


def normal_once(text: str) -> str:
    """As `normal`, of a text that is not asked about again: nothing is kept of it."""
    if text.isascii():
        return _SEPARATORS.sub(" ", text).strip().lower()
    plain = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
    plain = "".join(_western(mark) for mark in plain if not unicodedata.combining(mark)).translate(_ALIKE)
    return _SEPARATORS.sub(" ", plain).strip().casefold()


@lru_cache(KEPT)
def squeezed(plain: str) -> str:
    """A text as compared (`normal`), without any space: a header that was broken within a word."""
    return plain.replace(" ", "")


@lru_cache(KEPT)
def compared(text: str) -> str:
    """`text` as ids, events, elements, titles and locations are compared: no case, no spaces, no accents."""
    return compared_once(text)


def compared_once(text: str) -> str:
    """As `compared`, of a text that is not asked about again: nothing is kept of it."""
    if text.isascii():
        return "".join(text.split()).lower()
    plain = unicodedata.normalize("NFKD", text.translate(_INVISIBLE))
    letters = (mark for mark in plain if not unicodedata.combining(mark) and not mark.isspace())
    return "".join(map(_western, letters)).casefold()


def _western(mark: str) -> str:
    """A digit of any writing as 0 to 9: R١ and R1 are one id."""
    return str(unicodedata.decimal(mark)) if mark.isdecimal() else mark


def means_all_parties(given: str) -> bool:
    """Whether a text calls all parties together as any shipped language does."""
    key = compared(given)
    return any(key == compared(name) for name in all_parties_called())


def all_parties_called() -> Iterator[str]:
    """How all parties together are called, in one shipped language after the other."""
    return (str(texts_in(code, "phrases")["all_parties"]) for code in spoken_first())


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a vocabulary: its code, the label people see, other spellings, and its meaning."""

    code: str
    label: str
    spellings: tuple[str, ...] = ()
    means: str = ""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """A closed list of words; iterating gives them in the order and the language in which people should see them.

    There is one of each name (`vocabularies`): it is known by what it is, not by all that it holds.
    """

    name: str
    codes: tuple[str, ...]

    def __iter__(self) -> Iterator[Word]:
        return iter(_words(language(), self).values())

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in order."""
        return tuple(word.label for word in self)

    def code(self, text: str) -> str | None:
        """The code that `text` spells in any shipped language, or None: labels, codes and spellings all count."""
        plain = normal(text)
        for code in spoken_first() if plain else ():
            found = _spelled(code, self).get(plain)
            if found is not None:
                return found
        return None

    def spelled(self) -> dict[str, str]:
        """The codes by everything that spells them in any shipped language, as compared."""
        found: dict[str, str] = {}
        for code in spoken_first():
            found = {**_spelled(code, self), **found}
        return found

    def label(self, code: str) -> str:
        """The label of `code`; a code that is not in the list is returned as it is."""
        word = _words(language(), self).get(code)
        return word.label if word else code


@cache
def _words(language: str, words: Vocabulary) -> dict[str, Word]:
    said = texts_in(language, f"vocabularies.{words.name}")
    return {code: _word(code, said.get(code, {}), _everywhere(language)) for code in words.codes}


def _everywhere(language: str) -> Mapping[str, list[str]]:
    """The spellings of a word that hold in all lists: yes is also y, wherever there is a yes."""
    return {normal(word): more for word, more in texts_in(language, "vocabularies.everywhere").items()}


def _word(code: str, said: Mapping[str, Any], everywhere: Mapping[str, list[str]]) -> Word:
    label, own = str(said.get("label", label_of(code))), said.get("spellings", [])
    if not isinstance(own, list):
        raise TypeError(text("schemas.vocabularies.spellings", code=code))
    spellings = [*map(str, own)]
    for word in (code, label, *spellings[:]):
        spellings += [one for one in everywhere.get(normal(word), []) if one not in spellings]
    return Word(code, label, tuple(spellings), str(said.get("means", "")))


@cache
def _spelled(language: str, words: Vocabulary) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in _words(language, words).values():
        for spelling in (word.code, word.label, *word.spellings):
            if found.setdefault(normal(spelling), word.code) != word.code:
                raise ValueError(text("schemas.vocabularies.two_codes", name=words.name, spelling=spelling))
    return found


@cache
def vocabularies() -> dict[str, Vocabulary]:
    """All vocabularies by name."""
    lists = package_data("vocabularies.yaml")["vocabularies"]
    return {name: Vocabulary(name, tuple(map(str, codes))) for name, codes in lists.items()}


def vocabulary(name: str) -> Vocabulary:
    """One vocabulary by name. Raises KeyError for a name that is not in vocabularies.yaml."""
    return vocabularies()[name]
