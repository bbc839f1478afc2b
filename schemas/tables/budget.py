"""Budget: what security costs, whom it protects and who pays (guide, fund security risk management)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Line(Row):
    """One cost a row: need = quantity x unit cost x periods, against what is funded."""

    line: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=9)
    description: str = column("text", required=True, width=40)
    category: str = column("word", vocabulary="budget_category", required=True, width=14)
    protects: tuple[str, ...] = column("partners", width=18)
    held_by: str = column("partner", width=11)
    supports: tuple[str, ...] = column("ids", width=18)
    quantity: float | None = column("number", width=10)
    unit_cost: float | None = column("number", width=12)
    periods: float | None = column("number", width=10)
    funded_amount: float | None = column("number", width=14)
    funder: str = column("text", width=20)
    from_date: date | None = column("date", width=13)
    until_date: date | None = column("date", width=13)
    sufficient: Mapping[str, str] = each_partner("word", vocabulary="sufficient", parties_only=True, width=13)
    sharing: str = column("word", vocabulary="sharing", width=11)


TABLE = Table(Line, name="Budget", place=60, frozen_through="description", role="input")
