"""Activities: the nested matrices of ISO 22397 Annex A, one activity a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import MappingProxyType

from schemas.fields import ACTIVITY_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


class Roles(dict[str, str]):
    """The roles of organisations by code; who leads and takes part is told once for all rows that share them.

    X (could participate) is an offer, not a participation.
    """

    __slots__ = ("leaders", "participants")

    def __init__(self, roles: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(roles)
        self.leaders = tuple(code for code, role in roles.items() if role == "L")
        self.participants = tuple(code for code, role in roles.items() if role in ("L", "P", "S"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Activity(Row):
    """One activity a row: who does what before, during or after an event; a dotted code splits it into smaller ones."""

    activity: str = column("code", required=True, key=True, pattern=ACTIVITY_PATTERN, width=10)
    title: str = column("text", required=True, width=40)
    phase: str = column("word", vocabulary="phase", required=True, width=14)
    event: str = column("text", required=True, width=20)
    location: str = column("text", width=18)
    role: Mapping[str, str] = each_partner("word", vocabulary="role", width=9, mapping=Roles)
    scope_agreed: str = column("text", width=30)
    coordination_rule: str = column("text", width=30)
    capability: str = column("text", width=24)
    resources: str = column("text", width=24)
    supports: tuple[str, ...] = column("ids", width=14)
    exercised_on: date | None = column("date", width=13)
    agreed_on: date | None = column("date", width=13)

    def __post_init__(self) -> None:
        object.__setattr__(self, "role", Roles(self.role))

    # The organisations with L, P or S, and those with L.
    participants = property(attrgetter("role.participants"))
    leaders = property(attrgetter("role.leaders"))


TABLE = Table(Activity, name="Activities", place=40, frozen_through="title", role="input")
