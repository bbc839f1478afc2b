"""Conditional formats and validations follow their rows, and those that end where the table ends grow with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from pipeline.xlsx.ooxml.refs import Box, box
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.text import unescaped, xml_text
from pipeline.xlsx.ooxml.xml_edit import Span, attribute_quoted, with_attribute
from pipeline.xlsx.writer.moves import Kind, Moves, Stays
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.row_ranges import Budget, depends_on_row, followed, is_partial

_GROWING: dict[str, Kind] = {"conditionalFormatting": "format", "dataValidation": "validation"}
_FORMULAS = frozenset({"formula1", "formula2", "formula", "f"})


def fit_ranges(sheet: SheetXml, moves: Moves) -> Iterator[Stays]:
    """Let the ranges follow and grow, those of Excel's extension lists (`xm:sqref`) included.

    Those that cannot follow their rows are given back. One whose rows are all gone goes with them.
    """
    budget = Budget()
    empty: list[Span] = []
    for span in sheet.spans:
        if span.name in _GROWING and "sqref" in span.attributes:
            of, old = span, span.attributes["sqref"]
        elif span.name == "sqref" and span.parent and span.parent.name in _GROWING:
            of, old = span.parent, unescaped(sheet.frame[span.inner : span.close].decode())
        else:
            continue
        new = _fitted(old, sheet, of, moves, budget)
        if new is None or (not new and span is not of):
            yield Stays(_GROWING[of.name], sheet.name, old)
        elif not new:
            empty.append(of)
        elif new != old and span is of:
            _set(sheet, span, new)
        elif new != old:
            sheet.edit(span.inner, span.close, xml_text(new).encode())
    _remove(sheet, empty)


def _fitted(old: str, sheet: SheetXml, of: Span, moves: Moves, budget: Budget) -> str | None:
    """The list of ranges as it is to be; None where it cannot follow."""
    is_format, layout = of.name == "conditionalFormatting", moves.layout
    areas = {part: area for part in old.split() if (area := box(part)) and is_partial(area, moves)}
    if not layout.rows_move or not areas:
        return _grown(old, layout, is_format)
    new = followed(areas.values(), moves, budget)
    if new is None or (new != list(areas.values()) and any(map(depends_on_row, _formulas(sheet, of)))):
        return None
    rest = " ".join(part for part in old.split() if part not in areas)
    parts = [*(area.ref for area in new), *_grown(rest, layout, is_format).split()]
    return old if sorted(parts) == sorted(old.split()) else " ".join(parts)


def _formulas(sheet: SheetXml, span: Span) -> Iterator[str]:
    for child in span.children:
        if child.name in _FORMULAS and not child.children:
            yield unescaped(sheet.frame[child.inner : child.close].decode())
        yield from _formulas(sheet, child)


def _remove(sheet: SheetXml, empty: list[Span]) -> None:
    """Take elements out; a list of validations counts those that are left, and goes with the last one."""
    homes: dict[int, list[Span]] = defaultdict(list)
    for span in empty:
        if span.parent and span.parent.name == "dataValidations":
            homes[span.parent.start].append(span)
        else:
            sheet.edit(span.start, span.end, b"")
    for home in (span for span in sheet.spans if span.name == "dataValidations" and span.start in homes):
        gone = homes[home.start]
        if len(gone) == len(home.children):
            sheet.edit(home.start, home.end, b"")
            continue
        if "count" in home.attributes:
            tag = sheet.frame[home.start : home.inner]
            left = len(home.children) - len(gone)
            sheet.edit(home.start, home.inner, with_attribute(tag, "count", str(left)))
        for span in gone:
            sheet.edit(span.start, span.end, b"")


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
