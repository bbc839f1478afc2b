"""From plain values to what stands in a cell: labels for codes, lists joined, addresses for places."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from datetime import date
from typing import Any

from pipeline.domain.cell import Cell
from pipeline.domain.table_update import ColumnKind, OutColumn, Value
from pipeline.plan.shape import CELL_LIMIT, fitting
from pipeline.reading.addresses import Places, location
from pipeline.results.made_column import MadeColumn
from pipeline.results.rows import Cells, Place
from schemas.spec import Column

_KINDS: dict[str, ColumnKind] = {
    "number": "number", "whole": "number", "signed": "number", "scale": "number", "date": "date", "percent": "percent",
}  # fmt: skip
# The types of a column's values: those that are written as they are, texts, and those of which most come again.
_AS_IT_IS = frozenset({int, float, date, type(None)})
_TEXT = frozenset({str, type(None)})
_REPEATED = frozenset({str, tuple, type(None)})


def out_column(column: Column, header: str, *, leads: bool = False) -> OutColumn:
    """A column of ours under the header as it stands in the workbook; `leads`: some of its values are links."""
    return OutColumn(header, _KINDS.get(column.kind, "text"), column.link or leads)


def column(of: Column, values: Sequence[Any], places: Places) -> tuple[Sequence[Value], Sequence[str | None]]:
    """What to write into a column for its plain values, and where each cell leads; nothing where none leads anywhere.

    What is made when it is asked for is turned into what to write then.
    """
    if isinstance(values, Cells):
        of_column = _address_with_sheet if values.with_sheet else Places.letters
        shown = MadeColumn(values.cells, lambda some: _to_rows(some, places, of_column))
        return shown, MadeColumn(values.cells, lambda some: _to_rows(some, places, _location))
    if isinstance(values, MadeColumn):
        return MadeColumn(values, lambda some: _written(of, some, set(map(type, some)))), ()
    kinds = set(map(type, values))
    if Place not in kinds:
        return _written(of, values, kinds), ()
    cells = [value.cell if isinstance(value, Place) else None for value in values]
    addresses = _to_rows(cells, places, _address_with_sheet)
    texts = [
        value.words or address if isinstance(value, Place) else value
        for value, address in zip(values, addresses, strict=True)
    ]
    return _written(of, texts, set(map(type, texts))), _to_rows(cells, places, _location)


def _written(of: Column, values: Sequence[Any], kinds: Set[type]) -> Sequence[Value]:
    """What to write for values of these types: each word and each list is turned into it once, as most come again."""
    if kinds <= _AS_IT_IS:
        return values
    if kinds <= _TEXT and not of.vocabulary:
        if 2 * max(map(len, filter(None, values)), default=0) <= CELL_LIMIT:
            return values if all(values) else [value or None for value in values]
        return [fitting(value) or None if value else None for value in values]
    if kinds <= _REPEATED:
        written = {value: _cell(of, value) for value in set(values)}
        return [written[value] for value in values]
    return [_cell(of, value) for value in values]


def _cell(column: Column, value: object) -> Value:
    """What to write for a plain value; None for an empty one. Raises TypeError for a value of no known type."""
    if value is None or value in ("", ()):
        return None
    if isinstance(value, (tuple, list)):
        return fitting(", ".join(map(str, value)))
    if isinstance(value, str):
        return fitting(column.vocabulary.label(value) if column.vocabulary else value)
    if isinstance(value, (int, float, date)):
        return value
    raise TypeError(f"{column.name}: {value!r} cannot stand in a cell")


def _to_rows(
    cells: Sequence[Cell | None], places: Places, of_column: Callable[[Places, str, str], str]
) -> list[str | None]:
    """What tells each cell: what tells its column, asked for once, and its row; None for one that has no place."""
    columns = {(cell.table, cell.column) for cell in cells if cell}
    told = {of: of_column(places, *of) if places.letters(*of) else "" for of in columns}
    return [f"{column}{cell.row}" if cell and (column := told[cell.table, cell.column]) else None for cell in cells]


def _location(places: Places, table: str, column: str) -> str:
    return location(places.sheet(table), places.letters(table, column))


def _address_with_sheet(places: Places, table: str, column: str) -> str:
    return f"{places.sheet(table)}!{places.letters(table, column)}"
