"""The words of the sheets that an adoption writes, and what they mean in whichever language they stand there.

Inside, a column is called by its key; a mapping in YAML has the keys or the headers.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from schemas.spec import all_tables
from schemas.vocabulary import normal, vocabulary
from schemas.wording.languages import languages, speaking
from schemas.wording.text import text, texts

_DIGEST = "SHA-256"  # called so everywhere


def header(key: str) -> str:
    """The header of a column in the language in force."""
    return key if key == _DIGEST else text(f"adopt.headers.{key}")


def key_of(header: str) -> str:
    """The column that a header names in any shipped language; a header of people's own as it stands."""
    return _meant("adopt.headers").get(normal(header), header)


def kind_word(kind: str) -> str:
    """What a kind of table is called: risk register."""
    return text(f"adopt.kind.{kind}")


def kind_of(said: str) -> str:
    """The code of the kind that is named so in any shipped language, or by its code."""
    return _meant("adopt.kind").get(normal(said), said)


def answer_word(code: str) -> str:
    """The answer `yes` or `no` in the language in force."""
    return vocabulary("yes_no").label(code).lower()


def how_word(how: str) -> str:
    """How a value came into its cell: copied."""
    return text(f"adopt.how.{how}")


def how_of(said: str) -> str:
    """The code of what stands in the column how, in any shipped language."""
    return _meant("adopt.how").get(normal(said), said)


def link_word(code: str) -> str:
    """Whether people wish to be told of a newer version: `tell`, `no`."""
    return text(f"adopt.link.{code}")


def link_of(said: str) -> str:
    """The code of what stands in the column link, in any shipped language."""
    return _meant("adopt.link").get(normal(said), said)


@cache
def table_of(sheet: str) -> str:
    """The table whose sheet is called so in any shipped language, or that is called so itself."""
    called = {normal(name): of.name for of in all_tables().values() for name in _sheets(of.name)}
    return called.get(normal(sheet), sheet)


def _sheets(name: str) -> list[str]:
    found = [name]
    for code in languages():
        with speaking(code):
            found.append(text(f"headers.{name}.sheet"))
    return found


@cache
def _meant(section: str) -> Mapping[str, str]:
    """The keys below a section by what they say in any language; `normal` makes one of a key and its words."""
    found: dict[str, str] = {}
    for code in languages():
        with speaking(code):
            for key, said in texts(section).items():
                found.setdefault(normal(str(said)), key)
                found.setdefault(normal(key), key)
    return found
