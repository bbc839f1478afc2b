"""Codes and names within sentences that run the other way (Unicode, bidirectional algorithm)."""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePath
from typing import Any

from schemas.wording.languages import is_from_the_right

# A code within a sentence that runs the other way is set apart, or the full stop behind it jumps in front of it.
APART, TOGETHER = "\u2068", "\u2069"
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
# What is typed: a command between backticks, an option with the words that belong to it, a day, the ending of a name.
_WORD = r"(?:\{[^}]*\}|\"[^\"]*\"|[A-Za-z0-9<-](?:[^\s،؛؟)»]*[\w\">}])?)"
_TYPED = re.compile(
    rf"`[^`\n]*`|\bconcord(?: [a-z]+\b)+(?:[ =]{_WORD})*"
    rf"|(?<![A-Za-z0-9_{{-])(?:[A-Za-z][\w.]* )*--[a-z][\w-]*(?:[ =]{_WORD})*"
    r"|chmod 600 \{\w+\}|(?:[A-Z_]+|\{\w+\})=\.{3}"
    # The signs in these change places behind an Arabic letter: 2026-11-22, .xlsx, security@, \\server, M-.
    r"|(?<![\w-])\d+(?:-\d+)+(?![\w-])|(?<![\w.}*])\.[a-z]{3,4}\b"
    r"|(?<![\w}])[+−]\{\w+\}|\b[a-z]+@(?!\w)|\\\\[\w\\]+|\b[A-Z]-(?![\w-])"
)
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
_HEBREW_OR_ARABIC = re.compile(r"[\u0590-\u08ff]")


def set_apart(value: object) -> object:
    """A value to stand in a sentence; set apart where the language in force runs the other way than its letters."""
    if not is_from_the_right():
        return value
    if isinstance(value, int | float | date | PurePath):  # else the parts of a date behind a letter change places
        value = str(value)
    if not isinstance(value, str) or _HEBREW_OR_ARABIC.search(value) or not _LATIN_OR_DIGIT.search(value):
        return value
    return f"{APART}{value}{TOGETHER}"


class Apart(str):
    """A value set apart that a sentence may also quote, `{found!r}`: the quotes and what they hold stand together."""

    given: object

    def __repr__(self) -> str:
        if not isinstance(self.given, str):
            return str(self)
        # No letter of it unseen, as `repr` writes them, in the quotes of sentences from the right.
        return f"«{set_apart(repr(self.given)[1:-1])}»"


def apart(value: object) -> Apart:
    """A value as `set_apart` makes it, for a sentence in a language that is written from the right."""
    made = Apart(set_apart(value))
    made.given = value
    return made


def with_typed_apart(said: Any) -> Any:
    """Sentences of a language that is written from the right: in each what is typed is set apart, `--out` say.

    The dashes of an option would else stand behind it. `said` is what a file of the wording holds.
    """
    if isinstance(said, str):
        return _TYPED.sub(rf"{APART}\g<0>{TOGETHER}", said)
    if isinstance(said, list):
        return [with_typed_apart(one) for one in said]
    return {key: with_typed_apart(one) for key, one in said.items()} if isinstance(said, dict) else said


def closed(words: str) -> str:
    """A text in which all that was set apart ends again, though it was cut, or though others wrote the marks."""
    if APART not in words and TOGETHER not in words:
        return words
    kept, depth = [], 0
    for letter in words:
        depth += letter == APART
        if letter == TOGETHER:
            if not depth:
                continue
            depth -= 1
        kept.append(letter)
    return "".join(kept) + TOGETHER * depth


def runs_from_left(words: str) -> bool:
    """Whether all letters run from the left, though those of the language in force run from the right."""
    return is_from_the_right() and bool(_LATIN.search(words)) and not _HEBREW_OR_ARABIC.search(words)


def bare(words: str) -> str:
    """A text without what sets apart, for a place that takes no such marks."""
    return words.replace(APART, "").replace(TOGETHER, "")


def runs_otherwise(words: str) -> bool:
    """Whether a text of its own runs the other way than the language in force."""
    return runs_from_left(words) if is_from_the_right() else bool(_HEBREW_OR_ARABIC.search(words))
