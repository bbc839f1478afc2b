"""Channels: how the partners reach each other, above all when they must warn one another (ISO 22397, 5.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Channel(Row):
    """One way to reach others a row: from each of the ones named to each of the others. Posts, never persons."""

    channel: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=10)
    means: str = column("text", width=30)
    what: str = column("word", vocabulary="channel_use", width=12)
    from_partner: tuple[str, ...] = column("partners", width=20)
    to: tuple[str, ...] = column("partners", width=20)
    backup: str = column("text", width=30)
    language: str = column("text", width=16)
    tested_on: date | None = column("date", width=13)


TABLE = Table(
    Channel, name="Channels", place=92, frozen_through="means", role="input", optional=True, bundles=("network",),
    area="COM",
)  # fmt: skip
