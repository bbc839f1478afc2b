"""What the rows of a table are called in Proposals: people read words of their language, of whatever a row is known by.

A risk goes by its id, a field of the arrangement by its title, a step of a scale by the scale and its number.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.reading.coerce.clean import as_text
from schemas.arrangement_fields import field_named
from schemas.spec import Table, all_tables

_OF_A_NUMBER = ".0"  # as earlier joins wrote the number of a step


def row_name(keys: Iterable[object]) -> str:
    """The name of a row by the values of its keys, codes for words: for comparing."""
    return " ".join(part for value in keys if (part := as_text(value or "")))


def row_shown(of: Table, keys: Iterable[object]) -> str:
    """The same for people, with the word of each code in the language in force."""
    shown = []
    for name, value in zip(of.keys, keys, strict=True):
        words = of.by_name[name].vocabulary
        shown.append(words.label(str(value)) if words and value else value)
    return row_name(shown)


def row_meant(table: str, given: str) -> str:
    """The name, for comparing, of a row as Proposals calls it in any language; what is not known stays as it is."""
    of = all_tables().get(table)
    if of is None:
        return given
    if table == "Arrangement":
        return field_named(given) or given
    words = of.by_name[of.keys[0]].vocabulary if len(of.keys) > 1 else None
    if words is None:
        return given
    first, _, rest = given.strip().rpartition(" ")
    return row_name([words.code(first) or first, rest.removesuffix(_OF_A_NUMBER)])
