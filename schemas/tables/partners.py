"""Partners: who takes part, and how each sees risk (ISO 22397, 4.2; guide, risk attitudes)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import CODE_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Partner(Row):
    """An organisation of the arrangement: a party, which signs it, or another that is involved."""

    partner: str = column("id", required=True, key=True, pattern=CODE_PATTERN, width=12)
    name: str = column("text", required=True, width=32)
    sector: str = column("word", vocabulary="sector", width=13)
    level: str = column("word", vocabulary="level", width=15)
    party: str = column("word", vocabulary="party", required=True, width=9)
    reason: tuple[str, ...] = column("words", vocabulary="reason", width=14)
    benefit: str = column("text", width=36)
    focal_point: str = column("text", width=24)
    email: str = column("text", width=28)
    risk_attitude: str = column("word", vocabulary="risk_attitude", width=14)
    acceptable_level: str = column("word", vocabulary="risk_level", width=17)

    @property
    def is_party(self) -> bool:
        """Whether it signs the arrangement."""
        return self.party == "yes"


TABLE = Table(Partner, name="Partners", place=20, frozen_through="name", role="input")
