"""Where the Excel tables of a workbook are, from the package's own parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.xlsx.ooxml.numbers import whole_number
from pipeline.xlsx.ooxml.plain_xml import plain_elements
from pipeline.xlsx.ooxml.refs import Box, box
from pipeline.xlsx.ooxml.text import unscreened

if TYPE_CHECKING:
    from pipeline.xlsx.ooxml.workbook import Book, Sheet


@dataclass(frozen=True, slots=True)
class TableObject:
    """An Excel table: its name, its sheet, the area of header, body and totals, and its columns' names."""

    name: str
    sheet: str
    area: Box
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A sheet by its name as people see it, and the part that holds its cells."""

    name: str
    part: str
    is_hidden: bool = False


def sheet_parts(book: Book) -> tuple[SheetPart, ...]:
    """The worksheets in order. Raises WriteError for a damaged package."""
    return tuple(SheetPart(sheet.name, sheet.part, sheet.is_hidden) for sheet in book.sheets)


def table_objects(book: Book) -> tuple[TableObject, ...]:
    """All Excel tables, sheet by sheet. A definition that says nothing usable is left out."""
    package = book.package
    parts = ((sheet, part) for sheet in book.sheets for part in package.related(sheet.part, "table"))
    found = (_table(package.read(part), sheet) for sheet, part in parts)
    return tuple(table for table in found if table)


def _table(xml: bytes, sheet: Sheet) -> TableObject | None:
    (name, root), *rest = plain_elements(xml)
    area = box(root.get("ref", ""))
    if area is None or name != "table":
        return None
    return TableObject(
        name=unscreened(root.get("displayName") or root.get("name", "")),
        sheet=sheet.name,
        area=area,
        header_rows=whole_number(root.get("headerRowCount"), 1),
        totals_rows=whole_number(root.get("totalsRowCount"), 0),
        columns=tuple(unscreened(given.get("name", "")) for name, given in rest if name == "tableColumn"),
    )
