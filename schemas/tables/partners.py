"""Partners: who takes part, and how each sees risk (ISO 22397, 4.2; guide, risk attitudes)."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import CODE_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class Partner(Row):
    """An organisation of the arrangement: a party, which signs it, or another that is involved."""

    partner: str = column("id", "A short code in capitals that stands for this organisation in all sheets, for example REDC.", required=True, key=True, pattern=CODE_PATTERN, width=12, spellings=("partner code", "code"))
    name: str = column("text", "The organisation's full name.", required=True, width=32)
    sector: str = column("word", "Public, private or non-profit.", vocabulary="sector", width=13)
    level: str = column("word", "Does it work locally, nationally or internationally?", vocabulary="level", width=15)
    party: str = column("word", "Yes if it signs the arrangement; no for other organisations that are involved.", vocabulary="party", required=True, width=9)
    reason: tuple[str, ...] = column("words", "Why it is part of this: it could be affected, it contributes, or the law requires it; one or more.", vocabulary="reason", width=14)
    benefit: str = column("text", "What this organisation gains from the arrangement, in its own words.", width=36)
    focal_point: str = column("text", "The post that speaks for security here, for example Security Adviser. A post, not a person's name.", width=24)
    email: str = column("text", "A shared address of that post.", width=28)
    risk_attitude: str = column("word", "How this organisation approaches risk, in its own view.", vocabulary="risk_attitude", width=14)
    acceptable_level: str = column("word", "The highest level of risk this organisation accepts without further measures.", vocabulary="risk_level", width=17)

    @property
    def is_party(self) -> bool:
        """Whether it signs the arrangement."""
        return self.party == "yes"


TABLE = Table(
    Partner,
    name="Partners",
    sheet="Partners",
    place=20,
    frozen_through="name",
    role="input",
    description="The organisations that take part, their parties and focal points, and how each sees risk.",
)
