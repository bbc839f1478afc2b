"""Advocacy: what you ask others for together, and whom it may expose (guide, advocacy)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Cause(Row):
    """One thing that you ask for a row; each party says itself whether it may be named."""

    advocacy: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=10)
    change: str = column("text", width=40)
    action: str = column("id", width=14)
    target: str = column("text", width=26)
    message: str = column("text", width=40)
    allies: str = column("text", width=26)
    speaker: str = column("partner", width=11)
    may_be_named: Mapping[str, str] = each_partner("word", vocabulary="may_be_named", parties_only=True, width=14)
    next_step_on: date | None = column("date", width=13)
    outcome: str = column("word", vocabulary="advocacy_outcome", width=12)


TABLE = Table(
    Cause, name="Advocacy", place=80, frozen_through="change", role="input", optional=True, area="ADV",
)  # fmt: skip
