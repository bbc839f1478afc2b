"""One sheet with tables of ours: which of its cells a reader is not shown, whatever stands there."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.disclosure.formula_areas import Area
from pipeline.reading.content import Content
from pipeline.reading.source.file_source import Book
from pipeline.reading.source.formula_cells import FormulaCells
from pipeline.xlsx.ooxml.refs import Box

# The keys of the columns that a reader is shown, by table.
Shown = Mapping[str, Collection[str]]


@dataclass(frozen=True)
class FormulaSheet:
    """A sheet by its name, with its tables of ours and where its formulas stand."""

    name: str
    tables: Sequence[Content]
    formulas: FormulaCells
    book: Book = field(repr=False)

    def closed(self, shown: Shown) -> dict[int, Box] | None:
        """The columns of its tables that the reader is not shown; None where that is the whole sheet."""
        found: dict[int, Box] = {}
        for read, area in zip(self.tables, self._bodies, strict=True):
            keys = shown.get(read.found.table.name)
            if keys is None:
                return None
            told = {read.place.numbers[key] for key in keys if key in read.place.numbers}
            for column in {*range(area.left, area.right + 1)} - told:
                above = found.get(column, area)
                found[column] = above.with_(area)._replace(left=column, right=column)
        return found

    def is_beside(self, area: Box) -> bool:
        """Whether something stands in `area` that is in no row of a table: above it, below, or at its side."""
        if any(whole.holds(area) for whole in self._whole):
            return False
        columns = self._beside if area.right - area.left > len(self._beside) else range(area.left, area.right + 1)
        return any(
            at < len(rows) and rows[at] <= area.bottom
            for column in columns
            if area.left <= column <= area.right and (rows := self._beside.get(column))
            for at in [bisect_left(rows, area.top)]
        )

    @cached_property
    def _bodies(self) -> Sequence[Box]:
        return [body(read) for read in self.tables]

    @cached_property
    def _whole(self) -> Sequence[Box]:
        """Where the tables stand of which no row is empty or set aside."""
        return [area for read, area in zip(self.tables, self._bodies, strict=True) if _is_whole(read)]

    @cached_property
    def _beside(self) -> Mapping[int, Sequence[int]]:
        """The rows, by column, of cells that are filled and in no row of a table."""
        inside = [
            (area, {read.found.header_row, *read.found.numbers})
            for read, area in zip(self.tables, self._bodies, strict=True)
        ]
        filled = {
            (number, column)
            for number, cells in enumerate(self.book.grid(self.name), 1)
            for column, value in enumerate(cells, 1)
            if value not in ("", None)
        }
        found = defaultdict[int, list[int]](list)
        for number, column in sorted(filled | self.formulas.cells):
            if not any(number in rows and area.left <= column <= area.right for area, rows in inside):
                found[column].append(number)
        return found

    def columns(self, area: Area) -> set[tuple[str, int]]:
        """The columns of its tables that `area` meets."""
        return {
            (area.sheet, column)
            for of in self._bodies
            for column in range(max(of.left, area.box.left), min(of.right, area.box.right) + 1)
        }


def body(read: Content) -> Box:
    """Where a table stands: its header, and its rows down to the last that is filled."""
    found = read.found
    return Box(
        found.header_row, found.left, max((found.header_row, *found.numbers)), found.left + len(found.headers) - 1
    )


def _is_whole(read: Content) -> bool:
    """Whether all rows below the header, down to the last one, are the table's."""
    found = read.found
    return not found.numbers or len(set(found.numbers)) == max(found.numbers) - found.header_row
