"""RiskProfile: every risk as the parties together see it (guide, joint risk assessment)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.fields import column, each_partner
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskProfileRow(Row):
    """One risk a row: joint score, how far apart the views are, who is beyond what it accepts."""

    risk: str = column("id", owner="us", required=True, key=True, width=9)
    description: str = column("text", owner="us", width=44)
    joint_score: float | None = column("whole", owner="us", width=10)
    joint_level: str = column("word", vocabulary="risk_level", owner="us", width=11)
    spread: float | None = column("whole", owner="us", width=9)
    view: str = column("word", vocabulary="view", owner="us", width=12)
    heard: str = column("text", owner="us", width=9)
    complete: str = column("word", vocabulary="yes_no", owner="us", width=11)
    beyond_acceptance_of: tuple[str, ...] = column("partners", owner="us", width=20)
    transfer: str = column("text", owner="us", width=26)
    residual_score: float | None = column("whole", owner="us", width=10)
    score: Mapping[str, float] = each_partner("whole", owner="us", width=9)


TABLE = Table(RiskProfileRow, name="RiskProfile", place=150, role="output")
