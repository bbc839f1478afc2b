"""The overview at the head of the Summary: where each chart stands, in rows of a height that no run changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.results.figures import CHARTS, chart_words, charts
from pipeline.results.rows import ResultRow
from pipeline.template.charts import make
from pipeline.template.layout import HEADER_ROW
from schemas.spec import table

# Charts hang on rows: those of the table grow with their texts, and charts beside it would be stretched.
ROW_POINTS, ROW_PIXELS = 18, 24  # not the usual height, which no file states and each program takes as its own
BAND_ROWS = 19
FEW_PARTIES = 8
GAP = 8


class Box(NamedTuple):
    """Where a chart stands within the band: all in pixels."""

    left: int
    top: int
    width: int
    height: int


def add_charts(book: Any, sheet: Any, rows: Sequence[ResultRow], partners: int) -> None:
    """Put every chart on the sheet; `rows` are those of Figures."""
    for row in range(HEADER_ROW, HEADER_ROW + BAND_ROWS):
        sheet.set_row(row, ROW_POINTS)
    headers = {column.name: column.header() for column in table("Figures").columns}
    shown = dict(zip(CHARTS, charts(rows, headers), strict=True))
    for name, box in chart_boxes(partners).items():
        chart = make(book, name, shown[name], rows, (box.width, box.height))
        chart.chart_name = shown[name].name
        sheet.insert_chart(HEADER_ROW, 0, chart, {
            "x_offset": box.left, "y_offset": box.top, "object_position": 2,
            "description": " ".join(chart_words(name)["describes"].split()),
        })  # fmt: skip


def chart_boxes(partners: int) -> Mapping[str, Box]:
    """Where the charts stand: with many partners their bars get the whole height."""
    whole, upper, lower = 440, 280, 152
    one, two, three = 300, 340, 325
    second, third, below = one + GAP, one + two + 2 * GAP, upper + GAP
    left = {"heat_map": Box(0, 0, one, upper), "coverage": Box(0, below, one, lower)}
    if partners <= FEW_PARTIES:
        return {
            **left, "risk_levels": Box(second, 0, two, upper), "actions": Box(second, below, two, lower),
            "readiness": Box(third, 0, three, whole),
        }  # fmt: skip
    return {
        **left, "risk_levels": Box(second, 0, two, whole), "readiness": Box(third, 0, three, upper),
        "actions": Box(third, below, three, lower),
    }  # fmt: skip
