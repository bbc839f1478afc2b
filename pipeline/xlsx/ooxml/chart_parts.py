"""Where the charts of ours stand in a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.relations import relation_id
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import Span

OURS = "Concord"  # the names of our charts' drawings begin so; people who rename one take it over


class Chart(NamedTuple):
    """A chart: the name of its drawing, and the part that holds it."""

    name: str
    part: str


def our_charts(book: Book) -> list[Chart]:
    """The charts that are ours, on whatever sheet; one that also stands in a drawing of people's own is theirs."""
    package = book.package
    ours: dict[str, Chart] = {}
    theirs: set[str] = set()
    for part in dict.fromkeys(drawing for sheet in book.sheets for drawing in package.related(sheet.part, "drawing")):
        if OURS.encode() not in package.read(part):
            continue
        try:
            targets = {found.id: found.part for found in package.relations(part) if found.kind == "chart"}
            frames = _frames(package.spans(part))
        except WriteError:  # a drawing that we cannot read holds nothing that we may change
            continue
        for name, relation in frames:
            target = targets.get(relation)
            if target and name.startswith(OURS):
                ours.setdefault(target, Chart(name, target))
            elif target:
                theirs.add(target)
    return [chart for chart in ours.values() if chart.part not in theirs]


def _frames(found: Iterable[Span]) -> Iterator[tuple[str, str]]:
    """Of each frame of a drawing, the first name and the first relation to a chart that stand in it."""
    frames: list[Span] = []
    around: dict[int, Span] = {}  # the innermost frame around an element
    names: dict[int, str] = {}
    charts: dict[int, str] = {}
    for span in found:
        home = span.parent
        if home and (frame := home if home.name == "graphicFrame" else around.get(id(home))):
            around[id(span)] = frame
        if span.name == "graphicFrame":
            frames.append(span)
        elif span.name == "cNvPr":
            _note(names, span.attributes.get("name", ""), span, around)
        elif span.name == "chart" and (relation := relation_id(span.attributes)):
            _note(charts, relation, span, around)
    yield from ((names.get(id(frame), ""), charts.get(id(frame), "")) for frame in frames)


def _note(by_frame: dict[int, str], text: str, span: Span, around: Mapping[int, Span]) -> None:
    """Keep the text for every frame around an element that has none yet; where one has, so have those around it."""
    frame = around.get(id(span))
    while frame and id(frame) not in by_frame:
        by_frame[id(frame)] = text
        frame = around.get(id(frame))
