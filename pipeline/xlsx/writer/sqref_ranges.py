"""Conditional formats and validations that end where the table ends grow with it."""

from __future__ import annotations

from pipeline.xlsx.ooxml.refs import Box, box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import unescaped, xml_text
from pipeline.xlsx.ooxml.xml_edit import Span, attribute_quoted
from pipeline.xlsx.writer.placement import Layout

_GROWING = frozenset({"conditionalFormatting", "dataValidation"})


def grow_ranges(sheet: SheetXml, layout: Layout) -> None:
    """Lengthen the ranges, those of Excel's extension lists (`xm:sqref`) included."""
    for span in sheet.spans:
        if span.name in _GROWING and "sqref" in span.attributes:
            old = span.attributes["sqref"]
            new = _grown(old, layout, span.name == "conditionalFormatting")
            if new != old:
                _set(sheet, span, new)
        elif span.name == "sqref" and span.parent and span.parent.name in _GROWING:
            old = unescaped(sheet.frame[span.inner : span.close].decode())
            new = _grown(old, layout, span.parent.name == "conditionalFormatting")
            if new != old:
                sheet.edit(span.inner, span.close, xml_text(new).encode())


def _set(sheet: SheetXml, span: Span, value: str) -> None:
    tag = sheet.frame[span.start : span.inner]
    old = tag.index(b"sqref")
    first = min(place for place in (tag.find(b'"', old), tag.find(b"'", old)) if place >= 0)
    last = tag.index(tag[first : first + 1], first + 1)
    sheet.edit(span.start + first, span.start + last + 1, attribute_quoted(value).encode())


def _grown(sqref: str, layout: Layout, is_format: bool) -> str:
    parts = []
    for part in sqref.split():
        area = box(part)
        new = _grown_box(area, layout, is_format) if area else None
        parts.append(part if new is None or new == area else new.ref)
    return " ".join(parts) if parts != sqref.split() else sqref


def _grown_box(area: Box, layout: Layout, is_format: bool) -> Box:
    """The range with the rows, and for formats the appended columns of the same kind, that the table gained."""
    old, new = layout.table.area, layout.area
    body = layout.table.body
    if not (old.left <= area.left and area.right <= old.right and area.top <= body.top and area.bottom >= body.bottom):
        return area
    if area.bottom < new.bottom:
        area = area._replace(bottom=new.bottom)
    if is_format and area.right == old.right and old.right in layout.ours:
        kinds = {layout.update.columns[layout.ours[column]].kind for column in [old.right, *layout.added]}
        if len(kinds) == 1:
            area = area._replace(right=new.right)
    return area
