"""A language that nobody speaks: the English words, each letter as one of another alphabet.

What then still stands in Latin letters was said by the code, not by the wording. It stands in place of French, in a
process of its own (`python -m tests.languages.left_over`): what was once said in a language is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from schemas.wording import text as wording

CODE = "fr"
_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "абцдефгхијклмнопқрстуѵвџызАБЦДЕФГХИЈКЛМНОПҚРСТУѴВЏЫЗ"
)
# Values that are filled in, and what is read by programs: marks of HTML.
_HELD = re.compile(r"\{[^{}]*\}|<[^<>]*>|&\w+;")
_english = wording._file.__wrapped__


def marked(words: str) -> str:
    """Words in the letters of that language; what is filled in stays."""
    pieces, at = [], 0
    for held in _HELD.finditer(words):
        pieces += [words[at : held.start()].translate(_LETTERS), held[0]]
        at = held.end()
    return "".join(pieces) + words[at:].translate(_LETTERS)


def install() -> None:
    """Let the process speak it where it would speak French; called before the first word is said."""
    wording._file = cache(lambda code, name: _file(name) if code == CODE else _english(code, name))


def _file(name: str) -> Any:
    entry = _marked(_english("en", name))
    for *path, last, word in {"headers": _headers, "vocabularies": _labels}.get(name, lambda: ())():
        section = entry
        for part in path:
            section = section.setdefault(part, {})
        section.setdefault(last, marked(word))
    return entry


def _marked(entry: Any) -> Any:
    if isinstance(entry, dict):
        return {name: _marked(part) for name, part in entry.items()}
    if isinstance(entry, list):
        return [_marked(part) for part in entry]
    return marked(entry) if isinstance(entry, str) else entry


def _headers() -> Iterator[tuple[str, ...]]:
    """What English derives from the names of columns and fields; every other language says it."""
    from schemas.arrangement_fields import arrangement_fields
    from schemas.spec import all_tables
    from schemas.tables.proposals import IN_A_COPY
    from schemas.vocabulary import label_of

    for of in (*all_tables().values(), IN_A_COPY):
        yield from ((of.name, "columns", one.name, "title", label_of(one.name)) for one in of.columns)
    yield from (("Arrangement", "fields", name, "title", label_of(name)) for name in arrangement_fields())


def _labels() -> Iterator[tuple[str, ...]]:
    from schemas.vocabulary import label_of, vocabularies

    for words in vocabularies().values():
        yield from ((words.name, code, "label", label_of(code)) for code in words.codes)
