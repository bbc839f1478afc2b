"""Figures: the numbers behind the charts of the Summary, one a row, so that each can be traced to a cell."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class FigureRow(Row):
    """One number a row; a chart shows neighbouring rows."""

    chart: str = column("text", "The chart on Summary that shows this number.", owner="us", key=True, required=True, width=38)
    group: object = column("value", "The level or the measure; in the chart of impact and likelihood the impact.", owner="us", key=True, width=24)
    item: object = column("value", "The partner, element or state; in the chart of impact and likelihood the likelihood.", owner="us", key=True, width=44)
    value: float | None = column("signed", "The number that the chart shows; a dash in the chart of impact and likelihood stands for none.", owner="us", width=12)


TABLE = Table(
    FigureRow,
    name="Figures",
    sheet="Figures",
    place=180,
    role="output",
    description="The numbers behind the charts on Summary. Nothing here needs reading by itself.",
)
