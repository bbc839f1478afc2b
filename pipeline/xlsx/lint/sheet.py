"""Faults of one worksheet: its frame, its cells, its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.xlsx.lint.cells import Limits, Survey, index, survey
from pipeline.xlsx.lint.tables import table_faults
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.note_parts import BOXES, box_places, note_places
from pipeline.xlsx.ooxml.refs import address, boxes, cell, overlapping
from pipeline.xlsx.ooxml.sheet import RANK, SheetXml
from pipeline.xlsx.ooxml.text import length, unescaped
from pipeline.xlsx.ooxml.workbook import Book, Sheet
from pipeline.xlsx.writer.hyperlinks import MOST
from schemas.wording.text import text

_DV_TEXTS = {"promptTitle": 32, "prompt": 255, "errorTitle": 32, "error": 255}
_RELATED = frozenset(
    {"tablePart", "drawing", "legacyDrawing", "legacyDrawingHF", "hyperlink", "pageSetup", "picture", "slicer"}
)


def sheet_faults(book: Book, sheet: Sheet) -> tuple[list[str], Survey]:
    """Everything wrong with a worksheet, and what was found in its rows."""
    try:
        xml = SheetXml(book.package.taken(sheet.part), sheet.part, sheet.name)
    except WriteError as fault:
        return [text("lint.at.sheets", fault=fault.reason)], Survey()
    cells, places = survey(xml.rows, xml.prefix, sheet.name, Limits(book.styles.count, lambda: len(book.strings)))
    frame = [*_order(xml), *_merged(xml), *_validations(xml), *_formats(book, xml), *_relations(book, sheet, xml),
             *_links(xml), *_notes(book, sheet)]  # fmt: skip
    tables = table_faults(book, sheet, xml, places)
    return [text("lint.at.sheet", sheet=sheet.name, fault=fault) for fault in frame] + cells.faults + tables, cells


def _order(xml: SheetXml) -> Iterator[str]:
    highest = -1
    for span in xml.top_level:
        rank = RANK.get(span.name)
        if rank is None:
            continue
        if rank < highest:
            yield text("lint.sheet.place", element=span.name)
        if rank == highest and span.name != "conditionalFormatting":
            yield text("lint.sheet.twice", element=span.name)
        highest = max(highest, rank)


def _merged(xml: SheetXml) -> Iterator[str]:
    areas = (area for span in xml.all("mergeCell") for area in boxes(span.attributes.get("ref", "")))
    yield from (text("lint.sheet.merged", cells=area.ref) for area in overlapping(areas))


def _validations(xml: SheetXml) -> Iterator[str]:
    for span in xml.all("dataValidation"):
        where = span.attributes.get("sqref", "")
        formula = span.child("formula1")
        offered = unescaped(xml.frame[formula.inner : formula.close].decode()) if formula else ""
        if span.attributes.get("type") == "list" and offered.startswith('"') and length(offered) - 2 > 255:
            yield text("lint.sheet.long_list", cells=where)
        for name, most in _DV_TEXTS.items():
            if length(span.attributes.get(name, "")) > most:
                yield text("lint.sheet.long_in_validation", attribute=name, cells=where)


def _formats(book: Book, xml: SheetXml) -> Iterator[str]:
    for span in xml.all("cfRule"):
        if "dxfId" in span.attributes and index(span.attributes["dxfId"]) >= book.styles.differential_count:
            yield text("lint.sheet.format_style", style=span.attributes["dxfId"])


def _relations(book: Book, sheet: Sheet, xml: SheetXml) -> Iterator[str]:
    known = {found.id for found in book.package.relations(sheet.part)}
    for span in xml.spans:
        if span.name in _RELATED and span.may_have(b":id"):
            for key, value in span.attributes.items():
                if key.endswith(":id") and value not in known:
                    yield text("lint.sheet.relation", element=span.name, relation=value)


def _links(xml: SheetXml) -> Iterator[str]:
    links = xml.all("hyperlink")
    if len(links) > MOST + 530:
        yield text("lint.sheet.many_links", number=len(links))
    for span in xml.top_level:
        if span.name == "hyperlinks" and not span.children:
            yield text("lint.sheet.no_links")
    for span in links:
        ref = span.attributes_once().get("ref")
        if not (ref and (cell(ref) or boxes(ref))):
            yield text("lint.sheet.link", cells=ref)


def _notes(book: Book, sheet: Sheet) -> Iterator[str]:
    """A cell has one note, and each note a box where the sheet has boxes."""
    package = book.package
    drawn = package.related(sheet.part, BOXES)
    framed = {(place.row, place.column) for part in drawn for place in box_places(package.read(part))}
    for part in package.related(sheet.part, "comments"):
        try:
            found = Counter((place.row, place.column) for place in note_places(package.read(part), part, "comment"))
        except WriteError as fault:
            yield text("lint.at.part", part=part, fault=fault.reason)
            continue
        yield from (text("lint.sheet.two_notes", cell=address(*place)) for place, count in found.items() if count > 1)
        missing = found.keys() - framed if drawn else ()
        yield from (text("lint.sheet.note_without_box", cell=address(*place)) for place in sorted(missing))
