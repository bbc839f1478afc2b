"""The formulas of the sheets that people fill in, and which of them may read what a reader is not shown.

A formula's last value tells of what it reads. So a reader is shown it only where each cell that it reads is surely one
that the reader is shown as well; what cannot be followed counts as reading all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from dataclasses import dataclass, field

from pipeline.disclosure.formula_areas import Area, Cell, read_areas
from pipeline.disclosure.formula_sheet import FormulaSheet, Shown
from pipeline.reading.content import Content
from pipeline.reading.source.file_source import Book
from pipeline.reading.source.formula_cells import FormulaCells, formula_cells
from pipeline.reading.workbook import Reading
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.writer.shared_formulas import formulas

Column = tuple[str, int]  # with the sheet's name in small letters


@dataclass(frozen=True)
class Withheld:
    """The cells, by sheet, whose formula may read what a reader is not shown: for that reader they are empty."""

    cells: Mapping[str, FormulaCells] = field(default_factory=dict)

    def holds(self, read: Content, position: int, key: str) -> bool:
        """Whether a cell of a table is one of them."""
        of_sheet = self.cells.get(read.found.sheet)
        return of_sheet is not None and of_sheet.holds(read.numbers[position], read.place.numbers[key])


class FormulaReads:
    """What the formulas read that stand on the sheets of the tables `names`. Raises WriteError for a damaged sheet."""

    def __init__(self, reading: Reading, book: Book, names: Collection[str]) -> None:
        of_sheet = defaultdict[str, list[Content]](list)
        for read in reading.contents.values():
            of_sheet[read.found.sheet].append(read)
        wanted = {read.found.sheet for name, read in reading.contents.items() if name in names}
        found = formula_cells(book.parts, wanted)
        self._sheets = {
            name.casefold(): FormulaSheet(name, of_sheet[name], cells, book) for name, cells in found.items()
        }
        self._reads = dict(self._read_by(book)) if any(of.cells for of in found.values()) else {}

    def _read_by(self, book: Book) -> Iterator[tuple[Cell, frozenset[Area] | None]]:
        """What each formula reads, None where that cannot be told: also of one that fills several cells."""
        tables = {one.name.casefold(): one for sheet in book.parts.sheets for one in book.parts.tables(sheet)}
        for name, sheet in self._sheets.items():
            if sheet.formulas.cells:
                texts = formulas(SheetXml(book.xml(sheet.name), book.part(sheet.name).part, sheet.name))
                for at in sheet.formulas.cells:
                    yield (name, *at), read_areas(texts[at], (name, *at), tables) if at in texts else None

    def withheld(self, shown: Shown) -> Withheld:
        """The cells that are empty for a reader who is shown these columns, whatever row."""
        closed = {name: sheet.closed(shown) for name, sheet in self._sheets.items()}
        return self.hidden(lambda cell, area: self._is_closed(area, closed))

    def hidden(self, is_hidden: Callable[[Cell, Area], bool]) -> Withheld:
        """The cells that may tell of what is hidden; `is_hidden`: of an area that the formula of a cell reads."""
        out = {
            cell for cell, areas in self._reads.items() if areas is None or any(is_hidden(cell, area) for area in areas)
        }
        read = {
            cell: {column for area in areas for column in self._sheets[area.sheet].columns(area)}
            for cell, areas in self._reads.items()
            if areas and cell not in out
        }
        _follow(out, read, self._of_several())
        return Withheld({
            sheet.name: FormulaCells(
                frozenset((row, column) for of, row, column in out if of == name), sheet.formulas.ranges
            )
            for name, sheet in self._sheets.items()
            if sheet.formulas.cells
        })  # fmt: skip

    def _is_closed(self, area: Area, closed: Mapping[str, Mapping[int, Box] | None]) -> bool:
        """Whether a cell of the area is none that the reader is shown."""
        columns = closed.get(area.sheet)
        if columns is None:
            return True
        return any(area.box.meets(column) for column in columns.values()) or self._sheets[area.sheet].is_beside(
            area.box
        )

    def _of_several(self) -> set[Column]:
        """The columns in which a formula fills several cells."""
        return {
            (name, column)
            for name, sheet in self._sheets.items()
            for area in sheet.formulas.ranges
            for column in range(area.left, area.right + 1)
        }


def _follow(out: set[Cell], read: Mapping[Cell, Set[Column]], begun: Set[Column]) -> None:
    """Add to `out` whatever reads a column in which one of them stands, and what reads that in turn."""
    readers = defaultdict[Column, list[Cell]](list)
    for cell, columns in read.items():
        for column in columns:
            readers[column].append(cell)
    waiting = [*begun, *{(sheet, column) for sheet, _, column in out}]
    done: set[Column] = set()
    while waiting:
        column = waiting.pop()
        if column in done:
            continue
        done.add(column)
        for cell in readers.pop(column, ()):
            if cell not in out:
                out.add(cell)
                waiting.append((cell[0], cell[2]))
