"""One column of cells at a time, each cell on its own: one bad cell never hides the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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

# The types of cells that need no reading, an empty one being text; a datetime is no plain day.
_CLEAN: dict[str, set[type]] = {"number": {str, float, int}, "date": {str, date}}
_NO_TYPES: set[type] = set()
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


def coerce(column: Column, cells: Sequence[object], from_1904: bool = False) -> tuple[list[object], Troubles]:
    """The values of a column's cells, and by position what there is to say of them.

    A cell with an error has the value of an empty one.
    """
    if column.kind in _CHANGED and column.name != "partner" and _stands_as_typed(column, cells):
        return list(cells), {}
    different = set(cells)
    if all(type(cell) is str for cell in different):
        if column.kind == "text":
            return _texts(cells, different), {}
        read = _guarded(one(column, from_1904), column)
        return _each(cells, {cell: read(cell) for cell in different})
    kinds = set(map(type, cells))
    if kinds <= _CLEAN.get("number" if column.is_number else column.kind, _NO_TYPES):
        clean = _clean(column, cells)
        if clean is not None:
            return clean, {}
    read = _guarded(one(column, from_1904), column)
    # A type is part of the key: True, 1 and 1.0 are equal and must not be taken for one another.
    keys = list(zip(map(type, cells), cells, strict=True))
    return _each(keys, {key: read(key[1]) for key in set(keys)})


def _each(keys: Sequence[object], known: Mapping[Any, Coerced]) -> tuple[list[object], Troubles]:
    """The values of cells, and what there is to say of them, from what is known of each different one."""
    value_of = {key: value for key, (value, _) in known.items()}
    trouble_of = {key: trouble for key, (_, trouble) in known.items() if trouble}
    troubles = {i: trouble_of[key] for i, key in enumerate(keys) if key in trouble_of} if trouble_of else {}
    return list(map(value_of.__getitem__, keys)), troubles


def _clean(column: Column, cells: Sequence[object]) -> list[object] | None:
    """The values of a column in which every cell is empty or what it should be; None for any other column."""
    given = {cell for cell in cells if cell != ""}
    if any(type(value) is str or (type(value) is float and not isfinite(value)) for value in given):
        return None  # a text, or what a damaged file holds
    if column.kind == "date":
        days = {value for value in given if isinstance(value, date)}
        if days and not dates.EARLIEST <= min(days) <= max(days) <= dates.LATEST:
            return None
        shared: dict[object, object] = dict(zip(days, days, strict=True))
        return [shared.get(cell) for cell in cells]
    if all(type(value) is not float or numbers.nearly_whole(value) == value for value in given):
        return [None if cell == "" else cell for cell in cells]
    whole = [numbers.nearly_whole(cell) if type(cell) is float else cell for cell in cells]
    return [None if cell == "" else cell for cell in whole]


def _stands_as_typed(column: Column, cells: Sequence[Any]) -> bool:
    """Whether every id or code of a column is just what was typed: all are looked at at once, as none comes again."""
    if not set(map(type, cells)) <= {str}:
        return False
    whole = "".join(cells)
    return whole.isascii() and whole.isprintable() and not any(mark in whole for mark in _CHANGED[column.kind])


def _texts(cells: Sequence[Any], different: set[Any]) -> list[object]:
    """The texts of a column; cells with the same text share it, which a sheet's reader gives each one anew."""
    together = "".join(different).replace("\n", "")
    has_unwanted = not together.isprintable() and UNWANTED.search(together)
    clean = {cell: coerce_text.text(cell)[0] if has_unwanted else cell.strip() for cell in different}
    return list(map(clean.__getitem__, cells))


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
