"""Which language is in force, and which ship."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from typing import TypeVar, TypeVarTuple

Ts = TypeVarTuple("Ts")
T = TypeVar("T")

DEFAULT = "en"
REMEMBERED = 10_000  # answers: lists of partners differ from workbook to workbook, and a process works through many
# Languages that are written from the right; ours is among them where it ships.
_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ur"})
# The language in force: of the terminal, or of the workbook or page that is being made.
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
# The language of those who asked for what is being written in another one, "" where nobody writes.
_asked: ContextVar[str] = ContextVar("asked", default="")
# The language in which people typed what is being read, "" where nothing says so.
_typed: ContextVar[str] = ContextVar("typed", default="")


def language() -> str:
    """The code of the language in force, `en`."""
    return _language.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """The language in force within the block; any code that is not shipped means the default."""
    before = _language.set(code if code in languages() else DEFAULT)
    try:
        yield
    finally:
        _language.reset(before)


@contextmanager
def writing_in(code: str) -> Iterator[None]:
    """As `speaking`, of words that go into a workbook; what is said `to_those_who_asked` is in the one before."""
    before = _asked.set(language())
    try:
        with speaking(code):
            yield
    finally:
        _asked.reset(before)


@contextmanager
def to_those_who_asked() -> Iterator[None]:
    """Why something cannot be written is said to people, not written: in their language within `writing_in`."""
    with speaking(_asked.get() or language()):
        yield


def cached_by_language(found: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
    """`functools.lru_cache` for what is said in words: each language in force has its own answer."""

    @lru_cache(REMEMBERED)
    def remembered(_code: str, /, *args: *Ts) -> T:
        return found(*args)

    @wraps(found)
    def asked(*args: *Ts) -> T:
        return remembered(language(), *args)

    return asked


def is_from_the_right(code: str = "") -> bool:
    """Whether a language, or else the one in force, is written from right to left."""
    return (code or language()) in _FROM_THE_RIGHT


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that ship, the default first."""
    from importlib.resources import files

    found = sorted(folder.name for folder in files("schemas").joinpath("wording").iterdir() if len(folder.name) == 2)
    return tuple(sorted(found, key=lambda code: code != DEFAULT))


@contextmanager
def typed_in(code: str) -> Iterator[None]:
    """What is read within the block was typed in the language `code`, most of it; any other is understood, too."""
    before = _typed.set(code if code in languages() else "")
    try:
        yield
    finally:
        _typed.reset(before)


def spoken_first() -> tuple[str, ...]:
    """The codes of the languages that ship, first the one in which people typed, then the one in force.

    Whoever looks for the meaning of a word asks one after the other: what is found in the first loads no other.
    """
    return _spoken_first(_typed.get(), language())


@cache
def _spoken_first(typed: str, spoken: str) -> tuple[str, ...]:
    return tuple(sorted(languages(), key=lambda code: (code != typed, code != spoken)))
