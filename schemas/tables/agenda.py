"""Agenda: what one joint meeting of two hours can settle (docs/rules.md, Agenda)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicRow(Row):
    """One topic a row, in the order to take them. What people write follows the topic's id."""

    no: object = column("value", owner="us", width=9)
    minutes: float | None = column("whole", owner="us", width=8)
    topic: str = column("text", owner="us", width=29)
    hear_first: tuple[str, ...] = column("partners", owner="us", width=15)
    what_was_found: str = column("text", owner="us", width=50)
    to_decide: str = column("text", owner="us", width=57)
    what_we_agreed: str = column("text", width=32)
    look_again_on: date | None = column("date", width=12)
    cell: str = column("text", owner="us", link=True, width=12)
    findings: tuple[str, ...] = column("ids", owner="us", rare=True, width=24)
    topic_id: str = column("id", owner="us", key=True, rare=True, width=16)
    stamp: str = column("text", owner="us", hidden=True, width=10)


TABLE = Table(
    TopicRow,
    name="Agenda",
    place=5,
    role="output",
)
