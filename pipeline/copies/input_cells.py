"""Cells and new rows of tables that people fill in, as updates for the writer: every other cell is left as it stands.

This is the one place where Concord writes into an input sheet: what a party filled in apart, and what the partners
accepted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.domain.cell import Cell
from pipeline.domain.table_update import KEEP, ColumnKind, OutColumn, OutRow, TableUpdate, Value
from pipeline.reading.content import Content
from pipeline.reading.source.file_source import Book as Sheets
from pipeline.reading.workbook import Reading
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book, Table
from pipeline.xlsx.writer.rewrite import rewrite
from schemas.wording.languages import to_those_who_asked

NewRow = Mapping[str, Value]
# A table, and which of its changes.
Part = tuple[str, Literal["cells", "rows"]]


@dataclass
class Changes:
    """What goes into the input tables: values by cell, and new rows by table, their values by column key.

    A new row may also fill a column that is people's own, by its header.
    """

    cells: dict[Cell, Value] = field(default_factory=dict)
    rows: dict[str, list[NewRow]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.cells or self.rows)

    def parts(self) -> Iterator[tuple[Part, Changes]]:
        """The changes one by one: the cells of each table, then its new rows."""
        for name in dict.fromkeys(cell.table for cell in self.cells):
            yield (name, "cells"), Changes({cell: value for cell, value in self.cells.items() if cell.table == name})
        for name, rows in self.rows.items():
            yield (name, "rows"), Changes(rows={name: rows})


def as_far_as_possible(data: bytes, reading: Reading, changes: Changes) -> tuple[bytes, dict[Part, WriteError]]:
    """The workbook with these changes but those that the writer refuses, and why: one table must not stop the rest."""
    try:
        return with_changes(data, reading, changes), {}
    except WriteError:
        pass
    refused: dict[Part, WriteError] = {}
    for part, some in changes.parts():
        try:
            data = with_changes(data, reading, some)
        except WriteError as problem:
            refused[part] = problem
    return data, refused


@to_those_who_asked()
def with_changes(data: bytes, reading: Reading, changes: Changes) -> bytes:
    """The workbook with these changes. Raises WriteError where the writer cannot promise to leave all else alone."""
    if not changes:
        return data
    names = dict.fromkeys([*(cell.table for cell in changes.cells), *changes.rows])
    book, sheets = Book(Package(data)), Sheets(data)
    return rewrite(data, [_update(reading.contents[name], book.table(name), sheets, changes) for name in names])


def _update(read: Content, table: Table, sheets: Sheets, changes: Changes) -> TableUpdate:
    name = read.found.table.name
    cells = {(cell.row, cell.column): value for cell, value in changes.cells.items() if cell.table == name}
    new = changes.rows.get(name, [])
    keys = list(dict.fromkeys([*(key for _, key in cells), *(key for row in new for key in row)]))
    keys = [key for key in keys if key in read.heads.by_key or key in read.found.headers]
    last = _last_filled(read, table, sheets)
    bottom = max([table.area.bottom, *(row for row, _ in cells)])
    rows = [
        OutRow(number, tuple(cells.get((number, key), KEEP) for key in keys))
        for number in range(table.body.top, bottom + 1)
    ]
    for number, row in enumerate(new, last + 1):
        out = OutRow(
            number if number <= bottom else None,
            tuple(row.get(key, KEEP if number <= bottom else None) for key in keys),
        )
        if number <= bottom:
            rows[number - table.body.top] = out
        else:
            rows.append(out)
    columns = tuple(_column(read, key, cells, new) for key in keys)
    return TableUpdate(name, columns, tuple(rows), clear_filter=False)


def _column(
    read: Content, key: str, cells: Mapping[tuple[int, str], Value], new: Sequence[NewRow]
) -> OutColumn:  # fmt: skip
    if key not in read.heads.by_key:
        return OutColumn(key)  # a column of people's own, by its header
    head = read.heads.by_key[key]
    given = [*(value for (_, at), value in cells.items() if at == key), *(row.get(key) for row in new)]
    is_date = head.column.kind in ("date", "value") and any(isinstance(value, date) for value in given)
    kind: ColumnKind = "date" if is_date else "text"
    return OutColumn(read.found.headers[head.position], kind)


def _last_filled(read: Content, table: Table, sheets: Sheets) -> int:
    """The last row of the table, or typed directly below it, in which anything stands but what fills itself in."""
    found = read.found
    grid = sheets.grid(found.sheet)
    columns = [column for column in range(table.area.left, table.area.right + 1) if column not in table.formulas]
    until = max([table.area.bottom, *found.numbers])

    def filled() -> Iterator[int]:
        for number in range(table.body.top, min(until, len(grid)) + 1):
            row = grid[number - 1]
            if any(row[column - 1] != "" for column in columns if column <= len(row)):
                yield number

    def read_as_filled() -> Iterator[int]:
        for number, cells in zip(found.numbers, found.cells, strict=True):
            if any(cells[column - found.left] != "" for column in columns):
                yield number

    return max([table.area.top, *filled(), *read_as_filled()])
