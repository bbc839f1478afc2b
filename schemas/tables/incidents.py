"""Incidents: what happened to people of the partners or nearly did, for all to learn from (ISO 18788; guide)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident(Row):
    """One incident or near miss a row. Never persons."""

    incident: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=10)
    event: str = column("text", required=True, width=26)
    on: date | None = column("date", width=13)
    risk: str = column("id", width=9)
    area: str = column("text", width=20)
    touched: tuple[str, ...] = column("partners", width=18)
    kind: str = column("word", vocabulary="incident_kind", width=13)
    harm: str = column("word", vocabulary="harm", width=11)
    shared_on: date | None = column("date", width=13)
    lesson: str = column("text", width=40)
    action: str = column("text", width=40)
    sharing: str = column("word", vocabulary="sharing", width=11)


TABLE = Table(
    Incident, name="Incidents", place=70, frozen_through="event", role="input", optional=True, bundles=("aid",),
    area="INC",
)  # fmt: skip
