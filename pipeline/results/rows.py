"""An output table as plain values by column key, codes inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple, Self, overload

from pipeline.domain.cell import Cell

# None, text, a number, a day, a list of codes, or a Place.
ResultRow = Mapping[str, object]


class Place(NamedTuple):
    """A value that leads to a cell: the words to show are made from the cell at the edge, unless they are given."""

    cell: Cell
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cells(Sequence[Place | None]):
    """A column that leads to cells, shown with their sheet or without.

    A long register has thousands: a Place is made when it is asked for.
    """

    cells: Sequence[Cell | None]
    with_sheet: bool = True

    def __len__(self) -> int:
        return len(self.cells)

    @overload
    def __getitem__(self, at: int) -> Place | None: ...
    @overload
    def __getitem__(self, at: slice) -> Cells: ...
    def __getitem__(self, at: int | slice) -> Place | Cells | None:
        if isinstance(at, slice):
            return Cells(self.cells[at], self.with_sheet)
        cell = self.cells[at]
        return Place(cell) if cell else None


@dataclass(frozen=True, slots=True)
class ResultTable:
    """An output table's name, and its values column by column: a long register would be too much as a mapping a row."""

    name: str
    columns: Mapping[str, Sequence[object]]

    @classmethod
    def of(cls, name: str, rows: Iterable[ResultRow]) -> Self:
        """From rows one after the other; what a row lacks is empty."""
        made = list(rows)
        keys = dict.fromkeys(chain.from_iterable(made))
        return cls(name, {key: [row.get(key) for row in made] for key in keys})

    @property
    def rows(self) -> list[ResultRow]:
        """Its rows in order, made anew each time."""
        return [dict(zip(self.columns, values, strict=True)) for values in zip(*self.columns.values(), strict=True)]

    def column(self, key: str) -> Sequence[object]:
        """The values of a column, row by row; empty ones where nothing is given for it."""
        count = len(next(iter(self.columns.values()), ()))
        return self.columns.get(key) or [None] * count
