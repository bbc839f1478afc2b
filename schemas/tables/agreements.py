"""Agreements: what was signed between whom, for how long, and what it covers (ISO 22397, 5.6 and 6.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement(Row):
    """One agreement a row; each party enters the day on which it signed."""

    agreement: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=11)
    between: tuple[str, ...] = column("partners", width=20)
    form: str = column("word", vocabulary="agreement_form", width=16)
    covers: tuple[str, ...] = column("words", vocabulary="agreement_covers", width=34)
    signed_on: Mapping[str, date] = each_partner("date", parties_only=True, width=13)
    valid_until: date | None = column("date", width=13)
    notice_days: float | None = column("whole", width=12)
    registered: str = column("word", vocabulary="registered", width=13)
    note: str = column("text", width=40)


TABLE = Table(
    Agreement, name="Agreements", place=74, frozen_through="between", role="input", optional=True, bundles=("aid",),
    area="AGR",
)  # fmt: skip
