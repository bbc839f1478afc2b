"""Faults of the charts of ours: references that lead nowhere, and caches that do not fit them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.chart_references import Reference, references
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import Span
from schemas.wording.text import text

_FILLS = frozenset({"noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})


def chart_faults(book: Book) -> list[str]:
    """Everything wrong with the charts whose name begins as ours do; those of people are not judged."""
    sheets = {sheet.name.casefold() for sheet in book.sheets}
    faults = []
    for chart in our_charts(book):
        faults += [
            text("lint.at.chart", chart=chart.name, fault=fault) for fault in _shapes(book.package.spans(chart.part))
        ]
        for reference in references(book.package.read(chart.part)):
            where = {"chart": chart.name, "role": reference.role, "series": reference.series}
            if reference.sheet.casefold() not in sheets:
                faults.append(text("lint.charts.no_sheet", **where, sheet=reference.sheet))
            faults += _cache(reference, where)
    return faults


def _shapes(found: list[Span]) -> Iterator[str]:
    for span in found:
        if span.name == "spPr" and sum(child.name in _FILLS for child in span.children) > 1:
            yield text("lint.charts.fills", element=span.parent.name if span.parent else span.name)
    for name in ("idx", "order"):
        numbers = [
            span.attributes.get("val") for span in found
            if span.name == name and span.parent and span.parent.name == "ser"
        ]  # fmt: skip
        if len(set(numbers)) < len(numbers):
            yield text("lint.charts.series", attribute=name)


def _cache(reference: Reference, where: Mapping[str, object]) -> Iterator[str]:
    area, remembered = reference.area, reference.remembered
    if remembered is None:
        return
    cells = (area.bottom - area.top + 1) * (area.right - area.left + 1)
    if remembered.size != cells:
        yield text("lint.charts.points", **where, number=cells, cells=area.ref)
    places = [place for place, _ in remembered.points]
    if places != sorted(set(places)) or any(place >= cells for place in places):
        yield text("lint.charts.order", **where)
