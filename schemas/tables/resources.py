"""Resources: what each partner has for an emergency, and to which activities it has promised it (ISO 22397, 5.4.4)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import ID_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Resource(Row):
    """One resource a row. Never persons by name."""

    resource: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=26)
    category: str = column("word", vocabulary="resource_category", width=16)
    owner: str = column("partner", width=11)
    quantity: float | None = column("number", width=10)
    promised_to: tuple[str, ...] = column("ids", refers="Activities", width=20)
    ready_hours: float | None = column("number", width=12)
    note: str = column("text", width=40)


TABLE = Table(
    Resource, name="Resources", place=94, frozen_through="resource", role="input", optional=True, bundles=("network",),
    area="RES",
)  # fmt: skip
