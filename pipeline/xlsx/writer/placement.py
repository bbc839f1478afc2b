"""Which rows and columns of the sheet an update concerns, and where each row goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar

from pipeline.domain.table_update import OutColumn, OutRow, OutRows, TableUpdate
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.workbook import Table
from schemas.wording.text import text

Made = TypeVar("Made")

Kind = Literal["note", "conversation", "picture", "validation", "format", "link", "control", "sparkline", "permission"]


@dataclass(frozen=True)
class Layout:
    """An update laid over its table: `area` is what the table covers afterwards, header included."""

    table: Table
    update: TableUpdate
    rows: OutRows  # those of the update
    area: Box
    ours: Mapping[int, int]  # sheet column number: place in update.columns
    theirs: tuple[int, ...]  # sheet column numbers of what people added
    added: Mapping[int, OutColumn]  # sheet column number of appended columns

    @classmethod
    def of(cls, table: Table, update: TableUpdate) -> Layout:
        """Columns matched by header. Raises ValueError if the update does not fit together.

        Values that are made when they are asked for are made once, for all who write and check.
        """
        given = OutRows.of(update.rows, len(update.columns))
        locations = {at: _made(led) for at, led in given.locations.items()}
        rows = OutRows(given.sources, list(map(_made, given.values)), locations)
        _sound(table, update, rows)
        old = table.area
        places = {column.header: place for place, column in enumerate(update.columns)}
        ours = {old.left + at: places.pop(header) for at, header in enumerate(table.headers) if header in places}
        theirs = tuple(column for column in range(old.left, old.right + 1) if column not in ours)
        added = {old.right + 1 + at: update.columns[place] for at, place in enumerate(places.values())}
        ours |= {old.right + 1 + at: place for at, place in enumerate(places.values())}
        bottom = old.top + max(len(rows), 1)
        return cls(table, update, rows, Box(old.top, old.left, bottom, old.right + len(added)), ours, theirs, added)

    @cached_property
    def body(self) -> Box:
        """The body afterwards."""
        return self.area._replace(top=self.area.top + 1)

    @property
    def touched(self) -> Box:
        """Header and body, before and after."""
        return self.area.with_(self.table.area)

    def out_row(self, number: int) -> OutRow | None:
        """What is to stand in the sheet's row; None for nothing."""
        place = number - self.area.top - 1
        return self.rows[place] if place < len(self.rows) else None

    def stays(self, number: int) -> bool:
        """Whether the sheet's row, below the header, keeps its place."""
        place = number - self.area.top - 1
        return place < len(self.rows) and self.rows.sources[place] == number

    def takes_in(self, number: int, column: int) -> bool:
        """Whether the cell is of a row that people typed below the table and that becomes part of it where it is."""
        old = self.table.area
        return number > old.bottom and column <= old.right and self.stays(number)

    @cached_property
    def rows_move(self) -> bool:
        """Whether any present row of the body ends up elsewhere or nowhere."""
        return not all(map(self.stays, range(self.table.body.top, self.table.body.bottom + 1)))


@dataclass(frozen=True, slots=True)
class Stays:
    """What is anchored to `cells` of a sheet and cannot follow its row: it stays where it is."""

    kind: Kind
    sheet: str
    cells: str

    @property
    def words(self) -> str:
        """The sentence for people."""
        return text(f"writer.stays.{self.kind}", sheet=self.sheet, cells=self.cells)


@dataclass(frozen=True)
class Moves:
    """The rows of a table's body, as it was, and where each of them goes; a row without a target is gone."""

    layout: Layout
    targets: Mapping[int, int]

    @classmethod
    def of(cls, layout: Layout) -> Moves:
        """The moves of an update. A row that is continued twice goes where it is continued first."""
        targets: dict[int, int] = {}
        for number, source in enumerate(layout.rows.sources, layout.body.top):
            if source is not None:
                targets.setdefault(source, number)
        return cls(layout, targets)

    @cached_property
    def body(self) -> Box:
        """What the body covered before."""
        return self.layout.table.body

    @cached_property
    def last(self) -> int:
        """The last row that the body covered or will cover."""
        return self.layout.touched.bottom

    @cached_property
    def fresh(self) -> tuple[int, ...]:
        """The rows of the body afterwards that continue none."""
        body = self.layout.body
        taken = set(self.targets.values())
        return tuple(number for number in range(body.top, body.bottom + 1) if number not in taken)

    def moves(self, row: int, column: int) -> bool:
        """Whether a cell is of a row that goes elsewhere, or is gone."""
        body = self.body
        inside = body.top <= row <= body.bottom and body.left <= column <= body.right
        return inside and self.targets.get(row) != row

    def target(self, row: int) -> int | None:
        """The row where a row of the body goes; None where it is gone."""
        return self.targets.get(row)


def _made(values: Sequence[Made]) -> Sequence[Made]:
    """The values, made where they are made when they are asked for; others are not copied, as a long table has many."""
    return values if isinstance(values, (list, tuple)) else list(values)


def _sound(table: Table, update: TableUpdate, rows: OutRows) -> None:
    headers = [column.header for column in update.columns]
    if len(set(headers)) != len(headers):
        raise ValueError(f"{update.table}: the same column twice")
    for number, source in enumerate(rows.sources, table.body.top):
        if source not in (None, number) and not table.body.top <= source <= table.body.bottom:
            raise ValueError(f"{update.table}: row {source} is not in its body")
