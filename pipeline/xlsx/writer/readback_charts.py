"""What the charts of ours remember, against what another reader finds in the cells they refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.chart_references import Reference, Remembered, references
from pipeline.xlsx.ooxml.refs import absolute, address
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.writer.charts import shows_table, strip_of
from pipeline.xlsx.writer.placement import Layout
from pipeline.xlsx.writer.readback import Grid
from schemas.wording.text import text


def chart_differences(book: Book, layout: Layout, grid: Grid, parsed: Collection[str]) -> Iterator[str]:
    """Each reference to the table that leads outside its rows or remembers other values than stand there.

    `parsed` are parts that a parser has gone through.
    """
    for chart in our_charts(book):
        shows = next((each for each in layout.update.charts if chart.name.startswith(each.name)), None)
        if shows is None:
            continue
        for reference in references(book.package.read(chart.part), is_parsed=chart.part in parsed):
            if not (strip_of(shows, reference) and shows_table(layout, reference)):
                continue
            if not layout.body.holds(reference.area):
                yield text("writer.differs.outside", chart=chart.name, cells=absolute(reference.area))
            elif reference.remembered and reference.area.left == reference.area.right:
                faults = _differences(reference, reference.remembered, grid)
                yield from (text("writer.differs.of_chart", chart=chart.name, fault=fault) for fault in faults)


def _differences(reference: Reference, remembered: Remembered, grid: Grid) -> Iterator[str]:
    area = reference.area
    if remembered.size != area.bottom - area.top + 1:
        yield text("writer.differs.points", cells=absolute(area))
    points = dict(remembered.points)
    for at, number in enumerate(range(area.top, area.bottom + 1)):
        line = grid[number - 1] if number <= len(grid) else ()
        cell = line[area.left - 1] if area.left <= len(line) else ""
        if not _same(points.get(at), cell, reference.is_number):
            where = address(number, area.left)
            yield text("writer.differs.point", point=points.get(at), cell=where, holds=cell)


def _same(remembered: str | None, cell: object, is_number: bool) -> bool:
    if isinstance(cell, str):
        return remembered == (None if is_number or cell == "" else cell)
    if not isinstance(cell, (int, float)) or remembered is None:
        return False
    try:
        return abs(float(remembered) - cell) <= 1e-9 * max(1.0, abs(cell))
    except ValueError:
        return False
