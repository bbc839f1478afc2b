"""The words of headers and cells as they are compared: no case, accents or marks; stems; a list of them is `Tokens`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache, reduce
from typing import Any

from schemas.vocabulary import normal, normal_once
from schemas.yaml_file import package_data, package_files

Tokens = tuple[str, ...]
_FIRST_WRONG = 1  # letters before one that is wrong, at least
_ASIDE = re.compile(r"\([^()]*\)")
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
        "ı": "i",
        "đ": "d",
        "Đ": "D",
        "\u03a7": "X",
        "\u03c7": "x",
        "\u0425": "X",
        "\u0445": "x",
    }
)
_LANGUAGES = "adopt/languages"  # a file for each language
SYMBOLS = "●○■□▲△▼▽◆◇★☆◉◎◯⚫⚪⬤◐"  # that stand for roles or answers
LIGHTS = "🔴🟠🟡🟢🟥🟧🟨🟩"  # that stand for how something is
_BRACKETED = re.compile(r"\(([a-z]{1,3})\)", re.IGNORECASE)
_PLURAL = re.compile(r"(?<=[^\W\d_]{3})/e?s\b", re.IGNORECASE)  # Hazard/s
_BETWEEN_PARTS = re.compile(r"\s*[/|]\s*|\s[-–—]\s")
_SCRIPTS = re.compile(r"[\u0600-\u06ff][\u0600-\u06ff\s]*|[^\u0600-\u06ff]+")
_JOINED = re.compile(r"(?:(?<=[a-zà-ÿ])|(?<=[a-z]\d))(?=[A-ZÀ-Þ])")  # as machines name columns: ActivityId, Admin1Name
LONGEST_HEADER = 160
_DIGITS_OF_YEAR, _CENTURIES = 4, ("19", "20")
KEPT = 1_024  # texts as compared: most cells of a long list hold one that stands there once


@cache
def word_file(name: str) -> Any:
    """The words of a file of schemas/adopt, read once, with those of the languages that have files of their own."""
    own = (package_data(path).get(name, {}) for path in package_files(_LANGUAGES))
    return reduce(_joined, own, package_data(f"adopt/{name}.yaml"))


def _joined(given: Any, more: Any) -> Any:
    """Lists of words with more of them, wherever in both they stand below the same keys."""
    if isinstance(given, list) and isinstance(more, list):
        return [*given, *more]
    if not isinstance(given, dict) or not isinstance(more, dict):
        return given
    return {
        **{key: _joined(value, more[key]) if key in more else value for key, value in given.items()},
        **{key: value for key, value in more.items() if key not in given},
    }


@lru_cache(KEPT)
def tokens(text: str) -> Tokens:
    """The words of a header or a cell as compared: no case, accents, marks, plural s, stop words or brackets."""
    if len(text) <= LONGEST_HEADER and text.isascii() and text.islower() and text.replace(" ", "").isalnum():
        return _without_stops([_singular(word) for word in text.split()])  # nothing to take away, as in the lists
    short = _PLURAL.sub("", text[:LONGEST_HEADER]).translate(_MARKS)
    if not any(map(str.isspace, short)):
        short = _JOINED.sub(" ", short)
    plain = _BRACKETS.sub(" ", _BRACKETS.sub(" ", short))  # brackets may stand within brackets
    words = words_of(plain) or words_of(short)
    return _without_stops(words)


def _without_stops(words: Sequence[str]) -> Tokens:
    # A letter at the end is no article: "Gross L", "Net I".
    kept = tuple(w for at, w in enumerate(words, 1) if w not in _stop() or _is_last_letter(w, at, words))
    return kept or tuple(words)


def by_first_words(phrases: Iterable[Tokens]) -> Mapping[str, Sequence[Tokens]]:
    """Phrases by their first words, as `hold` looks for them."""
    found: dict[str, list[Tokens]] = {}
    for phrase in filter(None, phrases):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def hold(words: Tokens, phrases: Mapping[str, Sequence[Tokens]]) -> bool:
    """Whether one of these phrases stands among words, however many others stand around it."""
    return any(
        words[at : at + len(phrase)] == phrase for at, word in enumerate(words) for phrase in phrases.get(word, ())
    )


def without_asides(text: str) -> str:
    """A text without what stands in round brackets."""
    return _ASIDE.sub(" ", text)


def bracketed(text: str) -> Tokens:
    """The words in brackets of a header, where that is a single one: Likelihood (current)."""
    words = [words_of(part) for part in _BRACKETS.findall(text[:LONGEST_HEADER])]
    return tuple(words[0]) if len(words) == 1 == len(words[0]) else ()


def words_in_brackets(header: str) -> frozenset[str]:
    """Every word that stands in brackets in a header."""
    return frozenset(word for part in _BRACKETS.findall(header[:LONGEST_HEADER]) for word in words_of(part))


def _is_last_letter(word: str, at: int, words: Sequence[str]) -> bool:
    return len(word) == 1 and 1 < at == len(words) <= SHORTEST_STEM


def words_of(text: str) -> list[str]:
    """Every word of a text as compared, stop words too."""
    return [_singular(word) for word in WORDS.findall(normal_once(text))]


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 4 and word.endswith("oes"):
        return f"{word[:-3]}ao"  # acoes, avaliacoes
    if len(word) > 6 and word.endswith(("iones", "dores", "ctores")):
        return word[:-2]  # acciones, indicadores, sectores
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


_ENDINGS = ("isation", "ization", "ation", "ition", "tion", "sion", "ment", "ing", "ed", "ive", "ible", "able", "e")
SHORTEST_STEM = 4


@cache
def stem(word: str) -> str:
    """A word without its ending (mitigating, mitigation) and without an Arabic article."""
    if word.startswith("ال") and len(word) > 4:
        return word[2:]
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= SHORTEST_STEM), "")
    return word.removesuffix(ending)


def stems(words: Tokens) -> frozenset[str]:
    """The stems of a header's words, in any order."""
    return frozenset(map(stem, words))


@lru_cache(KEPT)
def parts_of(header: str) -> tuple[Tokens, ...]:
    """The words of each part of a header that says one thing twice: with a slash or a dash, or in two scripts."""
    parts = [tokens(part) for part in texts_of(_ANSWERS.sub(" ", header[:LONGEST_HEADER]))]
    asks = word_file("tables")["question_words"]
    if len(parts) > 1 and parts[0] in {(one,) for one in asks} and len(parts[1]) > 1 and parts[1][0] in asks:
        return ()  # Who / what is in danger: one question
    return tuple(parts) if len(parts) > 1 else ()


def texts_of(text: str) -> list[str]:
    """The parts of a text between slashes and dashes, and those in Latin and in Arabic letters."""
    parts = (part for piece in _BETWEEN_PARTS.split(text) for part in _SCRIPTS.findall(piece))
    # One letter says nothing of a header: "Acceptable? Y/N" is no number.
    return [part for part in parts if sum(map(str.isalpha, part)) > 1]


@cache
def _stop() -> frozenset[str]:
    return frozenset(map(normal, word_file("tables")["stop"]))


@lru_cache(KEPT)
def plain_or_mark(text: str) -> str:
    """A word of a cell as compared, or the mark that stands there alone, whatever its style."""
    return plain(text) or text.strip().replace("\ufe0f", "")


@lru_cache(KEPT)
def plain(text: str) -> str:
    """A word of a cell as compared: letters and digits only, one space between words."""
    return " ".join(WORDS.findall(normal_once(text[:LONGEST_HEADER].translate(_MARKS))))


@lru_cache(KEPT)
def code(text: str) -> str:
    """A code as compared: like a word, but a symbol stands for itself, and (X) is another one than X."""
    bare = text.strip()
    if bare and (set(bare) <= {*SYMBOLS, *LIGHTS} or set(bare) == {"+"}):
        return bare
    bracketed = _BRACKETED.fullmatch(bare)
    return f"({plain(bracketed[1])})" if bracketed else plain(bare)


def is_year(word: str) -> bool:
    """Whether a word of a header is the number of a year."""
    return len(word) == _DIGITS_OF_YEAR and word.isdecimal() and word[:2] in _CENTURIES


def is_slip(word: str, known: str) -> bool:
    """Whether a word is a known one with one letter too many, missing or wrong, or two letters the other way round."""
    longer, shorter = sorted((word, known), key=len, reverse=True)
    at = next((at for at, (one, other) in enumerate(zip(longer, shorter, strict=False)) if one != other), len(shorter))
    if len(longer) == len(shorter):
        # One other letter at the end is another form of the word.
        is_wrong = _FIRST_WRONG <= at < len(known) - 1 and word[at + 1 :] == known[at + 1 :]
        is_turned = word[at : at + 2] == known[at : at + 2][::-1] and word[at + 2 :] == known[at + 2 :]
        return is_wrong or (at + 2 <= len(known) and is_turned)
    return len(longer) == len(shorter) + 1 and longer[at + 1 :] == shorter[at:]
