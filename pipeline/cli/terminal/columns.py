"""Lists in columns, as wide as what stands in them; no name is cut, and no line is broken within it."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Collection, Sequence
from shutil import get_terminal_size

import click

from pipeline.cli.terminal.typed import as_typed
from schemas.wording.direction import bare

GAP = "  "
Cells = Sequence[str]


class Columns:
    """How rows stand below their headings in `room` letters.

    What stands in the columns numbered in `right` (numbers) ends at one edge. The column `free`, the first or the last,
    may be of any length: where one of its texts has no room beside the others, each has a line of its own.
    """

    def __init__(
        self, headings: Cells, rows: Sequence[Cells], *, room: int, free: int, right: Collection[int] = ()
    ) -> None:
        self._right, self._free = right, free
        self._widths = [max(_shown(row[at]) for row in (headings, *rows)) for at in range(len(headings))]
        self.fits = sum(self._widths) + len(GAP) * (len(self._widths) - 1) <= room

    def lines(self, row: Cells) -> list[list[tuple[int, str]]]:
        """The lines of a row: its cells with the numbers of their columns, as wide as these are."""
        cells = [(at, self._filled(at, cell)) for at, cell in enumerate(row)]
        if self.fits:
            return [cells]
        alone, others = (self._free, row[self._free]), [cell for cell in cells if cell[0] != self._free]
        if self._free:
            return [others, [(-1, ""), (-1, ""), alone]]
        return [[alone], [(-1, ""), *others]]

    def _filled(self, at: int, cell: str) -> str:
        room = " " * (self._widths[at] - _shown(cell))
        return f"{room}{cell}" if at in self._right else f"{cell}{room}"


def _shown(cell: str) -> int:
    """How many places a text takes; a mark above or below a letter takes none."""
    return sum(not unicodedata.combining(letter) for letter in cell)


def print_columns(headings: Cells, rows: Sequence[Cells], *, right: Collection[int] = ()) -> None:
    """Print rows below their headings; the last column may be of any length."""
    headings, *rows = ([bare(cell) for cell in row] for row in (headings, *rows))
    columns = Columns(headings, rows, room=room(), free=len(headings) - 1, right=right)
    for number, row in enumerate((headings, *rows)):
        lines = columns.lines(row)
        for line in lines[:1] if number == 0 else lines:
            said = GAP.join(cell for _, cell in line).rstrip()
            click.echo(as_typed(said) if number else click.style(said, dim=True))


def fits(headings: Cells, rows: Sequence[Cells]) -> bool:
    """Whether rows and headings have room on this terminal."""
    return Columns(headings, rows, room=room(), free=0).fits


def room() -> int:
    """The letters in a line of the terminal; what is not printed on one has all the room it wants."""
    return get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
