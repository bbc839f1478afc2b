"""Risks: the joint register, with each partner's own view of likelihood and impact (ISO 22397, 5.2; guide)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Risk(Row):
    """One risk a row; likelihood, impact, exposure and acceptance stand once for each partner."""

    risk: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=9)
    description: str = column("text", required=True, width=44)
    event: str = column("text", required=True, width=22)
    location: str = column("text", width=18)
    asset: str = column("text", width=26)
    likelihood: Mapping[str, int] = each_partner("scale", parties_only=True, width=12)
    impact: Mapping[str, int] = each_partner("scale", parties_only=True, width=12)
    exposure: Mapping[str, str] = each_partner("word", vocabulary="exposure", parties_only=True, width=12)
    existing_measures: str = column("text", width=34)
    treatment: str = column("word", vocabulary="treatment", width=12)
    measures: str = column("text", width=34)
    measures_cost: str = column("word", vocabulary="measures_cost", width=13)
    owner: str = column("partner", width=11)
    residual_likelihood: int | None = column("scale", width=12)
    residual_impact: int | None = column("scale", width=12)
    status: str = column("word", vocabulary="risk_status", width=12)
    accepted: Mapping[str, str] = each_partner("word", vocabulary="accepted", parties_only=True, width=15)
    acceptance_reason: str = column("text", width=30)
    next_review_on: date | None = column("date", width=13)
    sharing: str = column("word", vocabulary="sharing", width=11)
    category: str = column("text", rare=True, width=16)
    cause: str = column("text", rare=True, width=28)
    consequence: str = column("text", rare=True, width=28)
    origin: str = column("word", vocabulary="origin", rare=True, width=13)
    transfer_from: str = column("partner", rare=True, width=13)
    transfer_to: tuple[str, ...] = column("partners", rare=True, width=13)
    transfer_assessed: str = column("word", vocabulary="transfer_assessed", rare=True, width=16)
    objective: str = column("word", vocabulary="objective", rare=True, width=13)


TABLE = Table(Risk, name="Risks", place=30, frozen_through="description", role="input")
