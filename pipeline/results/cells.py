"""From plain values to what stands in a cell: labels for codes, lists joined, links for places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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
        return next(_links([value], places))
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
    links = _links((value for value in values if type(value) is Place), places)
    return [next(links) if type(value) is Place else cell(of, value, places) for value in values]


def _links(values: Iterable[Place], places: Places) -> Iterator[Value]:
    """What to write for places: what is the same for all cells of a column is asked for once."""
    known: dict[tuple[str, str], tuple[str, str, str]] = {}
    for (name, row, key), with_sheet, words in values:
        if (name, key) not in known:
            sheet = places.sheet(name)
            known[name, key] = places.letters(name, key), sheet, location(sheet, "")
        letters, sheet, beginning = known[name, key]
        if not letters:
            yield words or None
            continue
        shown = f"{sheet}!{letters}{row}" if with_sheet else f"{letters}{row}"
        yield Link(words or shown, f"{beginning}{letters}{row}")
