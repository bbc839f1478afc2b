"""PartnerBalance: what each partner carries, owns, receives and does; information, no verdict."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True)
class PartnerBalanceRow(Row):
    """One partner a row."""

    partner: str = column("id", "The partner's code.", owner="us", required=True, key=True, width=11)
    risks_carried: float | None = column("whole", "Open risks to which it is exposed, or may be.", owner="us", width=10)
    risks_owned: float | None = column("whole", "Open risks it looks after.", owner="us", width=10)
    missing_views: float | None = column("whole", "Open and accepted risks it carries, and indicators, that it has not rated yet.", owner="us", width=10)
    share_of_risk: float | None = column("percent", "Its own scores over open risks it carries, out of those of all parties.", owner="us", width=10)
    share_of_budget: float | None = column("percent", "The funding that protects its people, out of that of all parties.", owner="us", width=10)
    support_ratio: float | None = column("signed", "Share of budget divided by share of risk. Empty when either cannot be formed.", owner="us", width=10)
    funded_share_of_own_need: float | None = column("percent", "How much of what its people need is funded.", owner="us", width=12)
    leads: float | None = column("whole", "Detailed activities it leads.", owner="us", width=9)
    participates: float | None = column("whole", "Detailed activities it leads, participates in or supports.", owner="us", width=12)
    actions: float | None = column("whole", "Open actions for which it is responsible.", owner="us", width=9)
    overdue: float | None = column("whole", "Of these, how many are past their agreed date.", owner="us", width=9)


TABLE = Table(
    PartnerBalanceRow,
    name="PartnerBalance",
    sheet="Partner balance",
    place=160,
    role="output",
    description="What each partner carries, owns, receives and does. Information to discuss, not a verdict.",
)
