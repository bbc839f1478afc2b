"""Faults of the charts of ours: references that lead nowhere, and caches that do not fit them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.chart_references import Reference, references
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import Span, spans

_FILLS = frozenset({"noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})


def chart_faults(book: Book) -> list[str]:
    """Everything wrong with the charts whose name begins as ours do; those of people are not judged."""
    sheets = {sheet.name.casefold() for sheet in book.sheets}
    faults = []
    for chart in our_charts(book):
        faults += [
            f"charts: {chart.name}: {fault}" for fault in _shapes(spans(book.package.read(chart.part), chart.part))
        ]
        for reference in references(book.package.read(chart.part)):
            where = f"charts: {chart.name}: {reference.role} of series {reference.series}"
            if reference.sheet.casefold() not in sheets:
                faults.append(f"{where} refer to the sheet {reference.sheet}, which does not exist")
            faults += [f"{where} {fault}" for fault in _cache(reference)]
    return faults


def _shapes(found: list[Span]) -> Iterator[str]:
    for span in found:
        if span.name == "spPr" and sum(child.name in _FILLS for child in span.children) > 1:
            yield f"a {span.parent.name if span.parent else 'shape'} has two fills"
    for name in ("idx", "order"):
        numbers = [
            span.attributes.get("val") for span in found
            if span.name == name and span.parent and span.parent.name == "ser"
        ]  # fmt: skip
        if len(set(numbers)) < len(numbers):
            yield f"two series have the same {name}"


def _cache(reference: Reference) -> Iterator[str]:
    area, remembered = reference.area, reference.remembered
    if remembered is None:
        return
    cells = (area.bottom - area.top + 1) * (area.right - area.left + 1)
    if remembered.size != cells:
        yield f"remember another number of points than the {cells} of {area.ref}"
    places = [place for place, _ in remembered.points]
    if places != sorted(set(places)) or any(place >= cells for place in places):
        yield "remember points that are out of order"
