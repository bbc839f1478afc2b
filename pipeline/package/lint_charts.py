"""Faults of the charts of ours: references that lead nowhere, and caches that do not fit them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.package.chart_parts import Reference, our_charts, references
from pipeline.package.errors import CannotWrite
from pipeline.package.find import Book
from pipeline.package.markup import spans


def chart_faults(book: Book) -> list[str]:
    """Everything wrong with the charts whose name begins as ours do; those of people are not judged."""
    sheets = {sheet.name.casefold() for sheet in book.sheets}
    faults = []
    for chart in our_charts(book):
        try:
            xml = book.package.read(chart.part)
            found = list(references(xml, spans(xml, chart.part)))
        except CannotWrite as fault:
            faults.append(f"charts: {chart.name}: {fault.reason}")
            continue
        for reference in found:
            where = f"charts: {chart.name}: {reference.role} of series {reference.series}"
            if reference.sheet.casefold() not in sheets:
                faults.append(f"{where} refer to the sheet {reference.sheet}, which does not exist")
            faults += [f"{where} {fault}" for fault in _cache(reference)]
    return faults


def _cache(reference: Reference) -> Iterator[str]:
    area, cache = reference.area, reference.cache
    if cache is None:
        return
    cells = (area.bottom - area.top + 1) * (area.right - area.left + 1)
    count = cache.child("ptCount")
    if count is None or count.attributes.get("val") != str(cells):
        yield f"remember another number of points than the {cells} of {area.ref}"
    places = [int(point.attributes.get("idx", "-1")) for point in cache.children if point.name == "pt"]
    if places != sorted(set(places)) or any(not 0 <= place < cells for place in places):
        yield "remember points that are out of order"
