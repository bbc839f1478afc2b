"""From plain values to what stands in a cell: labels for codes, lists joined, links for places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from pipeline.domain.table_update import ColumnKind, Link, OutColumn, Value
from pipeline.plan.shape import CELL_LIMIT, fitting
from pipeline.reading.addresses import Places, location
from pipeline.results.made_column import MadeColumn
from pipeline.results.rows import Place
from schemas.spec import Column

_KINDS: dict[str, ColumnKind] = {
    "number": "number", "whole": "number", "signed": "number", "scale": "number", "date": "date", "percent": "percent",
}  # fmt: skip
# The types of a column's values: those that are written as they are, texts, and those of which most come again.
_AS_IT_IS = frozenset({int, float, date, type(None)})
_TEXT = frozenset({str, type(None)})
_REPEATED = frozenset({str, tuple, type(None)})
_PLACE = frozenset({Place, type(None)})


def out_column(column: Column, header: str, values: Sequence[Value] = ()) -> OutColumn:
    """A column of ours under the header as it stands in the workbook, with its values where some may be links.

    Columns made when they are asked for are all links or none, as the definition of their table says.
    """
    leads = column.link or (not isinstance(values, MadeColumn) and Link in map(type, values))
    return OutColumn(header, _KINDS.get(column.kind, "text"), leads)


def cell(column: Column, value: object, places: Places) -> Value:
    """What to write for a plain value; None for an empty one. Raises TypeError for a value of no known type."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, Place):
        return _links([value], places)[0]
    if isinstance(value, (tuple, list)):
        return fitting(", ".join(map(str, value)))
    if isinstance(value, str):
        return fitting(column.vocabulary.label(value) if column.vocabulary else value)
    if isinstance(value, (int, float, date)):
        return value
    raise TypeError(f"{column.name}: {value!r} cannot stand in a cell")


def column(of: Column, values: Sequence[Any], places: Places) -> Sequence[Value]:
    """`cell` for a whole column: each word and each list is turned into what to write once, as most come again.

    What is made when it is asked for is turned into what to write then.
    """
    if isinstance(values, MadeColumn):
        return MadeColumn(values, lambda some: column(of, some, places))
    kinds = set(map(type, values))
    if kinds <= _AS_IT_IS:
        return values
    if kinds <= _TEXT and not of.vocabulary:
        if 2 * max(map(len, filter(None, values)), default=0) <= CELL_LIMIT:
            return values if all(values) else [value or None for value in values]
        return [fitting(value) or None if value else None for value in values]
    if kinds <= _REPEATED:
        written = {value: cell(of, value, places) for value in set(values)}
        return [written[value] for value in values]
    if kinds <= _PLACE:
        return _links(values, places)
    return [cell(of, value, places) for value in values]


def _links(values: Sequence[Place | None], places: Places) -> list[Value]:
    """What to write for places: what is the same for all cells of a column is asked for once."""
    begins: dict[tuple[str, str, bool], tuple[str, str] | None] = {}  # of the words that are shown, of where they lead
    made: list[Value] = []
    for value in values:
        if value is None:
            made.append(None)
            continue
        (name, row, key), with_sheet, words = value
        of = name, key, with_sheet
        if of not in begins:
            begins[of] = _beginnings(name, key, places, with_sheet=with_sheet)
        begin = begins[of]
        made.append(Link(words or f"{begin[0]}{row}", f"{begin[1]}{row}") if begin else words or None)
    return made


def _beginnings(table: str, column: str, places: Places, *, with_sheet: bool) -> tuple[str, str] | None:
    """All but the row of how a cell of a column is called, and of where a link to it leads; None if it has no place."""
    letters, sheet = places.letters(table, column), places.sheet(table)
    if not letters:
        return None
    return f"{sheet}!{letters}" if with_sheet else letters, location(sheet, letters)
