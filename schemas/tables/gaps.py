"""Gaps: every finding except those shown in Checks."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class GapRow(Row):
    """One finding a row, the most severe first."""

    severity: str = column("word", vocabulary="severity", owner="us", width=11)
    what_was_found: str = column("text", owner="us", width=60)
    suggested_action: str = column("text", owner="us", width=56)
    cell: str = column("text", owner="us", link=True, width=15)
    partners: tuple[str, ...] = column("partners", owner="us", width=14)
    finding: str = column("id", owner="us", required=True, key=True, rare=True, width=18)
    rule: str = column("text", owner="us", rare=True, width=9)
    area: str = column("word", vocabulary="area", owner="us", rare=True, width=13)
    subject: str = column("text", owner="us", rare=True, width=16)
    rows: tuple[str, ...] = column("ids", owner="us", rare=True, width=16)
    source_clause: str = column("text", owner="us", rare=True, width=24)


TABLE = Table(GapRow, name="Gaps", place=120, role="output")
