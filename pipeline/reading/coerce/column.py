"""One column of cells at a time, each cell on its own: one bad cell never hides the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from math import isfinite
from typing import Any

from pipeline.reading.coerce import dates, lists, numbers, vocabulary
from pipeline.reading.coerce import texts as coerce_text
from pipeline.reading.coerce.clean import UNWANTED, as_text, as_typed, is_blank
from pipeline.reading.coerce.texts import Coerced
from pipeline.reading.problems import Trouble
from pipeline.reading.source.cell_marks import Struck
from schemas.fields import Column, empty

One = Callable[[object], Coerced]
Troubles = dict[int, Trouble]
_PLAIN: dict[str, One] = {
    "text": coerce_text.text, "id": coerce_text.identifier, "code": coerce_text.activity_code,
    "partner": coerce_text.partner, "partners": lists.partners, "ids": lists.ids,
    "value": lambda value: (value, None),
}  # fmt: skip

# The types of cells that need no reading; a datetime is no plain day.
_CLEAN: dict[str, tuple[type, ...]] = {"number": (float, int), "date": (date,)}
# What may be read as something else in an id or a code of plain letters, digits and signs.
_CHANGED = {"id": " ", "code": " ,"}


def one(column: Column, from_1904: bool = False) -> One:
    """The function that reads one cell of `column` that is not empty."""
    words = column.vocabulary
    if column.kind == "word" and words:
        return lambda value: vocabulary.word(value, words)
    if column.kind == "words" and words:
        return lambda value: lists.coerce_words(value, words)
    if column.kind == "date":
        return lambda value: dates.day(value, from_1904)
    if column.name == "partner":
        return coerce_text.partner
    return numbers.number if column.is_number else _PLAIN[column.kind]


def coerce(
    column: Column, cells: Sequence[object], from_1904: bool = False, different: AbstractSet[object] | None = None
) -> tuple[list[object], Troubles]:
    """The values of a column's cells, and by position what there is to say of them.

    A cell with an error has the value of an empty one. `different` are the different cells, where they are known.
    """
    if column.kind in _CHANGED and column.name != "partner" and _stands_as_typed(column, cells):
        return list(cells), {}
    different = set(cells) if different is None else different
    kinds = set(map(type, different))
    read = _guarded(one(column, from_1904), column)
    if kinds <= {str}:
        if column.kind == "text":
            return _all(cells, _texts(different)), {}
        return _each(cells, {cell: read(cell) for cell in different})
    kinds = set(map(type, cells))  # True, 1 and 1.0 are equal and must not be taken for one another
    if kinds - {str} in [{kind} for kind in _CLEAN.get("number" if column.is_number else column.kind, ())]:
        clean = _clean(column, different)
        if clean is not None:
            return _all(cells, clean), {}
    keys = list(zip(map(type, cells), cells, strict=True))
    return _each(keys, {key: read(key[1]) for key in set(keys)})


def _each(keys: Sequence[object], known: Mapping[Any, Coerced]) -> tuple[list[object], Troubles]:
    """The values of cells, and what there is to say of them, from what is known of each different one."""
    trouble_of = {key: trouble for key, (_, trouble) in known.items() if trouble}
    troubles = {i: trouble_of[key] for i, key in enumerate(keys) if key in trouble_of} if trouble_of else {}
    return _all(keys, {key: value for key, (value, _) in known.items()}), troubles


def _all(keys: Sequence[object], value_of: Mapping[Any, object]) -> list[object]:
    """The values of cells from that of each different one, of which a column often has one alone."""
    return [*value_of.values()] * len(keys) if len(value_of) == 1 else list(map(value_of.__getitem__, keys))


def _clean(column: Column, different: AbstractSet[Any]) -> dict[object, object] | None:
    """The values of different cells that are all empty or what they should be, of one type; None for any others."""
    given = different - {""}
    if any(type(value) is str or (type(value) is float and not isfinite(value)) for value in given):
        return None  # a text, or what a damaged file holds
    if column.kind == "date":
        if not dates.EARLIEST <= min(given) <= max(given) <= dates.LATEST:
            return None
        return {cell: cell or None for cell in different}
    return {cell: None if cell == "" else numbers.nearly_whole(cell) for cell in different}


def _stands_as_typed(column: Column, cells: Sequence[Any]) -> bool:
    """Whether every id or code of a column is just what was typed: all are looked at at once, as none comes again."""
    if not set(map(type, cells)) <= {str}:
        return False
    whole = "".join(cells)
    return whole.isascii() and whole.isprintable() and not any(mark in whole for mark in _CHANGED[column.kind])


def _texts(different: AbstractSet[Any]) -> dict[object, object]:
    """The different texts of a column as they are read; cells share them, which a sheet's reader gives each anew."""
    together = "".join(different).replace("\n", "")
    has_unwanted = not together.isprintable() and UNWANTED.search(together)
    return {cell: coerce_text.text(cell)[0] if has_unwanted else cell.strip() for cell in different}


def _guarded(read: One, column: Column) -> One:
    nothing, takes_text = empty(column.kind), column.kind in ("text", "value")

    def plain(value: object) -> Coerced:
        if is_blank(value):
            return nothing, None
        marked = None if isinstance(value, str) else coerce_text.unreadable_trouble(value)
        return (nothing, marked) if marked else read(value)

    def one_cell(value: object) -> Coerced:
        if not isinstance(value, Struck):
            return plain(value)
        left = value.left.unstruck if takes_text else value.left.plain
        return _unstruck(value, left, *plain(left))

    return one_cell


def _unstruck(cell: Struck, left: str, value: object, trouble: Trouble | None) -> Coerced:
    """What is left of a cell, from how that reads; a raised mark in a text, as in m², is not worth a word."""
    if trouble and trouble.is_error:
        return value, trouble
    said = {"left": as_typed(left)} if left.strip() else {}
    return value, None if left == as_text(cell.value) else Trouble("CHK-64" if said else "CHK-39", said)
