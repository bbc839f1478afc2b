"""Summary: what to discuss first, and the measures of the arrangement."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class MeasureRow(Row):
    """One measure a row; opens with at most ten things to discuss first."""

    measure: str = column("text", owner="us", key=True, required=True, width=32)
    value: object = column("value", owner="us", width=18)
    previous_value: object = column("value", owner="us", width=14)
    note: str = column("text", owner="us", width=62)


TABLE = Table(MeasureRow, name="Summary", place=110, role="output")
