"""From plain values to what stands in a cell: labels for codes, lists joined, links for places."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.domain.table_update import ColumnKind, Link, OutColumn, Value
from pipeline.plan.shape import fitting
from pipeline.reading.addresses import Places
from pipeline.results.rows import Place
from schemas.spec import Column

_KINDS: dict[str, ColumnKind] = {
    "number": "number", "whole": "number", "signed": "number", "scale": "number", "date": "date", "percent": "percent",
}  # fmt: skip
_REPEATED = frozenset({str, tuple, type(None)})


def out_column(column: Column, header: str) -> OutColumn:
    """A column of ours under the header as it stands in the workbook."""
    return OutColumn(header, _KINDS.get(column.kind, "text"), column.link)


def cell(column: Column, value: object, places: Places) -> Value:
    """What to write for a plain value; None for an empty one. Raises TypeError for a value of no known type."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, Place):
        return _link(value, places)
    if isinstance(value, (tuple, list)):
        return fitting(", ".join(map(str, value)))
    if isinstance(value, str):
        return fitting(column.vocabulary.label(value) if column.vocabulary else value)
    if isinstance(value, (int, float, date)):
        return value
    raise TypeError(f"{column.name}: {value!r} cannot stand in a cell")


def column(of: Column, values: Iterable[object], places: Places) -> list[Value]:
    """`cell` for a whole column: each text and each list is turned into what to write once, as most come again."""
    known: dict[object, Value] = {None: None}
    repeated = _REPEATED if of.vocabulary else _REPEATED - {str}
    made: list[Value] = []
    for value in values:
        kind = type(value)
        if kind in repeated:
            if value not in known:
                known[value] = cell(of, value, places)
            made.append(known[value])
        elif kind is str:
            made.append(fitting(value) or None)  # type: ignore[arg-type]
        else:
            made.append(value if kind is int else cell(of, value, places))  # type: ignore[arg-type]
    return made


def _link(place: Place, places: Places) -> Value:
    address, location = places.address(place.cell), places.link(place.cell)
    shown = f"{places.sheet(place.cell.table)}!{address}" if place.with_sheet and address else address
    text = place.words or shown
    return Link(text, location) if location else text or None
