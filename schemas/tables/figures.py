"""Figures: the numbers behind the charts of the Summary, one a row, so that each can be traced to a cell."""

from __future__ import annotations

import pandera.pandas as pa

from schemas.fields import column


class Figures(pa.DataFrameModel):
    """One number a row; a chart shows neighbouring rows."""

    chart: str = column("text", "The chart on Summary that shows this number.", owner="us", required=True, width=38)
    group: object = column("value", "The level or the measure; in the chart of impact and likelihood the impact.", owner="us", width=24)
    item: object = column("value", "The partner, element or state; in the chart of impact and likelihood the likelihood.", owner="us", width=44)
    value: float = column("signed", "The number that the chart shows; a dash in the chart of impact and likelihood stands for none.", owner="us", width=12)

    class Config:
        """The sheet."""

        title = "Figures"
        description = "The numbers behind the charts on Summary. Nothing here needs reading by itself."
        metadata = {"sheet": "Figures", "role": "output", "key": ""}
