"""Indicators: the joint review, each partner's rating with its evidence (guide, steps 1 to 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class Indicator(Row):
    """One indicator a row: what should be in place, and how far each partner says it is."""

    indicator: str = column("id", "An id with a letter in it, for example I1.", required=True, key=True, pattern=ID_PATTERN, width=11, spellings=("indicator id", "id"))
    text: str = column("text", "What would show that it is in place.", width=44)
    framework: str = column("text", "Where it comes from, for example Joint review.", width=20)
    element: str = column("text", "The part of security risk management it belongs to, written the same way each time.", required=True, width=26)
    question: str = column("text", "The question you discussed.", width=40)
    applies_to: str = column("word", "The partnership as a whole, or each partner.", vocabulary="applies_to", required=True, width=15)
    key: str = column("word", "Yes if this one must not be absent.", vocabulary="key", width=8)
    evidence_needed: tuple[str, ...] = column("words", "What you agreed counts as evidence: documented, confirmed, several agree; one or more, empty means any.", vocabulary="evidence_kind", width=24)
    rating: Mapping[str, str] = each_partner("word", "This partner's own rating: present, partial, absent or not applicable.", vocabulary="rating", parties_only=True, width=14)
    evidence: Mapping[str, str] = each_partner("word", "What this partner can show: documented, confirmed, several agree or none.", vocabulary="evidence", parties_only=True, width=14)
    agreed_rating: str = column("word", "The rating you agreed on together, for indicators of the partnership.", vocabulary="rating", width=14)
    notes: str = column("text", "Reasons, references, next steps.", width=34)
    reviewed_on: date | None = column("date", "When it was last discussed.", width=13)
    sharing: str = column("word", "Who may see this row: all, or the parties only. Empty means the parties only.", vocabulary="sharing", width=11)


TABLE = Table(
    Indicator,
    name="Indicators",
    sheet="Indicators",
    place=50,
    frozen_through="text",
    role="input",
    description="What should be in place, and how far each partner says it is.",
)
