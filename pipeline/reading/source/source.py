"""What the reader needs to see of a workbook, whatever brings it: a file, or one that is open in Excel."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol

from pipeline.reading.source.cell_looks import Looks
from pipeline.reading.source.cell_marks import Marks
from pipeline.reading.source.table_objects import SheetPart, TableObject
from pipeline.xlsx.ooxml.refs import Box

Grid = list[list[object]]


class Source(Protocol):
    """A workbook's sheets, its Excel tables, and the cells of each sheet, read when asked for."""

    @property
    def sheets(self) -> Sequence[SheetPart]:
        """The worksheets, in order."""
        ...

    @property
    def tables(self) -> Sequence[TableObject]:
        """All Excel tables, sheet by sheet."""
        ...

    @property
    def from_1904(self) -> bool:
        """Whether days are counted from 1904."""
        ...

    def grid(self, sheet: str) -> Grid:
        """The cells of `sheet` from A1 on: row 1 is grid[0], "" is an empty cell; other values as calamine gives."""
        ...

    def let_go(self) -> None:
        """Keep no cells: the tables have been cut out of the sheets, and need room themselves."""
        ...

    def marks(self, sheet: str) -> Marks:
        """What the cells do not show: error values, formulas never calculated, hidden rows, merged cells."""
        ...

    def looks(self, sheet: str, area: Box) -> Looks:
        """What the look of the cells of `area` says: units in number formats, text that is struck out or raised."""
        ...

    def anchored(self, sheet: str) -> Collection[tuple[int, int]]:
        """The cells (row and column) with a note or a conversation on them, or at which a picture hangs."""
        ...

    def composed(self, sheet: str, area: Box) -> Collection[tuple[int, int]]:
        """The cells of `area` that hold more than a plain value: a formula, letters of several looks, a picture."""
        ...

    def calculated(self, sheet: str, area: Box) -> Collection[tuple[int, int]]:
        """The cells of `area` in which a formula stands, or that one fills from elsewhere."""
        ...

    def texts(self) -> Iterator[bytes]:
        """The bytes in which the workbook's texts stand, each text after a `>`."""
        ...


class ForeignWorkbookError(Exception):
    """The workbook is not a Concord workbook: nothing to complain about."""


class UnreadableWorkbookError(Exception):
    """The workbook cannot be read; its text is a sentence for people."""
