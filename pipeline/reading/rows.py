"""From columns of values to the rows that the analyses work on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields
from itertools import repeat
from typing import Any

from pipeline.domain.arrangement import PartnerColumn, Row
from pipeline.reading.content import Content
from pipeline.reading.locate.header_match import Head


def typed_rows(read: Content) -> tuple[Row, ...]:
    """The usable rows of an input table other than Arrangement, in the order of the sheet."""
    make, count = read.found.table.row, len(read.numbers)
    absent = {field.name: repeat(_usual(field), count) for field in fields(make)}
    rows = make.filled(count, absent | _columns(read))
    return tuple(row for position, row in enumerate(rows) if position not in read.out) if read.out else rows


def _columns(read: Content) -> dict[str, Iterable[object]]:
    """The values of the fields of the row's class, row by row; per-partner fields as one mapping a row."""
    meant = read.heads.meant
    always = frozenset(column.name for column in read.heads.missing if not column.rare or column.name in meant)
    unknown = [always] * len(read.numbers)
    for at, keys in read.unknown.items():
        unknown[at] = always | keys
    columns: dict[str, Iterable[object]] = {"row": read.numbers, "unknown": unknown}
    shared: dict[str, list[Head]] = {}
    for head in read.heads.ours:
        if head.partner:
            shared.setdefault(head.column.name, []).append(head)
        else:
            columns[head.column.name] = _typed(read, head)
    makes = {field.name: field.default_factory for field in fields(read.found.table.row)}
    return columns | {name: _by_partner(read, heads, makes[name]) for name, heads in shared.items()}  # type: ignore[arg-type]


def _usual(field: Field[object]) -> object:
    """What stands in a field whose column is not there."""
    return field.default if field.default_factory is MISSING else field.default_factory()


def _by_partner(read: Content, heads: list[Head], make: Callable[..., Any]) -> Iterable[Mapping[str, object]]:
    """One mapping a row, of the kind that the field has; rows in which the partners say the same share it."""
    codes = [head.partner for head in heads]
    rows = list(zip(*(_typed(read, head) for head in heads), strict=True))
    given = {
        cells: make({c: cell for c, cell in zip(codes, cells, strict=True) if cell or cell == 0}) for cells in set(rows)
    }
    return map(given.__getitem__, rows)


def _typed(read: Content, head: Head) -> list[object]:
    """Scales as whole numbers, other numbers as they are."""
    cells = read.values[head.key]
    if head.column.kind == "scale":
        steps: dict[object, object] = {cell: int(cell) for cell in set(cells) if isinstance(cell, (int, float))}
        return list(map(steps.get, cells))
    return cells


def partner_columns_of(read: Content) -> list[PartnerColumn]:
    """The per-partner columns of a table, those of unknown partners included."""
    name, row = read.found.table.name, read.found.header_row
    return [PartnerColumn(name, head.key, head.partner, row) for head in read.heads.ours if head.partner]
