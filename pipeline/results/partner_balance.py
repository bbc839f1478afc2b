"""PartnerBalance: what each partner carries, owns, receives and does; information, no verdict (C.2 b)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from pipeline.analysis.assessment import Assessment
from pipeline.plan.plan_row import Plan
from pipeline.results.actions import Responsibility, responsibilities
from pipeline.results.rows import ResultRow

# Decimals: far finer than what is shown, and stored alike by every program that opens the workbook.
SHARE, RATIO = 4, 2


def partner_balance_rows(assessment: Assessment, plan: Plan) -> Iterator[ResultRow]:
    """One row a partner, in the order of the sheet; parties only have figures."""
    held = responsibilities(assessment, plan)
    money = assessment.money
    leaves = assessment.tree.leaves
    owned = Counter([view.risk.owner for view in assessment.open_risks])
    led = Counter(chain.from_iterable([leaf.leaders for leaf in leaves]))
    taken_part = Counter(chain.from_iterable([leaf.participants for leaf in leaves]))
    for partner in assessment.arrangement.partners:
        code = partner.partner
        if not partner.is_party:
            yield {"partner": code}
            continue
        share = money.shares.get(code)
        funded = share.funded_share if share and money.covers_all else None
        mine = held.get(code, Responsibility())
        yield {
            "partner": code,
            "risks_carried": len(assessment.carried[code]),
            "risks_owned": owned[code],
            "missing_views": missing_views(assessment, code),
            "share_of_risk": _rounded(money.risk_share.get(code), SHARE),
            "share_of_budget": _rounded(money.budget_share.get(code), SHARE),
            "support_ratio": _rounded(money.support_ratio.get(code), RATIO),
            "funded_share_of_own_need": _rounded(funded, SHARE),
            "leads": led[code],
            "participates": taken_part[code],
            "actions": mine.actions,
            "overdue": mine.overdue,
        }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def missing_views(assessment: Assessment, code: str) -> int:
    """How many open and accepted risks that the party carries, and indicators, it has not rated yet."""
    return len(assessment.unrated_risks[code]) + len(assessment.unrated_indicators[code])
