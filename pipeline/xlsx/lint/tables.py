"""Faults of the tables of one sheet."""

from __future__ import annotations

from pipeline.xlsx.lint.cells import Survey, index
from pipeline.xlsx.lint.workbook import can_be_name
from pipeline.xlsx.ooxml.cell_values import value_of
from pipeline.xlsx.ooxml.refs import Box, address, box, boxes
from pipeline.xlsx.ooxml.rows import row
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import length, unscreened
from pipeline.xlsx.ooxml.workbook import Book, Sheet
from pipeline.xlsx.ooxml.xml_edit import Span, spans

LONGEST = 255  # characters of the name of a table or a column


def table_faults(book: Book, sheet: Sheet, xml: SheetXml, cells: Survey) -> list[str]:
    """Everything wrong with the tables that stand on the sheet, between them and against its cells."""
    faults = []
    merged = [area for span in xml.all("mergeCell") for area in boxes(span.attributes.get("ref", ""))]
    seen: list[Box] = []
    for part in book.package.related(sheet.part, "table"):
        root, *found = spans(book.package.read(part), part)
        name = root.attributes.get("displayName", part)
        area = box(root.attributes.get("ref", ""))
        if area is None:
            faults.append(f"tables: {name} has no range")
            continue
        if any(area.meets(other) for other in seen):
            faults.append(f"tables: {name} overlaps another table")
        if any(area.meets(other) for other in merged):
            faults.append(f"tables: {name} has merged cells")
        seen.append(area)
        columns = [unscreened(span.attributes.get("name", "")) for span in found if span.name == "tableColumn"]
        faults += [f"tables: {name}: {fault}" for fault in _shape(root, found, area, columns)]
        if root.attributes.get("headerRowCount", "1") != "0":
            faults += [f"tables: {name}: {fault}" for fault in _headers(book, xml, cells, area, columns)]
    if len(xml.all("tablePart")) != len(book.package.related(sheet.part, "table")):
        faults.append(f"tables: {sheet.name} lists other tables than it has")
    return faults


def _shape(root: Span, found: list[Span], area: Box, columns: list[str]) -> list[str]:
    faults = []
    name = unscreened(root.attributes.get("displayName", ""))
    if not can_be_name(name) or length(name) > LONGEST:
        faults.append("this cannot be the name of a table")
    if any(length(column) > LONGEST for column in columns):
        faults.append("a column whose name is too long")
    if len(columns) != area.right - area.left + 1:
        faults.append(f"{len(columns)} columns in {area.ref}")
    if len({column.lower() for column in columns}) != len(columns) or "" in columns:
        faults.append("columns of the same name")
    ids = [span.attributes.get("id") for span in found if span.name == "tableColumn"]
    if len(set(ids)) != len(ids):
        faults.append("columns of the same id")
    counted = next((span.attributes.get("count") for span in found if span.name == "tableColumns"), None)
    if counted is not None and counted != str(len(columns)):
        faults.append(f"{counted} columns announced, {len(columns)} given")
    headers, totals = (index(root.attributes.get(key) or default) for key, default in
                       (("headerRowCount", "1"), ("totalsRowCount", "0")))  # fmt: skip
    if area.bottom - area.top + 1 - headers - totals < 1:
        faults.append(f"no body in {area.ref}")
    for span in found:
        inner = box(span.attributes.get("ref", ""))
        if span.name == "filterColumn" and index(span.attributes.get("colId", "")) >= len(columns):
            faults.append("it is filtered by a column that it does not have")
        if span.name == "autoFilter" and inner and inner != area._replace(bottom=area.bottom - totals):
            faults.append(f"its filter covers {inner.ref} of {area.ref}")
        if span.name in ("sortState", "sortCondition") and inner and not area.holds(inner):
            faults.append(f"it is sorted by {inner.ref}, which is not all in {area.ref}")
    return faults


def _headers(book: Book, xml: SheetXml, cells: Survey, area: Box, columns: list[str]) -> list[str]:
    place = cells.places.get(area.top)
    present = row(xml.rows[place.start : place.end], xml.prefix).cells if place else {}
    faults = []
    for at, column in enumerate(columns, area.left):
        raw = present.get(at, "")
        found = value_of(raw, book.strings) if raw else None
        if not isinstance(found, str) or found.replace("\r\n", "\n") != column.replace("\r\n", "\n"):
            faults.append(f"the header {address(area.top, at)} reads {found!r}, the column is {column!r}")
    return faults
