"""Faults that only Excel knows: what is longer, larger or further than it takes, and names that lead nowhere.

The file format allows all of it, so no validator of the format says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from pipeline.xlsx.lint.cells import index
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.refs import LAST_COLUMN
from pipeline.xlsx.ooxml.relations import relation_id
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import length, unescaped
from pipeline.xlsx.ooxml.workbook import Book, Sheet
from pipeline.xlsx.ooxml.xml_edit import Span, spans
from schemas.wording.text import text

NAME, TEXT, FORMULA, LOCATION, TARGET = 255, 255, 8192, 2084, 2079  # characters
TALLEST, WIDEST = 409.5, 255.0  # points, characters
STYLES = 65_490
_HEIGHT = re.compile(r'<(?:[\w.-]+:)?row\s[^<>]*?\sht="([^"]*)"')
_BARE_NAME = re.compile(r"=?([^\W\d][\w.]*)")
_SHEET = re.compile(r"'((?:[^']|'')+)'!|(?<![\w.'\]])([^\W\d][\w.]*)!")
_QUOTED = re.compile(r'"[^"]*"')


def limit_faults(book: Book) -> list[str]:
    """Everything in the workbook that is beyond a limit of Excel's."""
    faults = [text("lint.at.names", fault=fault) for fault in _names(book)]
    faults += [text("lint.at.styles", fault=fault) for fault in _styles(book)]
    faults += [text("lint.at.properties", fault=fault) for fault in _properties(book)]
    names = {name.lower() for name in book.names} | {
        table.name.lower() for sheet in book.sheets for table in book.tables(sheet)
    }
    for sheet in book.sheets:
        try:
            xml = SheetXml(book.package.read(sheet.part), sheet.part, sheet.name)
        except WriteError:  # told where the sheet is looked at
            continue
        found = [*_sizes(xml), *_headings(xml), *_links(book, sheet, xml), *_validations(xml, names)]
        faults += [text("lint.at.sheet", sheet=sheet.name, fault=fault) for fault in found]
    return faults


def _names(book: Book) -> Iterator[str]:
    xml, found = book.package.read(book.part), book.package.spans(book.part)
    sheets = {span.attributes.get("name", "").casefold() for span in found if span.name == "sheet"}
    for span in found:
        if span.name != "definedName":
            continue
        name, formula = span.attributes.get("name", ""), unescaped(xml[span.inner : span.close].decode())
        if length(name) > NAME:
            yield text("lint.limits.long_name", name=name[:20], length=length(name))
        if len(formula) > FORMULA:
            yield text("lint.limits.long_formula", name=name, length=len(formula))
        for quoted, bare in _SHEET.findall(_QUOTED.sub("", formula)):
            of = quoted.replace("''", "'") or bare
            if "[" not in of and not set(map(str.casefold, of.split(":"))) <= sheets:
                yield text("lint.limits.no_sheet", name=name, sheet=of)


def _styles(book: Book) -> Iterator[str]:
    if book.styles.count > STYLES:
        yield text("lint.limits.styles", number=book.styles.count)
    part = book.styles.part
    for span in book.package.spans(part) if part else []:
        code = span.attributes.get("formatCode", "") if span.name == "numFmt" else ""
        if length(code) > TEXT:
            yield text("lint.limits.number_format", length=length(code))


def _properties(book: Book) -> Iterator[str]:
    for part in book.package.related("", "custom-properties"):
        xml = book.package.read(part)
        for span in spans(xml, part):
            if span.name == "property" and length(span.attributes.get("name", "")) > TEXT:
                yield text("lint.limits.property_name")
            if span.name == "lpwstr" and length(unescaped(xml[span.inner : span.close].decode())) > TEXT:
                name = span.parent.attributes.get("name") if span.parent else ""
                yield text("lint.limits.property_value", name=name)


def _sizes(xml: SheetXml) -> Iterator[str]:
    for height in set(_HEIGHT.findall(xml.rows)):
        if not _is_within(height, TALLEST):
            yield text("lint.limits.height", points=height)
    last = 0
    for span in xml.all("col"):
        first, until = index(span.attributes.get("min", "")), index(span.attributes.get("max", ""))
        if not last < first <= until <= LAST_COLUMN:
            yield text("lint.limits.columns", first=first, last=until)
        if not _is_within(span.attributes.get("width", "0"), WIDEST):
            yield text("lint.limits.width", width=span.attributes["width"])
        last = until


def _is_within(number: str, most: float) -> bool:
    try:
        return 0 <= float(number) <= most
    except ValueError:
        return False


def _headings(xml: SheetXml) -> Iterator[str]:
    for span in xml.spans:
        if span.parent and span.parent.name == "headerFooter" and length(_text(xml, span)) > TEXT:
            yield text("lint.limits.heading", element=span.name)


def _links(book: Book, sheet: Sheet, xml: SheetXml) -> Iterator[str]:
    targets = {found.id: found.target for found in book.package.relations(sheet.part) if found.kind == "hyperlink"}
    for span in xml.all("hyperlink"):
        id = relation_id(span.attributes)
        if (
            length(span.attributes.get("location", "")) > LOCATION
            or length(span.attributes.get("tooltip", "")) > TEXT
            or len(targets.get(id, "")) > TARGET
        ):
            yield text("lint.limits.link", cells=span.attributes.get("ref"))


def _validations(xml: SheetXml, names: Set[str]) -> Iterator[str]:
    for span in xml.all("dataValidation"):
        where = span.attributes.get("sqref", "")
        for part in ("formula1", "formula2"):
            formula = span.child(part)
            given = _text(xml, formula) if formula else ""
            if length(given) > TEXT + 2:  # the quotes around a list do not count
                yield text("lint.limits.validation", element=part, cells=where)
            bare = _BARE_NAME.fullmatch(given)
            if bare and span.attributes.get("type") == "list" and bare[1].lower() not in names:
                yield text("lint.limits.no_name", cells=where, name=bare[1])


def _text(xml: SheetXml, span: Span) -> str:
    return unescaped(xml.frame[span.inner : span.close].decode())
