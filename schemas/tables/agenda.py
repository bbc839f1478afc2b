"""Agenda: what one joint meeting of two hours can settle (docs/rules.md, Agenda)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class TopicRow(Row):
    """One topic a row, in the order to take them. What people write follows the topic's id."""

    no: object = column("value", "Its place in the meeting, or that it has to wait for the next one.", owner="us", width=7)
    minutes: float | None = column("whole", "How long it may take.", owner="us", width=9)
    topic: str = column("text", "What it is about.", owner="us", width=24)
    hear_first: tuple[str, ...] = column("partners", "Who speaks first: those most exposed.", owner="us", width=12)
    what_was_found: str = column("text", "What was found, the most severe.", owner="us", width=56)
    to_decide: str = column("text", "What the meeting has to decide.", owner="us", width=56)
    what_we_agreed: str = column("text", "What you agreed, in your own words.", width=36)
    look_again_on: date | None = column("date", "When to look again; until then the topic stands behind the others.", width=13)
    cell: str = column("text", "The cell; a click leads there.", owner="us", link=True, width=15)
    topic_id: str = column("id", "By this id what you write is kept with its topic. A row without one is yours.", owner="us", key=True, width=11)
    findings: tuple[str, ...] = column("ids", "Everything that was found on it.", owner="us", rare=True, width=24)
    stamp: str = column("text", "When a run first saw the day to look again. Please leave it.", owner="us", hidden=True, width=10)


TABLE = Table(
    TopicRow,
    name="Agenda",
    sheet="Agenda",
    place=5,
    role="output",
    description="What one joint meeting of two hours can settle. Write in What we agreed: it stays with its topic.",
)
