"""The rows of the table Arrangement: one field a row, each with its own kind of answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from schemas.vocabulary import label_of, normal
from schemas.wording.languages import spoken_first
from schemas.wording.text import text, texts, texts_in
from schemas.yaml_file import package_data


class Field(NamedTuple):
    """One field: the kind of its answer, and the vocabulary where that is one of its words.

    A `fixed` one is set when the workbook is made; one `of_copy` stands in copies for one reader only.
    """

    kind: str
    vocabulary: str = ""
    fixed: bool = False
    of_copy: bool = False


@cache
def arrangement_fields() -> Mapping[str, Field]:
    """Every field by name, in the order of the sheet."""
    return {name: Field(**entry) for name, entry in package_data("arrangement_fields.yaml")["fields"].items()}


def field_title(name: str) -> str:
    """What a field is called in the language in force: `Valid until`."""
    said: Mapping[str, Mapping[str, str]] = texts("headers.Arrangement").get("fields", {})
    return said.get(name, {}).get("title", label_of(name))


def asks(name: str) -> str:
    """What a field asks."""
    return text(f"tables.Arrangement.fields.{name}")


def field_named(given: str) -> str | None:
    """The field that a text names in any shipped language, None when it names none."""
    plain = normal(given)
    return next((name for code in spoken_first() if (name := _spelled(code).get(plain))), None)


def fields_by_spelling() -> Mapping[str, str]:
    """The fields by everything that names them in any shipped language, as compared."""
    return {spelling: name for code in reversed(spoken_first()) for spelling, name in _spelled(code).items()}


@cache
def _spelled(language: str) -> Mapping[str, str]:
    said: Mapping[str, Mapping[str, str]] = texts_in(language, "headers.Arrangement").get("fields", {})
    return {
        normal(spelling): name
        for name in arrangement_fields()
        for spelling in (
            name,
            said.get(name, {}).get("title", label_of(name)),
            *said.get(name, {}).get("spellings", ()),
        )
    }
