"""The rows of the table Arrangement: one field a row, each with its own kind of answer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from schemas.vocabulary import label_of, normal
from schemas.wording.text import in_every_language, text, texts
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
    return fields_by_spelling().get(normal(given))


@cache
def fields_by_spelling() -> Mapping[str, str]:
    """The fields by everything that names them in any shipped language, as compared."""
    found = {normal(spelling): name for name in arrangement_fields() for spelling in (name, label_of(name))}
    for headers in in_every_language("headers.Arrangement"):
        for name, said in headers.get("fields", {}).items():
            for spelling in (said.get("title", ""), *said.get("spellings", ())):
                found.setdefault(normal(spelling), name)
    return found
