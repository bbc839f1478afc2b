"""Charts of ours follow the rows of the table that they show: their ranges, and what they remember of the cells.

A series is known by its `idx`, which stays when people delete or reorder others. Only references to the
table's own columns change: what people made of a chart beside that stays.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain.table_update import ChartRows, Strip, Value
from pipeline.xlsx.ooxml.cells import Stored, stored
from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.chart_references import Reference, references
from pipeline.xlsx.ooxml.refs import Box, absolute
from pipeline.xlsx.ooxml.text import text_content
from pipeline.xlsx.ooxml.workbook import Book
from pipeline.xlsx.ooxml.xml_edit import splice
from pipeline.xlsx.writer.placement import Layout

Edit = tuple[int, int, bytes]


def follow_charts(book: Book, layout: Layout) -> None:
    """Bring the charts that show the table in line with its rows as written."""
    if not layout.update.charts:
        return
    for chart in our_charts(book):
        shows = next((each for each in layout.update.charts if chart.name.startswith(each.name)), None)
        if shows:
            xml = book.package.read(chart.part)
            book.package.put(chart.part, splice(xml, _edits(xml, shows, layout, book.date1904)))


def _edits(xml: bytes, shows: ChartRows, layout: Layout, date1904: bool) -> Iterator[Edit]:
    for reference in references(xml):
        strip = strip_of(shows, reference)
        column = column_of(layout, strip) if strip and shows_table(layout, reference) else None
        if strip is None or column is None:
            continue
        top = layout.body.top
        area = Box(top + strip.first, column, top + strip.last, column)
        if area != reference.area:
            yield *reference.formula, text_content(f"{reference.written}!{absolute(area)}").encode()
        if reference.remembered:
            values = [stored(cell, date1904) for cell in _cells(layout, strip)]
            yield *reference.remembered.place, _remembered(reference, values)


def strip_of(shows: ChartRows, reference: Reference) -> Strip | None:
    """The rows that a reference is meant to show; None for a series that is not ours."""
    if reference.series >= len(shows.series):
        return None
    strip: Strip = getattr(shows.series[reference.series], reference.role)
    return strip


def shows_table(layout: Layout, reference: Reference) -> bool:
    """Whether a reference leads to the columns of the table."""
    of = layout.table
    return (
        reference.sheet.casefold() == of.sheet.name.casefold()
        and of.area.left <= reference.area.left
        and reference.area.right <= of.area.right
    )


def column_of(layout: Layout, strip: Strip) -> int | None:
    """The sheet's column that a strip stands in."""
    columns = layout.update.columns
    return next((column for column, at in layout.ours.items() if columns[at].header == strip.header), None)


def _cells(layout: Layout, strip: Strip) -> list[Value]:
    at = next(place for place, column in enumerate(layout.update.columns) if column.header == strip.header)
    return list(layout.rows.values[at][strip.first : strip.last + 1])


def _remembered(reference: Reference, values: list[Stored]) -> bytes:
    tag = reference.tag
    shown = [_point(value, reference.is_number) for value in values]
    points = "".join(
        f'<{tag}pt idx="{at}"><{tag}v>{text}</{tag}v></{tag}pt>' for at, text in enumerate(shown) if text is not None
    )
    return f'<{tag}ptCount val="{len(values)}"/>{points}'.encode()


def _point(value: Stored, is_number: bool) -> str | None:
    """What a chart remembers of a cell: its number, or its text as people see it; None for an empty cell."""
    if value is None or (is_number and isinstance(value, (str, bool))):
        return None
    if isinstance(value, str):
        return text_content(value)
    return repr(value).removesuffix(".0") if is_number else f"{value:.12g}"
