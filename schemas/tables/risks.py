"""Risks: the joint register, with each partner's own view of likelihood and impact (ISO 22397, 5.2; guide)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class Risk(Row):
    """One risk a row; likelihood, impact, exposure and acceptance stand once for each partner."""

    risk: str = column("id", "An id with a letter in it, for example R1. Keep it for as long as the risk is known.", required=True, key=True, pattern=ID_PATTERN, width=9, spellings=("risk id", "id"))
    description: str = column("text", "What could happen, to whom, and how.", required=True, width=44)
    event: str = column("text", "The threat or event, written the same way wherever it is meant, for example Flood.", title="Threat / event", required=True, width=22, spellings=("threat", "event", "threat or event"))
    location: str = column("text", "Where.", width=18)
    asset: str = column("text", "Who or what is at risk, for example field staff of LOCA.", title="Who or what is at risk", width=26)
    likelihood: Mapping[str, int] = each_partner("scale", "This partner's view: how likely, with the measures that exist today. 1 very unlikely, 3 possible, 5 almost certain.", parties_only=True, width=12)
    impact: Mapping[str, int] = each_partner("scale", "This partner's view: how harmful, with the measures that exist today. 1 negligible, 3 serious, 5 critical.", parties_only=True, width=12)
    exposure: Mapping[str, str] = each_partner("word", "Is this partner exposed: directly, indirectly, or not at all?", vocabulary="exposure", parties_only=True, width=12)
    existing_measures: str = column("text", "What is in place today.", width=34)
    treatment: str = column("word", "What you decided to do: avoid, reduce, share or retain the risk.", vocabulary="treatment", width=12)
    measures: str = column("text", "New measures: what will be done.", width=34)
    measures_cost: str = column("word", "Do these measures cost money?", vocabulary="measures_cost", width=13)
    owner: str = column("partner", "The partner who looks after this risk.", width=11)
    residual_likelihood: int | None = column("scale", "Expected likelihood once the new measures work, 1 to 5.", width=12)
    residual_impact: int | None = column("scale", "Expected impact once the new measures work, 1 to 5.", width=12)
    status: str = column("word", "Open, treating, accepted or closed.", vocabulary="risk_status", width=12)
    accepted: Mapping[str, str] = each_partner("word", "Has this partner itself accepted the risk? Only the partner may answer.", vocabulary="accepted", parties_only=True, width=15)
    acceptance_reason: str = column("text", "Why the risk is accepted, and under which conditions.", width=30)
    next_review_on: date | None = column("date", "When you look at this risk again.", width=13)
    sharing: str = column("word", "Who may see this row: all, or the parties only. Anything more sensitive does not belong in a shared workbook.", vocabulary="sharing", width=11)
    category: str = column("text", "Your own grouping, if you use one.", rare=True, width=16)
    cause: str = column("text", "What makes you vulnerable to it.", title="Why we are vulnerable", rare=True, width=28, spellings=("cause",))
    consequence: str = column("text", "What would follow.", rare=True, width=28)
    origin: str = column("word", "Was it there before, created by the partnership, or transformed by it?", vocabulary="origin", rare=True, width=13)
    transfer_from: str = column("partner", "If the risk was passed on: from which partner.", rare=True, width=13)
    transfer_to: tuple[str, ...] = column("partners", "If the risk was passed on: to which partner, or partners.", rare=True, width=13)
    transfer_assessed: str = column("word", "Has anyone shown that the risk is lower for the partner who receives it?", vocabulary="transfer_assessed", rare=True, width=16)


TABLE = Table(
    Risk,
    name="Risks",
    sheet="Risks",
    place=30,
    frozen_through="description",
    role="input",
    description="The joint risk register: every partner rates every risk that concerns it, side by side.",
)
