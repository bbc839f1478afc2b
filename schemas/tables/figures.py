"""Figures: the numbers behind the charts of the Summary, one a row, so that each can be traced to a cell."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class FigureRow(Row):
    """One number a row; a chart shows neighbouring rows."""

    chart: str = column("text", owner="us", key=True, required=True, width=38)
    group: object = column("value", owner="us", key=True, width=24)
    item: object = column("value", owner="us", key=True, width=44)
    value: float | None = column("signed", owner="us", width=12)


TABLE = Table(FigureRow, name="Figures", place=180, role="output")
