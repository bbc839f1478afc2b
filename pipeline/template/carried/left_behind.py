"""What a fresh workbook does not take over from an old one, cell by cell and sheet by sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.reading.content import Content
from pipeline.reading.source.cell_marks import Covered, ExcelError, Struck, Uncalculated
from pipeline.reading.source.file_source import Book as Cells
from pipeline.reading.workbook import Reading
from pipeline.template.carried.formulas import Uncarried
from pipeline.template.carried.old_cells import OldCells
from pipeline.template.carry_over import is_carried, names_of, own_columns
from pipeline.template.layout import LINK_ROW
from pipeline.template.lists import PARTNER_CODES, PARTNER_NAMES, offered, offered_together, understood
from pipeline.template.lists import SHEET as LISTS
from pipeline.xlsx.ooxml.chart_parts import OURS
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.note_parts import DRAWINGS, hanging_places, note_places
from pipeline.xlsx.ooxml.refs import Box, address, box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.xml_edit import Span
from schemas.wording.languages import speaking
from schemas.wording.text import joined, text

Kind = Literal[
    "sheet", "chart_sheet", "macros", "names", "formula", "uncalculated", "error", "struck", "own_column", "beside",
    "note", "link", "picture",
]  # fmt: skip


_OUR_NAMES = (*(make("") for make in (offered, offered_together, understood)), PARTNER_CODES, PARTNER_NAMES, "_xlnm.")


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """Something that the new workbook does not have: a whole sheet, or `cells` of one."""

    kind: Kind
    sheet: str = ""
    cells: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The sentence for people."""
        return text(f"run.left_behind.{self.kind}", sheet=self.sheet, cells=joined(self.cells), count=len(self.cells))


def left_behind(
    reading: Reading, data: bytes, old: OldCells, formulas: Iterable[Uncarried], taken: Collection[str] = ()
) -> list[LeftBehind]:
    """Everything that is not carried, in the order of the sheets; sheets of people's own first but those `taken`."""
    found = [one for one in _sheets(reading, old) if one.kind != "sheet" or one.sheet not in taken]
    formula_cells: dict[tuple[str, Kind], set[tuple[int, int]]] = {}
    for one in formulas:
        kind: Kind = "formula" if one.has_value else "uncalculated"
        formula_cells.setdefault((one.sheet, kind), set()).add((one.row, one.column))
    cells = Cells(data)
    back = _said(reading, "front_sheet.back")
    by_sheet: dict[str, list[Content]] = {}
    for read in reading.contents.values():
        by_sheet.setdefault(read.found.sheet, []).append(read)
    for sheet, tables in by_sheet.items():
        for kind, places in (*_cells(tables, old), *_around(sheet, tables, cells, back), *_hanging(sheet, tables, old)):
            found += _at(kind, sheet, places)
        for (home, kind), cells_of in formula_cells.items():
            found += _at(kind, sheet, cells_of) if home == sheet else []
    return found


def _at(kind: Kind, sheet: str, places: Iterable[tuple[int, int]]) -> list[LeftBehind]:
    cells = tuple(address(*place) for place in sorted(set(places)))
    return [LeftBehind(kind, sheet, cells)] if cells else []


def _sheets(reading: Reading, old: OldCells) -> list[LeftBehind]:
    ours = {read.found.sheet for read in reading.contents.values()} | {_said(reading, "front_sheet.sheet"), LISTS}
    found = [LeftBehind("sheet", sheet.name) for sheet in old.book.sheets if sheet.name not in ours]
    if len(old.book.listed) > len(old.book.sheets):
        found.append(LeftBehind("chart_sheet", cells=("",) * (len(old.book.listed) - len(old.book.sheets))))
    if any(name.lower().endswith("vbaproject.bin") for name in old.package.names):
        found.append(LeftBehind("macros"))
    names = tuple(dict.fromkeys(name for name in old.book.names if not name.startswith(_OUR_NAMES)))
    if names:
        found.append(LeftBehind("names", cells=names))
    return found


def _cells(tables: Iterable[Content], old: OldCells) -> Iterator[tuple[Kind, list[tuple[int, int]]]]:
    """Cells of the tables whose content is not carried as it is."""
    for read in tables:
        found = read.found
        formulas = old.formulas(found.sheet)
        names = names_of(read)
        own = set(own_columns(read))
        errors: list[tuple[int, int]] = []
        uncalculated: list[tuple[int, int]] = []
        struck: list[tuple[int, int]] = []
        theirs: list[tuple[int, int]] = []
        for number, cells in zip(found.numbers, found.cells, strict=True):
            for column, (name, cell) in enumerate(zip(names, cells, strict=True), found.left):
                place = number, column
                if not is_carried(found.table.name):
                    is_filled = cell not in ("", None) and not isinstance(cell, Covered)
                    theirs += [place] if name in own and is_filled else []
                elif isinstance(cell, (ExcelError, Uncalculated)) and place not in formulas:
                    (errors if isinstance(cell, ExcelError) else uncalculated).append(place)
                elif isinstance(cell, Struck) and not cell.is_whole:
                    struck.append(place)
        yield from (("error", errors), ("uncalculated", uncalculated), ("struck", struck), ("own_column", theirs))


def _around(sheet: str, tables: list[Content], cells: Cells, back: str) -> Iterator[tuple[Kind, list[tuple[int, int]]]]:
    """Filled cells that stand outside the tables, or in rows of them that are set aside."""
    areas = [_area(read, cells) for read in tables]
    top = min(area.top for area in areas)
    taken = {
        number: Box(number, read.found.left, number, read.found.left + len(read.found.headers) - 1)
        for read in tables
        for number in (*read.found.numbers, read.found.header_row)
    }
    results = [area for read, area in zip(tables, areas, strict=True) if not is_carried(read.found.table.name)]
    beside = []
    grid = list(cells.grid(sheet))
    heading = range(top - LINK_ROW - 1, top) if _has_heading(grid[: top - 1], back) else ()
    for number, row in enumerate(grid, 1):
        for column, value in enumerate(row, 1):
            here = Box(number, column, number, column)
            is_ours = number in heading and column == 1
            if value in ("", None) or is_ours or (number in taken and taken[number].holds(here)):
                continue
            if not any(area.holds(here) for area in results):
                beside.append((number, column))
    yield "beside", beside


def _has_heading(above: Sequence[Sequence[object]], back: str) -> bool:
    """Whether title, description and the way back stand above the table, as in Summary and once in every sheet."""
    return bool(above and above[-1] and above[-1][0] == back)


def _said(reading: Reading, key: str) -> str:
    """What the old workbook says, in its own language: the new one may be in another."""
    with speaking(reading.language):
        return text(key)


def _area(read: Content, cells: Cells) -> Box:
    named = (one.area for one in cells.tables if one.name.casefold() == read.found.table.name.casefold())
    found = read.found
    last = max(found.numbers, default=found.header_row)
    return next(named, Box(found.header_row, found.left, last, found.left + len(found.headers) - 1))


def _hanging(sheet: str, tables: list[Content], old: OldCells) -> Iterator[tuple[Kind, list[tuple[int, int]]]]:
    """Notes, links and pictures on a sheet of ours."""
    package = old.package
    part = next(one.part for one in old.book.sheets if one.name == sheet)
    try:
        notes = [
            (place.row, place.column)
            for kind, element in (("comments", "comment"), ("threadedComment", "threadedComment"))
            for of in package.related(part, kind)
            for place in note_places(package.read(of), of, element)
        ]
        drawings = [(package.read(of), package.spans(of)) for of in package.related(part, DRAWINGS)]
        pictures = [
            (place.row, place.column)
            for xml, elements in drawings
            for ours in [_our_anchors(elements)]
            for place in hanging_places(xml, elements)
            if place.start not in ours
        ]
        spans_of = SheetXml(package.read(part), part, sheet).all("hyperlink")
        links = [area for span in spans_of if (area := _linked(span, tables))]
    except WriteError:
        return
    yield "note", notes
    yield "picture", pictures
    yield "link", [(area.top, area.left) for area in links]


def _linked(span: Span, tables: list[Content]) -> Box | None:
    """The cell of a link of people's; None for one of ours, which lead to places of the workbook from results."""
    area = box(span.attributes.get("ref", ""))
    leads_out = any(name.endswith(":id") for name in span.attributes)
    typed = any(read.found.table.is_input and area and area.top > read.found.header_row for read in tables)
    return area if leads_out or typed else None


def _our_anchors(elements: Sequence[Span]) -> set[int]:
    """Where in a drawing the charts of ours begin."""
    return {anchor.start for anchor in elements[0].children if any(name.startswith(OURS) for name in _named(anchor))}


def _named(span: Span) -> Iterator[str]:
    if span.name == "cNvPr":
        yield span.attributes.get("name", "")
    for child in span.children:
        yield from _named(child)
