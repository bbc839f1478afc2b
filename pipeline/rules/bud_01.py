"""BUD-01: What protects a partner is not all funded (guide, fund security risk management)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import Share, countable, funded, need, shortfall
from pipeline.analysis.naming import amount
from pipeline.analysis.order import natural
from pipeline.domain.arrangement import Line
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_line
from pipeline.findings.registry import rule


@rule("BUD-01", reads=("Arrangement", "Budget", "Partners", "Risks"))
def not_funded(assessment: Assessment) -> Iterable[Observation]:
    """A partner's part of the shortfall of its lines; where the budget covers what is shared only, line by line.

    Lines with unreadable amounts are left out.
    """
    if assessment.money.covers_all:
        yield from _by_partner(assessment)
    elif assessment.money.covers_shared_only:
        yield from _by_line(assessment)


def _by_partner(assessment: Assessment) -> Iterable[Observation]:
    for code, share in assessment.money.shares.items():
        short = [line for line in share.lines if shortfall(line)]
        if short:
            rows = tuple(sorted((line.id for line in short), key=natural))
            yield Observation(
                rule="BUD-01", subject=code, kind="partner", severity=_severity(assessment, short, share), partner=code,
                partners=(code,), rows=rows, values=_amounts(assessment, share),
            )  # fmt: skip


def _by_line(assessment: Assessment) -> Iterable[Observation]:
    for line in assessment.arrangement.lines:
        if countable(line) and shortfall(line):
            share = Share((line,), need(line), funded(line), shortfall(line))
            severity, values = _severity(assessment, [line], share), _amounts(assessment, share)
            yield of_line(
                "BUD-01", severity, line, rows=(line.id,), partners=line.protects, variant="line", values=values
            )


def _severity(assessment: Assessment, short: list[Line], share: Share) -> str:
    small = round(share.shortfall / share.need, 9) < assessment.thresholds["budget.small_shortfall"]
    partners = assessment.arrangement.by_code
    if small and not any(said == "no" and code in partners for line in short for code, said in line.sufficient.items()):
        return "low"
    return "high" if any(map(assessment.money.supports_pressing, short)) else "medium"


def _amounts(assessment: Assessment, share: Share) -> dict[str, object]:
    currency = assessment.arrangement.text("currency")
    return {"shortfall": amount(share.shortfall, currency), "need": amount(share.need, currency)}
