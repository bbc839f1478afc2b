"""Copies: which party has a copy of the workbook to fill in apart, and what came back with it (guide, step 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import CODE_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class SentCopy(Row):
    """One party a row. `differs` are the ids of rows in which its copy says something else, not answered yet."""

    partner: str = column("id", owner="us", key=True, required=True, pattern=CODE_PATTERN, width=12)
    sent_on: date | None = column("date", owner="us", width=13)
    back_by: date | None = column("date", owner="us", width=13)
    back_on: date | None = column("date", owner="us", width=13)
    differs: tuple[str, ...] = column("ids", owner="us", width=40)
    proposals: float | None = column("whole", owner="us", width=12)


TABLE = Table(SentCopy, name="Copies", place=190, role="output", optional=True)
