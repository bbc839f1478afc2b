"""From columns of values to the rows that the analyses work on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.domain.arrangement import PartnerColumn, Row
from pipeline.reading.content import Content
from pipeline.reading.locate.header_match import Head


def typed_rows(read: Content) -> tuple[Row, ...]:
    """The usable rows of an input table other than Arrangement, in the order of the sheet."""
    make = read.found.table.row
    names, columns = _columns(read)
    meant = read.heads.meant
    always = frozenset(column.name for column in read.heads.missing if not column.rare or column.name in meant)
    built = []
    for position, cells in enumerate(zip(*columns, strict=True)):
        if position not in read.out:
            unknown = read.unknown.get(position)
            known_not = always | unknown if unknown else always
            built.append(make(row=read.numbers[position], unknown=known_not, **dict(zip(names, cells, strict=True))))
    return tuple(built)


def _columns(read: Content) -> tuple[list[str], list[Sequence[object]]]:
    """The fields of the row's class and their values, row by row; per-partner fields as one mapping a row."""
    names: list[str] = []
    columns: list[Sequence[object]] = []
    shared: dict[str, list[Head]] = {}
    for head in read.heads.ours:
        if head.partner:
            shared.setdefault(head.column.name, []).append(head)
        else:
            names.append(head.column.name)
            columns.append(_typed(read, head))
    for name, heads in shared.items():
        names.append(name)
        columns.append(list(_by_partner(read, heads)))
    return names, columns


def _by_partner(read: Content, heads: list[Head]) -> Iterator[dict[str, object]]:
    codes = [head.partner for head in heads]
    for cells in zip(*(_typed(read, head) for head in heads), strict=True):
        yield {code: cell for code, cell in zip(codes, cells, strict=True) if cell or cell == 0}


def _typed(read: Content, head: Head) -> list[object]:
    """Scales as whole numbers, other numbers as they are."""
    cells = read.values[head.key]
    if head.column.kind == "scale":
        return [int(cell) if isinstance(cell, (int, float)) else None for cell in cells]
    return cells


def partner_columns_of(read: Content) -> list[PartnerColumn]:
    """The per-partner columns of a table, those of unknown partners included."""
    name, row = read.found.table.name, read.found.header_row
    return [PartnerColumn(name, head.key, head.partner, row) for head in read.heads.ours if head.partner]
