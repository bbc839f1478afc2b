"""RiskProfile: every risk as the parties together see it (guide, joint risk assessment)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.fields import column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class RiskProfileRow(Row):
    """One risk a row: joint score, how far apart the views are, who is beyond what it accepts."""

    risk: str = column("id", "The risk's id.", owner="us", required=True, key=True, width=9)
    description: str = column("text", "What could happen.", owner="us", width=44)
    joint_score: float | None = column("whole", "The highest score of the parties that rated it: agreement never lowers it.", owner="us", width=10)
    joint_level: str = column("word", "Low 1-4, medium 5-9, high 10-14, very high 15-25.", vocabulary="risk_level", owner="us", width=11)
    spread: float | None = column("whole", "Highest minus lowest score of the parties.", owner="us", width=9)
    view: str = column("word", "How far the parties' views are from one another.", vocabulary="view", owner="us", width=12)
    heard: str = column("text", "How many of the parties that carry the risk have rated it: 2 of 3.", owner="us", width=9)
    complete: str = column("word", "Yes when every party that carries the risk has rated it.", vocabulary="yes_no", owner="us", width=11)
    beyond_acceptance_of: tuple[str, ...] = column("partners", "Parties that carry the risk and for whom its level is above what they accept.", owner="us", width=20)
    transfer: str = column("text", "From whom to whom it was passed on, and whether that was assessed.", owner="us", width=26)
    residual_score: float | None = column("whole", "Expected score once the new measures work.", owner="us", width=10)
    score: Mapping[str, float] = each_partner("whole", "This partner's score: likelihood times impact. Empty: its view is not here yet.", owner="us", width=9)


TABLE = Table(
    RiskProfileRow,
    name="RiskProfile",
    sheet="Risk profile",
    place=150,
    role="output",
    description="Every risk as the parties together see it, and each partner's own score beside it.",
)
