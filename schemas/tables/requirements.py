"""Requirements: the laws and rules that bind the partners, and whether they are met (ISO 22397, 5.1, 6.1.2 and 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement(Row):
    """One requirement a row."""

    requirement: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=30)
    jurisdiction: str = column("text", width=20)
    binds: tuple[str, ...] = column("partners", width=20)
    event: str = column("text", width=20)
    status: str = column("word", vocabulary="requirement_status", width=11)
    changed_on: date | None = column("date", width=13)
    action: str = column("text", width=40)
    note: str = column("text", width=40)


TABLE = Table(
    Requirement, name="Requirements", place=95, frozen_through="requirement", role="input", optional=True, area="LEG",
)  # fmt: skip
