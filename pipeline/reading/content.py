"""A table's cells as values, column by column, with the keys of cells that could not be understood."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.domain.cell import Cell
from pipeline.reading.addresses import TablePlace
from pipeline.reading.coerce.clean import as_typed
from pipeline.reading.coerce.column import Troubles, coerce
from pipeline.reading.locate.found_table import FoundTable
from pipeline.reading.locate.header_match import Heads
from pipeline.reading.problems import Problem, Problems, Trouble
from pipeline.xlsx.ooxml.refs import letters
from schemas.fields import empty
from schemas.wording.text import joined


@dataclass
class Content:
    """A table read: `values[key][i]` stands in row `numbers[i]`, `raw` likewise as found.

    `unknown[i]` are the keys of row i that could not be understood; `out[i]` is the id, as far as it
    is known, of a row that cannot be used.
    """

    found: FoundTable
    heads: Heads
    place: TablePlace
    numbers: list[int]
    raw: dict[str, Sequence[object]] = field(default_factory=dict)
    values: dict[str, list[object]] = field(default_factory=dict)
    unknown: dict[int, set[str]] = field(default_factory=dict)
    out: dict[int, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The key of the column of ids."""
        return self.found.table.key

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns that tell its rows apart."""
        return self.found.table.keys

    @property
    def ids(self) -> list[str]:
        """What tells each row from the others."""
        if len(self.keys) == 1:
            return list(map(str, self.values[self.keys[0]]))
        return [joined(map(str, cells)) for cells in zip(*map(self.values.__getitem__, self.keys), strict=True)]

    @property
    def usable(self) -> list[int]:
        """The positions of the rows that can be used."""
        return [i for i in range(len(self.numbers)) if i not in self.out]

    def is_unknown(self, position: int, key: str) -> bool:
        """Whether a cell could not be understood."""
        return key in self.unknown.get(position, ())

    def reject(self, position: int, key: str) -> None:
        """Let a cell count as empty and unknown."""
        self.unknown.setdefault(position, set()).add(key)
        self.values[key][position] = empty(self.heads.by_key[key].column.kind)

    def problem(self, position: int, key: str, trouble: Trouble) -> Problem:
        """The message about one cell."""
        return self.message(Cell(self.found.table.name, self.numbers[position], key), trouble, self.raw[key][position])

    def problems(self, positions: Sequence[int], key: str, trouble: Trouble) -> Iterator[Problem]:
        """The messages about cells of one column in which the same is the matter: each text is quoted once."""
        table, raw = self.found.table.name, self.raw[key]
        found = [(type(raw[position]), raw[position]) for position in positions]  # True and 1 are equal
        quoted = {cell: sys.intern(as_typed(cell[1])) for cell in set(found)}
        for position, text in zip(positions, map(quoted.__getitem__, found), strict=True):
            yield self._said(Cell(table, self.numbers[position], key), trouble, text)

    def message(self, cell: Cell, trouble: Trouble, found: object) -> Problem:
        """A message about a cell or header of this table; `found` is what stands there."""
        return self._said(cell, trouble, sys.intern(as_typed(found)))  # the same stands in many cells

    def _said(self, cell: Cell, trouble: Trouble, quoted: str) -> Problem:
        return Problem(trouble.check, cell, cell.table, quoted, trouble.values, self.found.sheet, self.place)


def place_of(found: FoundTable, heads: Heads) -> TablePlace:
    """Where the columns of a table stand: ours by key, the others by their header."""
    keys = {head.position: head.key for head in heads.ours}
    numbers: dict[str, int] = {key: found.left + position for position, key in keys.items()}
    headers = {key: found.headers[position] for position, key in keys.items()}
    for position, text in enumerate(found.headers):
        if position not in keys:
            name = other_key(found, heads, position)
            numbers[name], headers[name] = found.left + position, text
    return TablePlace(found.sheet, found.header_row, (*found.table.keys, "")[0], numbers, headers)


def other_key(found: FoundTable, heads: Heads, position: int) -> str:
    """The key of a column that is not ours: its header, told apart by its letters where that is taken."""
    text = found.headers[position]
    taken = text in heads.by_key or found.first[text] != position
    return f"{text} ({letters(found.left + position)})" if taken else text


def table_content(found: FoundTable, heads: Heads, problems: Problems, silent: Collection[str] = ()) -> Content:
    """Read every cell of our columns; what there is to say goes to `problems`, except for `silent` keys."""
    place = place_of(found, heads)
    read = Content(found, heads, place, list(found.numbers))
    troubles: dict[str, Troubles] = {}
    for head in heads.ours:
        cells = found.columns[head.position]
        read.raw[head.key] = cells
        read.values[head.key], troubles[head.key] = coerce(
            head.column, cells, found.from_1904, found.different[head.position]
        )
    found.let_go()
    for key, of_column in troubles.items():
        for position, trouble in of_column.items():
            if trouble.is_error:
                read.unknown.setdefault(position, set()).add(key)
            if key not in silent and trouble.check != "CHK-31":
                problems.add(read.problem(position, key, trouble))
    return read


def as_it_stands(found: FoundTable, heads: Heads) -> Content:
    """A table of which no cell is understood: what a run alone writes is only compared with what it writes next."""
    return Content(found, heads, place_of(found, heads), list(found.numbers))


def drop_rows_without_content(read: Content) -> None:
    """Forget rows in which no cell of ours holds anything: spaces, or only what people added."""
    ids = [read.values[key] for key in read.keys if key in read.values]
    if not ids:
        return
    suspects = [i for i, id in enumerate(zip(*ids, strict=True)) if not any(id) and i not in read.unknown]
    gone = {i for i in suspects if all(column[i] in ("", None, ()) for column in read.values.values())}
    if not gone:
        return
    kept = [i for i in range(len(read.numbers)) if i not in gone]
    renumbered = {i: new for new, i in enumerate(kept)}
    read.numbers = [read.numbers[i] for i in kept]
    read.raw = {key: [column[i] for i in kept] for key, column in read.raw.items()}
    read.values = {key: [column[i] for i in kept] for key, column in read.values.items()}
    read.unknown = {renumbered[i]: keys for i, keys in read.unknown.items()}
