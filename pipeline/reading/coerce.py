"""One column of cells at a time, each cell on its own: one bad cell never hides the next (facts/excel.md, 6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.reading import coerce_date, coerce_list, coerce_number, coerce_text, coerce_word
from pipeline.reading.clean import UNWANTED, is_blank
from pipeline.reading.coerce_text import Coerced
from pipeline.reading.problems import Trouble
from schemas.spec import Column

One = Callable[[object], Coerced]
Troubles = dict[int, Trouble]
_PLAIN: dict[str, One] = {
    "text": coerce_text.text, "id": coerce_text.identifier, "code": coerce_text.activity_code,
    "partner": coerce_text.partner, "partners": coerce_list.partners, "ids": coerce_list.ids,
    "value": lambda value: (value, None),
}  # fmt: skip


def empty(kind: str) -> object:
    """What an empty cell of a kind is inside (see `pipeline.domain.arrangement`)."""
    if kind in ("partners", "ids", "words"):
        return ()
    return None if kind in ("scale", "number", "whole", "signed", "percent", "date", "value") else ""


def one(column: Column, from_1904: bool = False) -> One:
    """The function that reads one cell of `column` that is not empty."""
    words = column.vocabulary
    if column.kind == "word" and words:
        return lambda value: coerce_word.word(value, words)
    if column.kind == "words" and words:
        return lambda value: coerce_list.words(value, words)
    if column.kind == "date":
        return lambda value: coerce_date.day(value, from_1904)
    return coerce_number.number if column.is_number else _PLAIN[column.kind]


def coerce(column: Column, cells: Sequence[object], from_1904: bool = False) -> tuple[list[object], Troubles]:
    """The values of a column's cells, and by position what there is to say of them.

    A cell with an error has the value of an empty one.
    """
    kinds = set(map(type, cells))
    if column.kind == "text" and kinds <= {str}:
        return _texts(cells), {}
    read = _guarded(one(column, from_1904), empty(column.kind))
    if kinds <= {str}:
        known = {cell: read(cell) for cell in set(cells)}
        outcomes = [known[cell] for cell in cells]
    else:
        # A type is part of the key: True, 1 and 1.0 are equal and must not be taken for one another.
        keyed = list(zip(map(type, cells), cells, strict=True))
        known_of = {key: read(key[1]) for key in set(keyed)}
        outcomes = [known_of[key] for key in keyed]
    troubles = {i: trouble for i, (_, trouble) in enumerate(outcomes) if trouble}
    return [value for value, _ in outcomes], troubles


def _texts(cells: Sequence[object]) -> list[object]:
    texts: list[str] = cells  # type: ignore[assignment]
    if UNWANTED.search("\n".join(texts)):
        return [coerce_text.text(cell)[0] for cell in texts]
    return [cell.strip() if cell else cell for cell in texts]


def _guarded(read: One, nothing: object) -> One:
    def one_cell(value: object) -> Coerced:
        if is_blank(value):
            return nothing, None
        marked = coerce_text.mark(value)
        return (nothing, marked) if marked else read(value)

    return one_cell
