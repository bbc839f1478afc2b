"""Where the charts of ours stand in a workbook, and what of a chart's part refers to cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.package.errors import CannotWrite
from pipeline.package.find import Book
from pipeline.package.markup import Span, spans, splice
from pipeline.package.refs import Box, box
from pipeline.package.text import plain

OURS = "Concord"  # the names of our charts' drawings begin so; people who rename one take it over

_REFERENCE = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!(),]+)!(?P<cells>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)")
_ROLES = {"tx": "name", "cat": "categories", "xVal": "categories", "val": "values", "yVal": "values"}
_REFS, _CACHES = ("strRef", "numRef"), ("strCache", "numCache")


class Chart(NamedTuple):
    """A chart: the name of its drawing, and the part that holds it."""

    name: str
    part: str


class Reference(NamedTuple):
    """What one part of a series takes from cells: `role` is name, categories or values of series `series`.

    `prefix` is the sheet as the formula writes it, `sheet` the sheet's name.
    """

    series: int
    role: str
    formula: Span
    cache: Span | None
    prefix: str
    sheet: str
    area: Box


def our_charts(book: Book) -> list[Chart]:
    """The charts that are ours, on whatever sheet; one that also stands in a drawing of people's own is theirs."""
    package = book.package
    ours: list[Chart] = []
    theirs: set[str] = set()
    for part in dict.fromkeys(drawing for sheet in book.sheets for drawing in package.related(sheet.part, "drawing")):
        xml = package.read(part)
        if OURS.encode() not in xml:
            continue
        try:
            targets = {found.id: found.part for found in package.relations(part) if found.kind == "chart"}
            frames = [span for span in spans(xml, part) if span.name == "graphicFrame"]
        except CannotWrite:  # a drawing that we cannot read holds nothing that we may change
            continue
        for frame in frames:
            name, target = _name(frame), targets.get(_relation(frame))
            if target and name.startswith(OURS):
                ours.append(Chart(name, target))
            elif target:
                theirs.add(target)
    return [chart for chart in dict.fromkeys(ours) if chart.part not in theirs]


def _name(frame: Span) -> str:
    return next((span.attributes.get("name", "") for span in _below(frame) if span.name == "cNvPr"), "")


def _relation(frame: Span) -> str:
    charts = (span.attributes for span in _below(frame) if span.name == "chart")
    return next((value for given in charts for key, value in given.items() if key.endswith(":id")), "")


def _below(span: Span) -> Iterator[Span]:
    for child in span.children:
        yield child
        yield from _below(child)


def references(xml: bytes, found: list[Span]) -> Iterator[Reference]:
    """Every reference of a chart's series to cells of one sheet; other formulas (names, several areas) are left out."""
    for series in found:
        number = series.child("idx") if series.name == "ser" else None
        if number is None or not number.attributes.get("val", "").isdigit():
            continue
        for part in series.children:
            ref = next((child for child in part.children if child.name in _REFS), None)
            if part.name in _ROLES and ref:
                reference = _reference(xml, int(number.attributes["val"]), _ROLES[part.name], ref)
                if reference:
                    yield reference


def _reference(xml: bytes, series: int, role: str, ref: Span) -> Reference | None:
    formula = ref.child("f")
    if formula is None or any(span.name == "fullRef" for span in _below(ref)):
        return None  # people chose in Excel which of its points to see
    match = _REFERENCE.fullmatch(plain(xml[formula.inner : formula.close].decode()))
    area = box(match["cells"]) if match else None
    if match is None or area is None:
        return None
    cache = next((child for child in ref.children if child.name in _CACHES and child.is_open), None)
    sheet = match["sheet"]
    name = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
    return Reference(series, role, formula, cache, sheet, name, area)


def cached(cache: Span) -> tuple[int, int]:
    """Where the remembered values stand within a cache: from the first of `ptCount` and the points to the last."""
    points = [child for child in cache.children if child.name in ("ptCount", "pt")]
    if points:
        return points[0].start, points[-1].end
    before = cache.child("formatCode")
    return (before.end, before.end) if before else (cache.inner, cache.inner)


def without_ranges(xml: bytes, part: str) -> bytes:
    """The part with the ranges and caches of its series taken out: what a run must leave as it is."""
    edits: list[tuple[int, int, bytes]] = []
    for reference in references(xml, spans(xml, part)):
        edits.append((reference.formula.inner, reference.formula.close, b""))
        if reference.cache:
            edits.append((*cached(reference.cache), b""))
    return splice(xml, edits)
