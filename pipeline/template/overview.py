"""The charts of the Summary: beside its table, so that what to discuss first stands at the top, above nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from pipeline.results.figures import CHARTS, chart_words, charts
from pipeline.results.rows import ResultRow
from pipeline.template.charts import make
from pipeline.template.layout import DESCRIPTION_ROW
from schemas.spec import table

FEW_PARTIES = 8
GAP = 8
# A chart hangs on one cell above the table and has its own size: rows of the table grow with their texts.
COLUMN = len(table("Summary").columns)


class Box(NamedTuple):
    """The size of a chart in pixels. Each stands in a column of its own: programs differ in how wide those are."""

    width: int
    height: int

    @property
    def column_width(self) -> float:
        """The width of its column, in characters."""
        return (self.width + GAP - 5) / 7


def add_charts(book: Any, sheet: Any, rows: Sequence[ResultRow], partners: int) -> None:
    """Put every chart on the sheet; `rows` are those of Figures."""
    headers = {column.name: column.header() for column in table("Figures").columns}
    shown = dict(zip(CHARTS, charts(rows, headers), strict=True))
    for column, (name, box) in enumerate(chart_boxes(partners).items(), start=COLUMN):
        chart = make(book, name, shown[name], rows, box)
        chart.chart_name = shown[name].name
        sheet.set_column(column, column, box.column_width)
        sheet.insert_chart(DESCRIPTION_ROW, column, chart, {
            "x_offset": GAP // 2, "object_position": 2,
            "description": " ".join(chart_words(name)["describes"].split()),
        })  # fmt: skip


def chart_boxes(partners: int) -> Mapping[str, Box]:
    """The charts from left to right: with many partners their bars get more height."""
    return {
        "heat_map": Box(280, 270), "risk_levels": Box(280, 270 if partners <= FEW_PARTIES else 440),
        "readiness": Box(280, 440), "actions": Box(200, 170), "coverage": Box(200, 170),
    }  # fmt: skip
