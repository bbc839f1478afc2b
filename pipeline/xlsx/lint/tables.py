"""Faults of the tables of one sheet."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from pipeline.xlsx.lint.cells import index
from pipeline.xlsx.lint.workbook import can_be_name
from pipeline.xlsx.ooxml.cell_values import value_of
from pipeline.xlsx.ooxml.refs import Box, address, box, boxes, overlapping
from pipeline.xlsx.ooxml.rows import RowPlace, row
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import length, unscreened
from pipeline.xlsx.ooxml.workbook import Book, Sheet
from pipeline.xlsx.ooxml.xml_edit import Span
from schemas.wording.text import text

LONGEST = 255  # characters of the name of a table or a column


def table_faults(book: Book, sheet: Sheet, xml: SheetXml, places: Sequence[RowPlace]) -> list[str]:
    """Everything wrong with the tables on the sheet, between them and against its rows, which stand at `places`."""
    faults = []
    merged = [area for span in xml.all("mergeCell") for area in boxes(span.attributes.get("ref", ""))]
    described = [book.package.spans(part) for part in book.package.related(sheet.part, "table")]
    areas = (box(root.attributes.get("ref", "")) for root, *_ in described)
    over = Counter(overlapping(area for area in areas if area))
    for part, (root, *found) in zip(book.package.related(sheet.part, "table"), described, strict=True):
        name = root.attributes.get("displayName", part)
        area = box(root.attributes.get("ref", ""))
        if area is None:
            faults.append(text("lint.tables.no_range", table=name))
            continue
        if over[area]:
            over[area] -= 1
            faults.append(text("lint.tables.overlap", table=name))
        if any(area.meets(other) for other in merged):
            faults.append(text("lint.tables.merged", table=name))
        columns = [unscreened(span.attributes.get("name", "")) for span in found if span.name == "tableColumn"]
        own = _shape(root, found, area, columns)
        if root.attributes.get("headerRowCount", "1") != "0":
            own += _headers(book, xml, places, area, columns)
        faults += [text("lint.at.table", table=name, fault=fault) for fault in own]
    if len(xml.all("tablePart")) != len(book.package.related(sheet.part, "table")):
        faults.append(text("lint.tables.others", sheet=sheet.name))
    return faults


def _shape(root: Span, found: list[Span], area: Box, columns: list[str]) -> list[str]:
    faults = []
    name = unscreened(root.attributes.get("displayName", ""))
    if not can_be_name(name) or length(name) > LONGEST:
        faults.append(text("lint.tables.name"))
    if any(length(column) > LONGEST for column in columns):
        faults.append(text("lint.tables.long_column"))
    if len(columns) != area.right - area.left + 1:
        faults.append(text("lint.tables.columns", number=len(columns), cells=area.ref))
    if len({column.lower() for column in columns}) != len(columns) or "" in columns:
        faults.append(text("lint.tables.same_name"))
    ids = [span.attributes.get("id") for span in found if span.name == "tableColumn"]
    if len(set(ids)) != len(ids):
        faults.append(text("lint.tables.same_id"))
    counted = next((span.attributes.get("count") for span in found if span.name == "tableColumns"), None)
    if counted is not None and counted != str(len(columns)):
        faults.append(text("lint.tables.announced", announced=counted, given=len(columns)))
    headers, totals = (index(root.attributes.get(key) or default) for key, default in
                       (("headerRowCount", "1"), ("totalsRowCount", "0")))  # fmt: skip
    if area.bottom - area.top + 1 - headers - totals < 1:
        faults.append(text("lint.tables.no_body", cells=area.ref))
    for span in found:
        inner = box(span.attributes.get("ref", ""))
        if span.name == "filterColumn" and index(span.attributes.get("colId", "")) >= len(columns):
            faults.append(text("lint.tables.filter_column"))
        if span.name == "autoFilter" and inner and inner != area._replace(bottom=area.bottom - totals):
            faults.append(text("lint.tables.filter_range", cells=inner.ref, all=area.ref))
        if span.name in ("sortState", "sortCondition") and inner and not area.holds(inner):
            faults.append(text("lint.tables.sorted_by", cells=inner.ref, all=area.ref))
    return faults


def _headers(book: Book, xml: SheetXml, places: Sequence[RowPlace], area: Box, columns: list[str]) -> list[str]:
    at = bisect_left(places, (area.top,))
    place = places[at] if at < len(places) and places[at].number == area.top else None
    present = row(xml.rows[place.start : place.end], xml.prefix).cells if place else {}
    faults = []
    for at, column in enumerate(columns, area.left):
        raw = present.get(at, "")
        found = value_of(raw, book.strings) if raw else None
        if not isinstance(found, str) or found.replace("\r\n", "\n") != column.replace("\r\n", "\n"):
            where = address(area.top, at)
            faults.append(text("lint.tables.header", cell=where, reads=found, column=column))
    return faults
