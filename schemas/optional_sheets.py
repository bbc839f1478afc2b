"""The sheets that people may ask for, `concord new --with NAME,...`: by their own names, or a bundle of several."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.spec import Table, optional_tables
from schemas.vocabulary import normal
from schemas.wording.text import joined, text


def with_name(table: Table) -> str:
    """The word by which a sheet is asked for."""
    return table.name.lower()


def bundles() -> dict[str, tuple[str, ...]]:
    """The words that stand for several sheets, each with the names of their tables."""
    found: dict[str, list[str]] = {}
    for table in optional_tables():
        for bundle in table.bundles:
            found.setdefault(bundle, []).append(table.name)
    return {bundle: tuple(names) for bundle, names in sorted(found.items())}


def asked_for(given: Iterable[str]) -> tuple[str, ...]:
    """The names of the tables asked for, each once; `given` are words, or several with commas between.

    A sheet goes by its word, and by what it is called in any shipped language. Raises ValueError for what is neither.
    """
    words = dict.fromkeys(word for one in given for part in one.split(",") if (word := part.strip()))
    return tuple(dict.fromkeys(name for word in words for name in _named(word)))


def _named(word: str) -> tuple[str, ...]:
    wanted = normal(word)
    if wanted in bundles():
        return bundles()[wanted]
    for table in optional_tables():
        if wanted in {normal(name) for name in (with_name(table), *table.called)}:
            return (table.name,)
    known = joined([*map(with_name, optional_tables()), *bundles()])
    raise ValueError(text("template.unknown_sheet", found=word, names=known))
