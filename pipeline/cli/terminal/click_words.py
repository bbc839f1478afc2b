"""The words of click, which reads the command line, in the language in force.

click asks `gettext` for each, at the moment it says it. Catalogues of gettext are compiled files, chosen for the whole
process by variables of the system; our words stand beside all others (`schemas/wording/en/click.yaml`) and follow
`--language`. So the modules of click ask us instead: by the English sentence, which is left as it is where a language
has no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from click import core, exceptions, formatting, parser, types

from schemas.wording.languages import DEFAULT, language
from schemas.wording.text import form_of, texts, texts_in

_MODULES = (core, exceptions, formatting, parser, types)


def speak() -> None:
    """Let click say its words in the language in force, from now on."""
    for module in _MODULES:
        for name, ours in (("_", said), ("ngettext", said_in_number)):
            if hasattr(module, name):
                setattr(module, name, ours)


def said(english: str) -> str:
    """One of click's sentences, values not yet filled in."""
    found = _found(english)
    return found if isinstance(found, str) else english


def said_in_number(one: str, other: str, number: int) -> str:
    """One of click's sentences in the form for `number`, values not yet filled in."""
    found = _found(one)
    if isinstance(found, Mapping):
        return form_of(found, number)
    return one if number == 1 else other


def _found(english: str) -> object:
    if language() == DEFAULT:
        return None
    return texts("click").get(_names().get(english, ""))


@cache
def _names() -> Mapping[str, str]:
    """The key of each sentence by its English words, by those for one where it has several forms."""
    entries = texts_in(DEFAULT, "click").items()
    return {entry.get("one", "") if isinstance(entry, Mapping) else entry: name for name, entry in entries}
