"""Overlaps: activities in which two or more take part, in the order to settle them (ISO 22397, A.2)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class OverlapRow(Row):
    """One overlap a row, from the most detailed activity upwards."""

    order: float | None = column("whole", owner="us", required=True, width=8)
    activity: str = column("code", owner="us", required=True, key=True, width=10)
    title: str = column("text", owner="us", width=40)
    phase: str = column("word", vocabulary="phase", owner="us", width=14)
    event: str = column("text", owner="us", width=20)
    depth: float | None = column("whole", owner="us", width=8)
    participants: tuple[str, ...] = column("partners", owner="us", width=24)
    leaders: tuple[str, ...] = column("partners", owner="us", width=14)
    scope_agreed: str = column("word", vocabulary="yes_no", owner="us", width=10)
    coordination_rule: str = column("word", vocabulary="yes_no", owner="us", width=13)
    state: str = column("word", vocabulary="overlap_state", owner="us", width=11)
    what_to_settle: str = column("text", owner="us", width=50)
    rule: str = column("text", owner="us", width=10)


TABLE = Table(OverlapRow, name="Overlaps", place=130, role="output")
