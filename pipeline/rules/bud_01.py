"""BUD-01: What protects a partner is not all funded (guide, fund security risk management)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import shortfall
from pipeline.analysis.naming import amount
from pipeline.domain.finding import Observation
from pipeline.findings.engine import natural
from pipeline.findings.registry import rule


@rule("BUD-01", reads=("Budget", "Partners", "Risks"))
def not_funded(assessment: Assessment) -> Iterable[Observation]:
    """A partner's part of the shortfall of the lines that protect it; lines with unreadable amounts are left out."""
    money, currency = assessment.money, assessment.arrangement.text("currency")
    for code, share in money.shares.items():
        if not share.shortfall:
            continue
        short = [line for line in share.lines if shortfall(line)]
        severity = "medium"
        if any(money.supports_pressing(line) for line in short):
            severity = "high"
        elif round(share.shortfall / share.need, 9) < assessment.thresholds["budget.small_shortfall"]:
            severity = "low"
        values = {"shortfall": amount(share.shortfall, currency), "need": amount(share.need, currency)}
        rows = tuple(sorted((line.id for line in short), key=natural))
        yield Observation(
            rule="BUD-01", subject=code, kind="partner", severity=severity, partner=code, partners=(code,),
            rows=rows, values=values,
        )  # fmt: skip
