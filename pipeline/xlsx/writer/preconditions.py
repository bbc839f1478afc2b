"""What must hold before a table is written; where it does not, one sentence says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from pipeline.domain.table_update import KEEP
from pipeline.xlsx.ooxml.cell_values import is_filled, value_of
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.refs import LAST_COLUMN, LAST_ROW, Box, address, box
from pipeline.xlsx.ooxml.relations import part_key
from pipeline.xlsx.ooxml.rows import attributes
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.workbook import Book, Table
from pipeline.xlsx.ooxml.xml_edit import spans
from pipeline.xlsx.writer.body_rows import Body
from pipeline.xlsx.writer.formula_shift import fills_one_cell
from pipeline.xlsx.writer.placement import Layout
from schemas.wording.text import text

_GROUP = re.compile(r"""<(?:[\w.-]+:)?f(?=[\s])[^>]*\st\s*=\s*["'](?:array|dataTable)["'][^>]*>""")


def check_package(package: Package) -> None:
    """A signed workbook would lose its signature."""
    if any(part_key(name).startswith("_xmlsignatures/") for name in package.names):
        raise WriteError(text("writer.before.signed"))


def check_table(table: Table) -> None:
    """The table is whole, and is filled by nobody else. Raises WriteError."""
    sheet, corner = table.sheet.name, address(table.area.top, table.area.left)
    where = {"table": table.name, "sheet": sheet}
    if table.area.bottom == table.area.top:
        check_header_row(table)
    if table.attributes.get("tableType", "worksheet") != "worksheet":
        raise WriteError(text("writer.before.query", **where), sheet, corner)
    if table.area.right - table.area.left + 1 != len(table.headers) or table.area.bottom == table.area.top:
        raise WriteError(text("writer.before.columns", **where), sheet, corner)


def check_totals(table: Table, layout: Layout | None = None) -> None:
    """The table has no totals row, or none that `layout` would move or write into. Raises WriteError."""
    if not has_totals_row(table):
        return
    if layout and layout.area == table.area and not layout.rows_move:
        last = layout.out_row(table.area.bottom)
        if last and all(value is KEEP for value in last.cells):
            return
    name, corner = table.sheet.name, address(table.area.bottom, table.area.left)
    raise WriteError(text("writer.before.totals_row", table=table.name, sheet=name), name, corner)


def check_header_row(table: Table) -> None:
    """The table's header row is switched on. Raises WriteError."""
    if has_header_row(table):
        return
    name, corner = table.sheet.name, address(table.area.top, table.area.left)
    raise WriteError(text("writer.before.no_header_row", table=table.name, sheet=name), name, corner)


def has_header_row(table: Table) -> bool:
    """Whether the table's header row is switched on; other programs switch it off and let the headers stand."""
    return table.attributes.get("headerRowCount", "1") != "0"


def has_totals_row(table: Table) -> bool:
    """Whether the table ends in a row of totals."""
    return table.attributes.get("totalsRowCount", "0") not in ("0", "")


def check_place(book: Book, sheet: SheetXml, layout: Layout, body: Body) -> None:
    """There is room, and nothing in the way that a rewritten table would break. Raises WriteError."""
    _check_headers(book, layout, body)
    check_limits(layout)
    check_tables(book.tables(layout.table.sheet), layout)
    _check_merged(sheet, layout)
    _check_groups(sheet, layout)
    _check_pivots(book, layout)
    for new in gained(layout):
        for number, row in body.between(new.top, new.bottom):
            for column, raw in row.cells.items():
                inside = new.left <= column <= new.right and not layout.takes_in(number, column)
                if inside and is_filled(raw, book.strings):
                    raise in_the_way(layout, "filled", number, column)


def gained(layout: Layout) -> list[Box]:
    """What the table did not cover before: rows below, columns to the right."""
    old, new = layout.table.area, layout.area
    below = Box(old.bottom + 1, old.left, new.bottom, new.right)
    beside = Box(old.top, old.right + 1, max(new.bottom, old.bottom), new.right)
    return [area for area in (below, beside) if area.top <= area.bottom and area.left <= area.right]


def in_the_way(
    layout: Layout, what: Literal["filled", "table", "pivot"], row: int, column: int, other: str = ""
) -> WriteError:
    """The refusal because a cell stands where the table must grow: it is filled, or a table begins there (`other`)."""
    table, ref = layout.table, address(row, column)
    needed = "rows" if row > table.area.bottom else "columns"
    values = {"table": table.name, "cell": ref, "sheet": table.sheet.name, "other": other}
    return WriteError(text(f"writer.in_the_way.{needed}.{what}", **values), table.sheet.name, ref)


def _check_headers(book: Book, layout: Layout, body: Body) -> None:
    table = layout.table
    header = body.row(table.area.top)
    for at, name in enumerate(table.headers):
        column = table.area.left + at
        raw = header.cells.get(column, "") if header else ""
        found = value_of(raw, book.strings) if raw else None
        reads = f"{found:.15g}" if isinstance(found, float) else str(found or "")
        if reads.replace("\r\n", "\n") != name.replace("\r\n", "\n"):
            check_header_row(table)
            ref = address(table.area.top, column)
            values = {"cell": ref, "sheet": table.sheet.name, "reads": reads, "table": table.name, "column": name}
            which = "header" if isinstance(found, (str, type(None))) else "header_not_text"
            raise WriteError(text(f"writer.before.{which}", **values), table.sheet.name, ref)


def check_limits(layout: Layout) -> None:
    """The table ends on the sheet. Raises WriteError."""
    if layout.area.bottom > LAST_ROW or layout.area.right > LAST_COLUMN:
        name = layout.table.sheet.name
        raise WriteError(text("writer.before.beyond", table=layout.table.name, sheet=name), name)


def check_tables(others: Iterable[Table], layout: Layout) -> None:
    """No other table of the sheet stands where this one stands or must grow. Raises WriteError."""
    for other in others:
        if other.name == layout.table.name:
            continue
        if other.area.meets(layout.table.area):
            corner = address(other.area.top, other.area.left)
            words = text("writer.before.overlap", table=layout.table.name, other=other.name)
            raise WriteError(words, layout.table.sheet.name, corner)
        if any(other.area.meets(new) for new in gained(layout)):
            raise in_the_way(layout, "table", other.area.top, other.area.left, other.name)


def _check_merged(sheet: SheetXml, layout: Layout) -> None:
    for span in sheet.all("mergeCell"):
        area = box(span.attributes.get("ref", ""))
        if area and area.meets(layout.touched) and not _stands_still(layout, area):
            raise merged(layout, area)


def _stands_still(layout: Layout, area: Box) -> bool:
    """Whether merged cells stay as they are: in rows that keep their place, nothing written but in the first cell."""
    if layout.rows_move or any(area.meets(new) for new in gained(layout)):
        return False
    body = layout.body
    for number in range(max(area.top, body.top), min(area.bottom, body.bottom) + 1):
        row = layout.out_row(number)
        for column in range(max(area.left, body.left), min(area.right, body.right) + 1) if row else ():
            place = layout.ours.get(column)
            is_first = (number, column) == (area.top, area.left)
            if row and place is not None and not is_first and row.cells[place] is not KEEP:
                return False
    return True


def merged(layout: Layout, area: Box) -> WriteError:
    """The refusal because cells are merged where the table stands or must grow."""
    name = layout.table.sheet.name
    words = text("writer.before.merged", cells=area.ref, sheet=name, table=layout.table.name)
    return WriteError(words, name, address(area.top, area.left))


def _check_groups(sheet: SheetXml, layout: Layout) -> None:
    """Array formulas, spilled results and data tables fill several cells at once: none may lie where we write.

    An array formula of one cell, as Excel fills into a column of a table, goes with its cell.
    """
    if "array" not in sheet.rows and "dataTable" not in sheet.rows:
        return
    places = [layout.touched] if layout.rows_move else gained(layout)
    for match in _GROUP.finditer(sheet.rows):
        area = box(attributes(match[0]).get("ref", ""))
        if area is None or fills_one_cell(match[0], address(area.top, area.left)):
            continue
        if any(area.meets(place) for place in places) or (not layout.rows_move and _writes_into(layout, area)):
            corner = address(area.top, area.left)
            values = {"cell": corner, "sheet": sheet.name, "cells": area.ref, "table": layout.table.name}
            raise WriteError(text("writer.before.array", **values), sheet.name, corner)


def _writes_into(layout: Layout, area: Box) -> bool:
    """Whether a cell of the area gets another content, where rows keep their place."""
    columns = [place for column, place in layout.ours.items() if area.left <= column <= area.right]
    rows = map(layout.out_row, range(max(area.top, layout.body.top), min(area.bottom, layout.body.bottom) + 1))
    return any(row is not None and any(row.cells[place] is not KEEP for place in columns) for row in rows)


def _check_pivots(book: Book, layout: Layout) -> None:
    for part in book.package.related(layout.table.sheet.part, "pivotTable"):
        for span in spans(book.package.read(part), part):
            area = box(span.attributes.get("ref", "")) if span.name == "location" else None
            if area and area.meets(layout.touched):
                raise in_the_way(layout, "pivot", area.top, area.left)
