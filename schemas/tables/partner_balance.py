"""PartnerBalance: what each partner carries, owns, receives and does; information, no verdict."""

from __future__ import annotations

import pandera.pandas as pa

from schemas.fields import column


class PartnerBalance(pa.DataFrameModel):
    """One partner a row."""

    partner: str = column("id", "The partner's code.", owner="us", required=True, unique=True, width=11)
    risks_carried: float = column("whole", "Open risks to which it is exposed, or may be.", owner="us", width=10)
    risks_owned: float = column("whole", "Open risks it looks after.", owner="us", width=10)
    missing_views: float = column("whole", "Open and accepted risks it carries, and indicators, that it has not rated yet.", owner="us", width=10)
    share_of_risk: float = column("percent", "Its own scores over open risks it carries, out of those of all parties.", owner="us", width=10)
    share_of_budget: float = column("percent", "The funding that protects its people, out of that of all parties.", owner="us", width=10)
    support_ratio: float = column("signed", "Share of budget divided by share of risk. Empty when either cannot be formed.", owner="us", width=10)
    funded_share_of_own_need: float = column("percent", "How much of what its people need is funded.", owner="us", width=12)
    leads: float = column("whole", "Detailed activities it leads.", owner="us", width=9)
    participates: float = column("whole", "Detailed activities it leads, participates in or supports.", owner="us", width=12)
    actions: float = column("whole", "Open actions for which it is responsible.", owner="us", width=9)
    overdue: float = column("whole", "Of these, how many are past their agreed date.", owner="us", width=9)

    class Config:
        """The sheet."""

        title = "Partner balance"
        description = "What each partner carries, owns, receives and does. Information to discuss, not a verdict."
        metadata = {"sheet": "Partner balance", "role": "output", "key": "partner"}
