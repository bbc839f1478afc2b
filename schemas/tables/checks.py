"""Checks: cells that could not be understood, and what was mentioned about the others."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column as described
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckRow(Row):
    """One message a row: where, what was found, what is allowed, what to do."""

    severity: str = described("word", vocabulary="severity", owner="us", required=True, width=11)
    sheet: str = described("text", owner="us", key=True, width=14)
    cell: str = described("text", owner="us", key=True, link=True, width=9)
    column: str = described("text", owner="us", width=20)
    found: str = described("text", owner="us", width=26)
    problem: str = described("text", owner="us", width=56)
    what_to_do: str = described("text", owner="us", width=50)
    rule: str = described("text", owner="us", key=True, width=10)


TABLE = Table(CheckRow, name="Checks", place=170, role="output")
