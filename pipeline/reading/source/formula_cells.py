"""Where formulas stand in the sheets in which people write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from pipeline.xlsx.ooxml.cell_values import formula_tag
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.refs import Box, box
from pipeline.xlsx.ooxml.rows import attributes, row, row_places
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.workbook import Book
from schemas.wording.languages import to_those_who_asked

_OF_SEVERAL = ("array", "dataTable")  # one formula that fills all cells of its range


@dataclass(frozen=True)
class FormulaCells:
    """The formulas of one sheet: the cells that hold one by (row, column), and the ranges that one formula fills."""

    cells: frozenset[tuple[int, int]] = frozenset()
    ranges: tuple[Box, ...] = ()

    def holds(self, number: int, column: int) -> bool:
        """Whether a formula stands in the cell, or fills it from elsewhere."""
        return (number, column) in self.cells or self.fills(number, column)

    def fills(self, number: int, column: int) -> bool:
        """Whether the cell is filled by an array formula or a data table, and cannot be written alone."""
        return any(area.holds(Box(number, column, number, column)) for area in self.ranges)


@to_those_who_asked()
def formula_cells(book: Book, sheets: Iterable[str]) -> dict[str, FormulaCells]:
    """The formulas of these sheets of a workbook, by the sheet's name. Raises WriteError for a damaged sheet."""
    wanted = set(sheets)
    return {sheet.name: _of_sheet(book, sheet.part, sheet.name) for sheet in book.sheets if sheet.name in wanted}


def calculated_cells(book: Book, sheet: str, area: Box) -> frozenset[tuple[int, int]]:
    """Those of `area`, by row and column. A sheet into which nothing can be written has none."""
    try:
        found = formula_cells(book, [sheet])[sheet]
    except WriteError:
        return frozenset()
    cells = {place for place in found.cells if area.holds(Box(*place, *place))}
    for filled in filter(area.meets, found.ranges):
        rows = range(max(filled.top, area.top), min(filled.bottom, area.bottom) + 1)
        cells |= set(product(rows, range(max(filled.left, area.left), min(filled.right, area.right) + 1)))
    return frozenset(cells)


def _of_sheet(book: Book, part: str, name: str) -> FormulaCells:
    xml = book.package.read(part)
    if b"<f" not in xml and b":f" not in xml:
        return FormulaCells()
    sheet = SheetXml(xml, part, name)
    cells, ranges = set(), []
    for place in row_places(sheet.rows, sheet.prefix, name):
        piece = sheet.rows[place.start : place.end]
        if "<f" not in piece and ":f" not in piece:
            continue
        for column, raw in row(piece, sheet.prefix).cells.items():
            tag = formula_tag(raw)
            if tag is None:
                continue
            cells.add((place.number, column))
            given = attributes(tag)
            area = box(given.get("ref", "")) if given.get("t") in _OF_SEVERAL else None
            ranges += [area] if area else []
    return FormulaCells(frozenset(cells), tuple(ranges))
