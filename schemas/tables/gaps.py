"""Gaps: every finding except those shown in Checks."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class GapRow(Row):
    """One finding a row, the most severe first."""

    finding: str = column("id", "The rule and what it is about.", owner="us", required=True, key=True, width=18)
    rule: str = column("text", "The rule's id; `concord rules ID` explains it.", owner="us", width=9)
    severity: str = column("word", "Critical: someone may be harmed now.", vocabulary="severity", owner="us", width=11)
    area: str = column("word", "The part of the workbook.", vocabulary="area", owner="us", width=13)
    subject: str = column("text", "The risk, activity, indicator, line, partner, event or element it is about.", owner="us", width=16)
    rows: tuple[str, ...] = column("ids", "The ids of all rows it covers.", owner="us", width=16)
    what_was_found: str = column("text", "What was found.", owner="us", width=64)
    partners: tuple[str, ...] = column("partners", "The partners concerned.", owner="us", width=16)
    cell: str = column("text", "The cell; a click leads there.", owner="us", link=True, width=16)
    source_clause: str = column("text", "Where the rule comes from.", owner="us", width=24)
    suggested_action: str = column("text", "What you could do together.", owner="us", width=56)


TABLE = Table(
    GapRow,
    name="Gaps",
    sheet="Gaps",
    place=120,
    role="output",
    description="What was found, the most severe first. Each line leads to its cell and suggests what to do.",
)
