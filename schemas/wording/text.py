"""One sentence for people: `text(key, **values)`, in the language in force, with plural forms by CLDR (Babel).

Every sentence stands in a YAML file of its language (`schemas/wording/en/`). Its key
is `FILE.name` or `FILE.section.name`; a file in a folder is `FOLDER/FILE`.
An entry with forms (`one`, `other` and, in other languages, `zero`, `two`, `few`, `many`) is chosen by `count`.
A file is loaded when the first of its sentences is asked for: a run that has nothing to say of one loads none of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, wraps
from typing import Any, Literal, TypeVar, TypeVarTuple

Ts = TypeVarTuple("Ts")
T = TypeVar("T")

DEFAULT = "en"
# Languages that are written from the right; ours is among them where it ships.
_FROM_THE_RIGHT = frozenset({"ar", "fa", "he", "ur"})
# A code or a name within a sentence that runs the other way is set apart (Unicode, bidirectional algorithm), or the
# full stop behind it jumps in front of it.
APART, TOGETHER = "\u2068", "\u2069"
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LATIN_OR_DIGIT = re.compile(r"[A-Za-z0-9]")
_HEBREW_OR_ARABIC = re.compile(r"[\u0590-\u08ff]")
# The language in force: of the terminal, or of the workbook or page that is being made.
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


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


def cached_by_language(found: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
    """`functools.cache` for what is said in words: each language in force has its own answer."""

    @cache
    def remembered(_code: str, /, *args: *Ts) -> T:
        return found(*args)

    @wraps(found)
    def asked(*args: *Ts) -> T:
        return remembered(language(), *args)

    return asked


def text(key: str, /, **values: object) -> str:
    """The sentence `key`, filled in; `count` chooses the plural form and is written with its thousands apart.

    Raises KeyError for an unknown key or a missing value.
    """
    entry = _said(language(), key)
    count = values.get("count")
    if isinstance(count, int):
        values["count"] = number_text(count)
        if isinstance(entry, Mapping):
            entry = entry.get(_plural_form(language())(count), entry["other"])
    if not isinstance(entry, str):
        raise KeyError(f"{key} is no sentence, or one with plural forms and no count")
    values = {name: set_apart(value) for name, value in values.items()} if is_from_the_right() else values
    return entry.format_map(values).strip("\n")


def number_text(value: float, digits: int = 0) -> str:
    """A number as the language in force writes it: thousands apart, its own decimal sign."""
    if language() == DEFAULT:  # without the library: it is asked for in every sentence that counts
        return f"{value:,.{digits}f}"
    from babel.numbers import format_decimal

    pattern = "#,##0" + (f".{'0' * digits}" if digits else "")
    return str(format_decimal(round(value, digits), pattern, locale=language()))


def measured(value: float) -> str:
    """A measured number as short as it can be, `4` or `4.5`, with the decimal sign of the language in force."""
    digits = f"{value:g}"
    if language() == DEFAULT or "." not in digits:
        return digits
    from babel.numbers import get_decimal_symbol

    return digits.replace(".", get_decimal_symbol(language()))


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


def day_text(day: str) -> str:
    """A day, 2026-03-31, as a page in the language in force writes it; what is no day as it is."""
    if language() == DEFAULT:
        return day
    try:
        given = date.fromisoformat(day)
    except ValueError:
        return day
    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMd", given, locale=language()))


def runs_otherwise(words: str) -> bool:
    """Whether there are letters that run the other way than those of the language in force."""
    return bool((_LATIN if is_from_the_right() else _HEBREW_OR_ARABIC).search(words))


def is_from_the_right() -> bool:
    """Whether the language in force is written from right to left."""
    return language() in _FROM_THE_RIGHT


def set_apart(value: object) -> object:
    """A value to stand in a sentence; set apart where the language in force runs the other way than its letters."""
    if not is_from_the_right():
        return value
    if isinstance(value, int | float | date):  # else the parts of a date behind a letter change places
        value = str(value)
    if not isinstance(value, str) or _HEBREW_OR_ARABIC.search(value) or not _LATIN_OR_DIGIT.search(value):
        return value
    return f"{APART}{value}{TOGETHER}"


def joined(items: Iterable[object], kind: Literal["plain", "apart", "and", "or"] = "plain") -> str:
    """Items as a list within a sentence: `A, B, C`, apart `A; B; C`, `A, B and C`, `A, B or C`; "" for none."""
    apart = map(set_apart, items) if is_from_the_right() else items  # else the first of two codes stands behind
    *others, last = [*map(str, apart)] or [""]
    if kind == "apart" or not others:
        return text("phrases.list.apart").join([*others, last])
    first = text("phrases.list.plain").join(others)
    return text(f"phrases.list.{kind}").join([first, last])


def texts(key: str) -> Mapping[str, Any]:
    """The texts below `key` as they stand in the file, for what is laid out as a whole: a table's headers, say.

    Raises KeyError for an unknown key and for one that is a single sentence.
    """
    entry = _entry(language(), key)
    if not isinstance(entry, Mapping):
        raise KeyError(f"{key} is one sentence, not a section")
    return entry


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that ship, the default first."""
    from importlib.resources import files

    found = sorted(folder.name for folder in files("schemas").joinpath("wording").iterdir() if len(folder.name) == 2)
    return tuple(sorted(found, key=lambda code: code != DEFAULT))


def spoken_first() -> tuple[str, ...]:
    """The codes of the languages that ship, the one in force first: most of what people typed is in that one."""
    return _spoken_first(language())


@cache
def _spoken_first(first: str) -> tuple[str, ...]:
    return tuple(sorted(languages(), key=lambda code: code != first))


def in_every_language(key: str) -> tuple[Mapping[str, Any], ...]:
    """As `texts`, in each shipped language: what people may type is understood in all of them."""
    return tuple(texts_in(code, key) for code in languages())


def texts_in(code: str, key: str) -> Mapping[str, Any]:
    """As `texts`, in the language `code`; empty where that says nothing below `key`."""
    try:
        entry = _entry(code, key)
    except KeyError:
        return {}
    return entry if isinstance(entry, Mapping) else {}


@cache
def _said(language: str, key: str) -> Any:
    """The entry in the language, or in the default where that has none yet: a run is not stopped for a sentence."""
    try:
        return _entry(language, key)
    except KeyError:
        return _entry(DEFAULT, key)


@cache
def _entry(language: str, key: str) -> Any:
    file, *path = key.split(".")
    entry = _file(language, file)
    for name in path:
        if not isinstance(entry, Mapping) or name not in entry:
            raise KeyError(f"{key} is not in schemas/wording/{language}/{file}.yaml")
        entry = entry[name]
    return entry


@cache
def _file(language: str, name: str) -> Any:
    # Loaded where a sentence is asked for: what says none pays for none. Not read by `schemas.yaml_file`, whose
    # own messages are asked for here. Tests hold that no key stands twice.
    from importlib.resources import files

    import yaml

    path = f"wording/{language}/{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(files("schemas").joinpath(path).read_text(encoding="utf-8"))
    loader.name = path
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


@cache
def _plural_form(language: str) -> Callable[[int], str]:
    # Loaded only where a plural is asked for: a run that says nothing in numbers does without.
    from babel.core import Locale

    form: Callable[[int], str] = Locale.parse(language).plural_form
    return form
