"""PartnerBalance: what each partner carries, owns, receives and does; information, no verdict."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.fields import column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class PartnerBalanceRow(Row):
    """One partner a row."""

    partner: str = column("id", owner="us", required=True, key=True, width=11)
    risks_carried: float | None = column("whole", owner="us", width=10)
    risks_owned: float | None = column("whole", owner="us", width=10)
    missing_views: float | None = column("whole", owner="us", width=10)
    share_of_risk: float | None = column("percent", owner="us", width=10)
    share_of_budget: float | None = column("percent", owner="us", width=10)
    support_ratio: float | None = column("signed", owner="us", width=10)
    funded_share_of_own_need: float | None = column("percent", owner="us", width=12)
    leads: float | None = column("whole", owner="us", width=9)
    participates: float | None = column("whole", owner="us", width=12)
    actions: float | None = column("whole", owner="us", width=9)
    overdue: float | None = column("whole", owner="us", width=9)


TABLE = Table(PartnerBalanceRow, name="PartnerBalance", place=160, role="output")
