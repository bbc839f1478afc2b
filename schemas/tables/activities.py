"""Activities: the nested matrices of ISO 22397 Annex A, one activity a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from schemas.fields import ACTIVITY_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class Activity(Row):
    """One activity a row: who does what before, during or after an event; a dotted code splits it into smaller ones."""

    activity: str = column("code", "A dotted code: 1, then 1.1 and 1.2 for its parts, then 1.1.1 and so on.", required=True, key=True, pattern=ACTIVITY_PATTERN, width=10, spellings=("activity code", "code"))
    title: str = column("text", "What is done, in a few words.", required=True, width=40)
    phase: str = column("word", "Before, during or after the event.", vocabulary="phase", required=True, width=14)
    event: str = column("text", "The event it is for, written as in the risk register.", required=True, width=20, spellings=("threat / event", "threat"))
    location: str = column("text", "Where.", width=18)
    role: Mapping[str, str] = each_partner("word", "L leads, P participates, S supports, X could participate; empty if it has no part.", vocabulary="role", width=9)
    scope_agreed: str = column("text", "What exactly this activity covers, as agreed by those who take part.", width=30, spellings=("scope",))
    coordination_rule: str = column("text", "How those who take part coordinate, and who decides.", width=30)
    capability: str = column("text", "What each one can do.", width=24, spellings=("capabilities",))
    resources: str = column("text", "What each one brings: people, equipment, facilities.", width=24)
    supports: tuple[str, ...] = column("ids", "Codes of the response activities that this one prepares or helps, separated by commas.", width=14)
    exercised_on: date | None = column("date", "When it was last exercised together.", width=13)
    agreed_on: date | None = column("date", "When scope, leader and rules were agreed.", width=13)

    @cached_property
    def participants(self) -> tuple[str, ...]:
        """The organisations with L, P or S. X (could participate) is an offer, not a participation."""
        return tuple([code for code, role in self.role.items() if role in ("L", "P", "S")])

    @cached_property
    def leaders(self) -> tuple[str, ...]:
        """The organisations with L."""
        return tuple([code for code, role in self.role.items() if role == "L"])


TABLE = Table(
    Activity,
    name="Activities",
    sheet="Activities",
    place=40,
    frozen_through="title",
    role="input",
    description="Who leads, participates or supports in each activity, before, during and after each event.",
)
