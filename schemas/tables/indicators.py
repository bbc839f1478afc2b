"""Indicators: the joint review, each partner's rating with its evidence (guide, steps 1 to 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator(Row):
    """One indicator a row: what should be in place, and how far each partner says it is."""

    indicator: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=11)
    text: str = column("text", width=44)
    framework: str = column("text", width=20)
    element: str = column("text", required=True, width=26)
    question: str = column("text", width=40)
    applies_to: str = column("word", vocabulary="applies_to", required=True, width=15)
    key: str = column("word", vocabulary="key", width=8)
    evidence_needed: tuple[str, ...] = column("words", vocabulary="evidence_kind", width=24)
    rating: Mapping[str, str] = each_partner("word", vocabulary="rating", parties_only=True, width=14)
    evidence: Mapping[str, str] = each_partner("word", vocabulary="evidence", parties_only=True, width=14)
    agreed_rating: str = column("word", vocabulary="rating", width=14)
    notes: str = column("text", width=34)
    reviewed_on: date | None = column("date", width=13)
    sharing: str = column("word", vocabulary="sharing", width=11)


TABLE = Table(Indicator, name="Indicators", place=50, frozen_through="text", role="input")
