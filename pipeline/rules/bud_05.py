"""BUD-05: Much of the risk, little of the funding (chapter summary)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import percent
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.registry import rule


@rule("BUD-05", reads=("Arrangement", "Budget", "Partners", "Risks"))
def least_support(assessment: Assessment) -> Iterable[Observation]:
    """A party whose share of the funding is less than half of its share of the risk; silent without either share."""
    money = assessment.money
    for party in assessment.arrangement.parties:
        code = party.partner
        ratio = money.support_ratio.get(code)
        if ratio is not None and ratio < assessment.thresholds["budget.support_ratio_below"]:
            values = {"risk": percent(money.risk_share[code]), "budget": percent(money.budget_share[code])}
            yield of_party("BUD-05", "high", party, values=values)
