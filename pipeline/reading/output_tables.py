"""Output tables as they stand: what the last run wrote, and what people wrote beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import repeat

from pipeline.domain.arrangement import Action
from pipeline.reading.content import Content
from pipeline.reading.locate.found_table import FoundTable
from pipeline.reading.source.cell_marks import Covered
from schemas.tables.copies import SentCopy


@dataclass(frozen=True, slots=True)
class PresentRow:
    """A filled row: its number in the sheet, values by column key, and every cell as found by header.

    `values` are coerced by kind (codes for words, days for dates; empty as in `schemas.row`), none in a table that a
    run alone writes; what could not be understood is empty there and stands in `texts`. `composed` are the headers of
    cells that hold more than a plain value, of those to which a run may add a line; `calculated` those of formulas in
    columns that people have added: Excel fills them in, and nobody has written in the row for it.
    """

    row: int
    values: Mapping[str, object]
    texts: Mapping[str, object]
    composed: frozenset[str] = frozenset()
    calculated: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Present:
    """An output table as it stands; `columns` maps a column's key to its header as it stands.

    `anchored` are the numbers of rows that people have put a note or a picture on.
    The last `below` rows were typed directly below the Excel table and are not part of it yet.
    """

    table: str
    sheet: str
    header_row: int
    headers: tuple[str, ...]
    columns: Mapping[str, str]
    rows: tuple[PresentRow, ...] = field(repr=False)
    has_object: bool = True
    below: int = 0
    anchored: frozenset[int] = frozenset()


def present(read: Content) -> Present:
    """The table as it stands."""
    found = read.found
    keys = list(read.values)
    by_row = zip(*read.values.values(), strict=True) if keys else repeat(())
    composed, calculated = (_by_row(found, places) for places in (found.composed, found.calculated))
    rows = tuple(
        PresentRow(
            number,
            dict(zip(keys, values, strict=True)),
            _texts(found.headers, cells),
            composed.get(number, frozenset()),
            calculated.get(number, frozenset()),
        )
        for number, values, cells in zip(read.numbers, by_row, found.cells, strict=False)
    )
    columns = {head.key: found.headers[head.position] for head in read.heads.ours}
    return Present(
        found.table.name, found.sheet, found.header_row, found.headers, columns, rows, found.has_object, found.below,
        found.anchored,
    )  # fmt: skip


def _by_row(found: FoundTable, places: Collection[tuple[int, int]]) -> dict[int, frozenset[str]]:
    """The headers of these cells (row and column) by the row."""
    headers: dict[int, set[str]] = {}
    for number, column in places:
        headers.setdefault(number, set()).add(found.headers[column - found.left])
    return {number: frozenset(those) for number, those in headers.items()}


def _texts(headers: tuple[str, ...], cells: Collection[object]) -> dict[str, object]:
    return {
        header: "" if isinstance(cell, Covered) else cell
        for header, cell in reversed(list(zip(headers, cells, strict=True)))
    }


def sent_copies(read: Content) -> tuple[SentCopy, ...]:
    """The rows of Copies that name a party; of several of one party, the upper one."""
    built: dict[str, SentCopy] = {}
    for position, number in enumerate(read.numbers):
        values = {name: cells[position] for name, cells in read.values.items()}
        if (id := str(values.get("partner", ""))) and id not in built:
            unknown = frozenset(read.unknown.get(position, ()))
            built[id] = SentCopy(row=number, unknown=unknown, **values)  # type: ignore[arg-type]
    return tuple(built.values())


def actions(read: Content) -> tuple[Action, ...]:
    """The rows of the action plan that have an id; of several with one id, the upper one."""
    built: dict[str, Action] = {}
    for position, number in enumerate(read.numbers):
        values = {name: cells[position] for name, cells in read.values.items()}
        id = str(values.get("action", ""))
        if id and id not in built:
            unknown = frozenset(read.unknown.get(position, ()))
            built[id] = Action(row=number, unknown=unknown, **values)  # type: ignore[arg-type]
    return tuple(built.values())
