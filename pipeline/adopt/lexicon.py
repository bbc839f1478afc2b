"""The words of other people's tables (schemas/adopt): which header means what, which word which code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from schemas.spec import our_headers
from schemas.vocabulary import normal, vocabularies
from schemas.yaml_file import package_data

LANGUAGES = ("en", "fr", "es", "pt", "ar")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_ANSWERS = re.compile(r"\(\w{1,2}(?:\s*[/|,]\s*\w{1,3})+\)")  # (Y/N), (H/M/L)
WORDS = re.compile(r"[^\W_]+")
# Marks that stand for a word, and letters of other scripts that look like Latin ones.
_MARKS = str.maketrans(
    {
        "#": " no ",
        "°": "o ",
        "№": " no ",
        "×": "x",
        "✓": "x",
        "✔": "x",
        "œ": "oe",
        "Œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "\u03a7": "X",
        "\u0425": "X",
    }
)
_BETWEEN_PARTS = re.compile(r"\s*[/|]\s*|\s[-–—]\s")
_SCRIPTS = re.compile(r"[\u0600-\u06ff][\u0600-\u06ff\s]*|[^\u0600-\u06ff]+")
LONGEST_HEADER = 160
_IN_OTHER_WORDS = 0.9  # how sure the words of a spelling are in another order or with other endings

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """What a column may mean: its name, our column (none where there is no place), and what its cells hold."""

    name: str
    target: str | None
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A header that may mean a concept; `score` from 0 to 1."""

    concept: Concept
    score: float


@cache
def _file(name: str) -> Any:
    """The words of a file of schemas/adopt, read once."""
    return package_data(f"adopt/{name}.yaml")


@cache
def tokens(text: str) -> Tokens:
    """The words of a header or a cell as compared: no case, accents, marks, plural s, stop words or brackets."""
    short = text[:LONGEST_HEADER].translate(_MARKS)
    plain = _BRACKETS.sub(" ", short)
    words = _words(plain) or _words(short)
    # A letter at the end is no article: "Gross L", "Net I".
    return tuple(w for at, w in enumerate(words, 1) if w not in _stop() or _is_last_letter(w, at, words)) or tuple(
        words
    )


def _is_last_letter(word: str, at: int, words: Sequence[str]) -> bool:
    return len(word) == 1 and 1 < at == len(words) <= _SHORTEST_STEM


def _words(text: str) -> list[str]:
    return [_singular(word) for word in WORDS.findall(normal(text))]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith("oes"):
        return f"{word[:-3]}ao"  # acoes, avaliacoes
    if len(word) > 6 and word.endswith("iones"):
        return word[:-2]  # acciones
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_ENDINGS = ("isation", "ization", "ation", "ition", "tion", "sion", "ment", "ing", "ed", "ive", "ible", "able", "e")
_SHORTEST_STEM = 4


@cache
def stem(word: str) -> str:
    """A word without its ending (mitigating, mitigation) and without an Arabic article."""
    if word.startswith("ال") and len(word) > 4:
        return word[2:]
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _SHORTEST_STEM), "")
    return word.removesuffix(ending)


def _stems(words: Tokens) -> frozenset[str]:
    """The stems of a header's words, in any order."""
    return frozenset(map(stem, words))


def parts_of(header: str) -> tuple[Tokens, ...]:
    """The words of each part of a header that says one thing twice: with a slash or a dash, or in two scripts."""
    parts = [
        part
        for piece in _BETWEEN_PARTS.split(_ANSWERS.sub(" ", header[:LONGEST_HEADER]))
        for part in _SCRIPTS.findall(piece)
    ]
    parts = [part for part in parts if any(map(str.isalpha, part))]
    return tuple(map(tokens, parts)) if len(parts) > 1 else ()


@cache
def _stop() -> frozenset[str]:
    return frozenset(map(normal, _file("tables")["stop"]))


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: Tokens
    is_whole: bool
    concept: Concept


class Lexicon:
    """The headers of one kind of table."""

    def __init__(self, concepts: Mapping[str, Mapping[str, Any]]) -> None:
        self.concepts = {
            name: Concept(name, entry.get("target"), tuple(entry["values"])) for name, entry in concepts.items()
        }
        self._whole: dict[Tokens, list[Concept]] = {}
        self._within: dict[str, list[_Phrase]] = {}
        self._alike: dict[frozenset[str], list[Concept]] = {}
        for name, entry in concepts.items():
            for spelling in _spellings(entry):
                self._add(spelling, self.concepts[name])
        for concept in self.concepts.values():
            for header in our_headers(concept.target) if concept.target else ():
                if tokens(header) not in self._whole:
                    self._add(f"={header}", concept)
        self._known: dict[Tokens, tuple[Match, ...]] = {}

    def _add(self, spelling: str, concept: Concept) -> None:
        words = tokens(spelling.removeprefix("="))
        self._whole.setdefault(words, []).append(concept)
        if len(words) > 1 or (words and len(words[0]) > _SHORTEST_STEM):
            self._alike.setdefault(_stems(words), []).append(concept)
        # A question of which only "what" is left means nothing within a longer one.
        if not spelling.startswith("=") and words and not (len(words) == 1 < len(spelling.split()) - 1):
            self._within.setdefault(words[0], []).append(_Phrase(words, False, concept))

    @property
    def spelled(self) -> Mapping[Tokens, Sequence[Concept]]:
        """Every spelling with the concepts that it means."""
        return self._whole

    def matches(self, words: Tokens) -> tuple[Match, ...]:
        """What a header of these words may mean, the likeliest first; each concept once."""
        if words not in self._known:
            self._known[words] = self._matches(words)
        return self._known[words]

    def _matches(self, words: Tokens) -> tuple[Match, ...]:
        best: dict[Concept, float] = dict.fromkeys(self._whole.get(words, ()), 1.0)
        for at, word in enumerate(words):
            for phrase in self._within.get(word, ()):
                size = len(phrase.words)
                if words[at : at + size] == phrase.words and size < len(words):
                    # The last word of a header is its noun ("impact description" describes), and more of it says more.
                    score = 0.5 + 0.38 * size / len(words) + (0.1 if at + size == len(words) else 0.0)
                    best[phrase.concept] = max(best.get(phrase.concept, 0.0), score)
        if max(best.values(), default=0.0) < _IN_OTHER_WORDS:
            for concept in self._alike.get(_stems(words), ()):
                best[concept] = _IN_OTHER_WORDS
        ranked = sorted(best.items(), key=lambda item: -item[1])
        return tuple(Match(concept, score) for concept, score in ranked)


def _spellings(entry: Mapping[str, Any]) -> Iterator[str]:
    for language in LANGUAGES:
        yield from entry.get(language, ())


@cache
def lexicon(kind: str) -> Lexicon:
    """The headers of risk_register, activity_matrix, who_does_what, indicators or budget."""
    if kind == "risk_register":
        return Lexicon(_file("registers")["concepts"])
    return Lexicon(_file("others")[kind])


@cache
def is_header(words: Tokens) -> bool:
    """Whether words are, as they stand, a header of a table that is known, or of a list of persons or things."""
    kinds = ("risk_register", "activity_matrix", "who_does_what", "indicators", "budget")
    return any(words in lexicon(kind).spelled for kind in kinds) or words in _other_headers()


@cache
def _other_headers() -> frozenset[Tokens]:
    strange = (text for texts in _file("tables")["strange"].values() for text in texts)
    return frozenset(tokens(text.removeprefix("=")) for text in strange)


@cache
def phase_words() -> Mapping[str, str]:
    """Words that say of which rating a header speaks: inherent, residual or current, by word."""
    phases = _file("registers")["phases"]
    return {word: phase for phase, entry in phases.items() for text in _spellings(entry) for word in _words(text)}


@cache
def existence_words() -> frozenset[str]:
    """Words by which measures are said to be there already."""
    return frozenset(word for text in _spellings(_file("registers")["exist"]) for word in _words(text))


@cache
def planned_words() -> frozenset[str]:
    """Words by which measures are said to be still to come."""
    return frozenset(word for text in _spellings(_file("registers")["planned"]) for word in _words(text))


@cache
def group_concepts() -> Mapping[Tokens, str]:
    """What a group above headers speaks of, by its words."""
    groups = _file("registers")["groups"]
    return {tokens(text): name for name, entry in groups.items() for text in _spellings(entry)}


def group_of(text: str) -> str:
    """What a group above headers speaks of, "" for nothing that is known."""
    return group_concepts().get(tokens(text), "") if text else ""


@cache
def word_set(name: str) -> frozenset[str]:
    """A list of words of schemas/adopt/tables.yaml, as compared: risk_words, generic, log_entries."""
    return frozenset(word for text in _file("tables")[name] for word in _words(text))


@cache
def word_codes(vocabulary: str) -> Mapping[str, str]:
    """The codes that words of others mean, by the word as compared: likelihood, impact, role, rating, ..."""
    found: dict[str, str] = {}
    for code, spellings in _file("words")[vocabulary].items():
        for spelling in spellings:
            found.setdefault(plain(spelling), str(code))
    if vocabulary in vocabularies():
        for spelling, code in vocabularies()[vocabulary].spelled().items():
            # Ours win, but for roles: in the matrices of others C and S are not our letters.
            if vocabulary != "role":
                found[plain(spelling)] = code
    return found


@cache
def plain(text: str) -> str:
    """A word of a cell as compared: letters and digits only, one space between words."""
    return " ".join(WORDS.findall(normal(text[:LONGEST_HEADER].translate(_MARKS))))


@cache
def scale_letters() -> Mapping[str, int]:
    """The steps of a scale by their letters."""
    letters: dict[str, int] = _file("words")["letters"]
    return letters


@cache
def phrases(section: str, key: str) -> tuple[Tokens, ...]:
    """Phrases of a section of schemas/adopt/tables.yaml, as compared; of a `key` within it, where that has some."""
    data = _file("tables")[section]
    return tuple(filter(None, (tokens(text.removeprefix("=")) for text in (data[key] if key else data))))


def speaks_for(kind: str, name: str) -> bool:
    """Whether the name of a sheet, a file or a title is one of this kind of table."""
    return _holds(phrases("for", kind), tokens(name))


def speaks_against(kind: str, name: str) -> bool:
    """Whether the name of a sheet or title is one of something that only looks like it."""
    return kind in _file("tables")["against"] and _holds(phrases("against", kind), tokens(name))


@cache
def is_strange(kind: str, words: Tokens) -> bool:
    """Whether no table of the kind has such a header."""
    for text in _file("tables")["strange"].get(kind, ()):
        phrase = tokens(text.removeprefix("="))
        if words == phrase or (not text.startswith("=") and _contains(words, phrase)):
            return True
    return False


@cache
def _holds(phrases: Sequence[Tokens], words: Tokens) -> bool:
    return any(_contains(words, phrase) for phrase in phrases)


def _contains(words: Tokens, phrase: Tokens) -> bool:
    size = len(phrase)
    return any(words[at : at + size] == phrase for at in range(len(words) - size + 1))
