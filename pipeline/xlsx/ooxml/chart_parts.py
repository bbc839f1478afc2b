"""Where the charts of ours stand in a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.relations import relation_id
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import Span, spans

OURS = "Concord"  # the names of our charts' drawings begin so; people who rename one take it over


class Chart(NamedTuple):
    """A chart: the name of its drawing, and the part that holds it."""

    name: str
    part: str


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
        except WriteError:  # a drawing that we cannot read holds nothing that we may change
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
    return next((id for id in map(relation_id, charts) if id), "")


def _below(span: Span) -> Iterator[Span]:
    for child in span.children:
        yield child
        yield from _below(child)
