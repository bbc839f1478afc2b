"""A table as it was found, before anything is understood: header texts and rows of cells, with their places.

Whoever brings the tables (a file, or a workbook open in Excel) ends here; what follows knows neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.xlsx.ooxml.refs import Box
from schemas.spec import Table


@dataclass(frozen=True)
class FoundTable:
    """One of our tables in a workbook.

    `headers` are its header cells from column number `left` on (1 is A). `cells` are the filled rows
    with, in `numbers`, each one's row number as people see it; a cell is what calamine gives, or one
    of the marks of `pipeline.reading.source.cell_marks`. `merged` are the merged areas that meet the table.
    `formats` are the number formats that show a unit or an id, by row and column number; `struck` are the rows with
    a cell that is struck out or raised.
    Of a table of results `anchored` are the rows on which people have put a note or a picture, and `composed` the
    cells, by row and column number, that hold more than a plain value, where a run may add a line to them;
    `calculated` are the formulas in columns that people have added.
    `has_object`: it is a real Excel table, and `below` of its rows stand below where that ends.
    """

    table: Table
    sheet: str
    header_row: int
    left: int
    headers: tuple[str, ...]
    numbers: tuple[int, ...]
    cells: Sequence[Sequence[object]]
    has_object: bool = True
    from_1904: bool = False
    merged: tuple[Box, ...] = ()
    below: int = 0
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    struck: frozenset[int] = frozenset()
    anchored: frozenset[int] = frozenset()
    composed: frozenset[tuple[int, int]] = frozenset()
    calculated: frozenset[tuple[int, int]] = frozenset()

    @cached_property
    def columns(self) -> Sequence[Sequence[object]]:
        """The cells column by column."""
        return list(zip(*self.cells, strict=True)) or [()] * len(self.headers)

    @cached_property
    def different(self) -> Sequence[AbstractSet[object]]:
        """The different cells of each column: most of what is asked of cells is asked of each of these once."""
        return list(map(frozenset, self.columns))

    def let_go(self) -> None:
        """Forget `different` once the cells are read: of 60,000 risks it takes 20 MB, and a FoundTable stays."""
        self.__dict__.pop("different", None)

    @cached_property
    def first(self) -> Mapping[str, int]:
        """The position of each header, the first where several are alike."""
        return {text: position for position, text in reversed(list(enumerate(self.headers)))}


@dataclass(frozen=True)
class Spot:
    """Where a table stands on its sheet: the header's row, the body's rows and the columns, from 1, inclusive.

    Of the body's rows, `below` stand below the Excel table.
    """

    table: Table
    sheet: str
    header_row: int
    top: int
    bottom: int
    left: int
    right: int
    columns: tuple[str, ...] = ()
    has_object: bool = True
    has_totals: bool = False
    below: int = 0

    @property
    def is_typed_in(self) -> bool:
        """Whether people type rows of their own into it."""
        return self.table.is_input or self.table.name in ("ActionPlan", "Agenda", "Proposals")

    @property
    def area(self) -> Box:
        """Header and body."""
        return Box(self.header_row, self.left, max(self.bottom, self.header_row), self.right)
