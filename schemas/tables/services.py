"""Services: what must not stop for long, who provides it, and on what it depends (article, business impact analysis)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import ID_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Service(Row):
    """One service a row. Times are in hours."""

    service: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=26)
    providers: tuple[str, ...] = column("partners", width=20)
    depends_on: tuple[str, ...] = column("ids", refers="Services", width=24)
    tolerable_hours: float | None = column("number", width=11)
    recovery_hours: float | None = column("number", width=11)
    harm_4h: str = column("word", vocabulary="service_harm", width=12)
    harm_24h: str = column("word", vocabulary="service_harm", width=12)
    harm_3d: str = column("word", vocabulary="service_harm", width=12)
    harm_1w: str = column("word", vocabulary="service_harm", width=12)
    at_stake: str = column("word", vocabulary="at_stake", width=14)


TABLE = Table(
    Service, name="Services", place=93, frozen_through="service", role="input", optional=True, bundles=("network",),
    area="SRV",
)  # fmt: skip
