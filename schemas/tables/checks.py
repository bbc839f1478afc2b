"""Checks: cells that could not be understood, and what was mentioned about the others."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column as described
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class CheckRow(Row):
    """One message a row: where, what was found, what is allowed, what to do."""

    severity: str = described("word", "High: the cell counts as unknown until it is mended. Low: for information.", vocabulary="severity", owner="us", required=True, width=11)
    sheet: str = described("text", "The sheet it is on.", owner="us", key=True, width=14)
    cell: str = described("text", "The cell; a click leads there.", owner="us", key=True, link=True, width=9)
    column: str = described("text", "The column's header.", owner="us", width=20)
    found: str = described("text", "What stands there.", owner="us", width=26)
    problem: str = described("text", "What is the matter, and what is allowed.", owner="us", width=56)
    what_to_do: str = described("text", "What to do about it.", owner="us", width=50)
    rule: str = described("text", "The id of the check or rule.", owner="us", key=True, width=10)


TABLE = Table(
    CheckRow,
    name="Checks",
    sheet="Checks",
    place=170,
    role="output",
    description="Cells that could not be understood, with what to do. An empty list is a good sign.",
)
