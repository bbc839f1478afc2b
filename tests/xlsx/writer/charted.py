"""Workbooks with charts, and an independent look at what a chart refers to and remembers."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree import ElementTree

import openpyxl
import xlsxwriter

from pipeline.domain.table_update import ChartRows, OutColumn, OutRow, SeriesRows, Strip, TableUpdate
from tests.xlsx.writer.books import members

OURS, THEIRS = "xl/charts/chart1.xml", "xl/charts/chart2.xml"
COLUMNS = (OutColumn("what"), OutColumn("who"), OutColumn("much", "number"))
SHEET = "Tom's & co"
TOP = 3  # the header of the table stands in B3
Row = tuple[str, str, Any]


def charted(rows: list[Row], name: str = "Concord bars", groups: int = 2) -> bytes:
    """A workbook with the table T on one sheet, and on another a chart of ours, one of people's and a third like ours.

    Ours shows the first row and the rest as two series, and a third series from people's own cells.
    """
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False})
    sheet, board = book.add_worksheet(SHEET), book.add_worksheet("Board")
    sheet.add_table(
        TOP - 1, 1, TOP - 1 + len(rows), 4,
        {"name": "T", "columns": [{"header": head} for head in ("what", "who", "own", "much")],
         "data": [[what, who, "ours to keep", much] for what, who, much in rows]},
    )  # fmt: skip
    board.write_column("A1", [7, 8, 9])
    for chart_name, at in ((name, "C1"), ("Bars", "C20")):
        chart = book.add_chart({"type": "bar", "name": chart_name})
        for first, last in ((0, 0), (min(1, len(rows) - 1), len(rows) - 1))[:groups]:
            chart.add_series({
                "name": [SHEET, TOP + first, 1], "categories": [SHEET, TOP + first, 2, TOP + last, 2],
                "values": [SHEET, TOP + first, 4, TOP + last, 4], "data_labels": {"value": True},
            })  # fmt: skip
        chart.add_series({"name": "our own", "values": "=Board!$A$1:$A$3"})
        chart.set_title({"name": "What & who"})
        board.insert_chart(at, chart, {"description": "bars"})
    book.close()
    return data.getvalue()


def update(rows: list[Row], *strips: tuple[int, int], name: str = "Concord bars") -> TableUpdate:
    """All rows new; the chart shows a series for each strip of rows."""
    series = tuple(
        SeriesRows(Strip("what", first, first), Strip("who", first, last), Strip("much", first, last))
        for first, last in strips
    )
    return TableUpdate("T", COLUMNS, tuple(OutRow(None, row) for row in rows), charts=(ChartRows(name, series),))


class Seen(NamedTuple):
    """One reference of a chart: the formula, the sheet and cells it names, and the texts remembered."""

    formula: str
    sheet: str
    cells: str
    remembered: list[str | None]


def seen(data: bytes, part: str = OURS) -> list[list[Seen]]:
    """The references of each series, in the order name, categories, values."""
    root = ElementTree.fromstring(members(data)[part])
    return [
        [found for ref in series.iter() if (found := _reference(ref))] for series in root.iter() if _is(series, "ser")
    ]


def _is(element: Any, *names: str) -> bool:
    return element.tag.rpartition("}")[2] in names


def _reference(ref: Any) -> Seen | None:
    if not _is(ref, "strRef", "numRef"):
        return None
    formula = next(child.text for child in ref if _is(child, "f"))
    sheet, _, cells = formula.rpartition("!")
    cache = next(child for child in ref if _is(child, "strCache", "numCache"))
    count = next(int(child.get("val")) for child in cache if _is(child, "ptCount"))
    points = {int(point.get("idx")): point[0].text or "" for point in cache if _is(point, "pt")}
    return Seen(formula, sheet.strip("'").replace("''", "'"), cells, [points.get(at) for at in range(count)])


def cells(data: bytes, found: Seen) -> list[Any]:
    """The values of the cells that a reference names, as openpyxl reads them."""
    block = _opened(data)[found.sheet][found.cells]
    rows = block if isinstance(block, tuple) else ((block,),)
    return [cell.value for row in rows for cell in row]


@lru_cache(maxsize=1)
def _opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def unranged(xml: bytes) -> bytes:
    """A chart's part without formulas and remembered points: what may never change."""
    return re.sub(rb"<c:f>.*?</c:f>|<c:ptCount[^>]*/>|<c:pt .*?</c:pt>", b"", xml, flags=re.DOTALL)
