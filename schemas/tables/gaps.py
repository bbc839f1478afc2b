"""Gaps: every finding except those shown in Checks."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class GapRow(Row):
    """One finding a row, the most severe first."""

    finding: str = column("id", owner="us", required=True, key=True, width=18)
    rule: str = column("text", owner="us", width=9)
    severity: str = column("word", vocabulary="severity", owner="us", width=11)
    area: str = column("word", vocabulary="area", owner="us", width=13)
    subject: str = column("text", owner="us", width=16)
    rows: tuple[str, ...] = column("ids", owner="us", width=16)
    what_was_found: str = column("text", owner="us", width=64)
    partners: tuple[str, ...] = column("partners", owner="us", width=16)
    cell: str = column("text", owner="us", link=True, width=16)
    source_clause: str = column("text", owner="us", width=24)
    suggested_action: str = column("text", owner="us", width=56)


TABLE = Table(GapRow, name="Gaps", place=120, role="output")
