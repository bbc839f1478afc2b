"""BUD-08: Needs that are funded very differently (chapter summary; ISO 22397, C.2 b)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import countable, shortfall
from pipeline.analysis.order import natural
from pipeline.analysis.words import percent
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.registry import rule


@rule("BUD-08", reads=("Arrangement", "Budget", "Partners"))
def unequal(assessment: Assessment) -> Iterable[Observation]:
    """The party with the lowest funded share of its own need, where another's is 25 points or more higher."""
    limits = assessment.thresholds
    if not assessment.money.covers_all or not _is_readable(assessment):
        return
    parts = {}
    for party in assessment.arrangement.parties:
        share = assessment.money.shares[party.partner]
        if share.funded_share is not None and len(share.lines) >= limits["budget.funded_share_lines"]:
            parts[party.partner] = share.funded_share
    if not parts:
        return
    lowest = min(parts, key=lambda code: parts[code])
    highest = min(parts, key=lambda code: -parts[code])
    # Rounded, so that 25 points are 25 points in binary fractions too.
    if round(100 * (parts[highest] - parts[lowest]), 6) >= limits["budget.funded_share_points"]:
        values = {"low": percent(parts[lowest]), "other": highest, "high": percent(parts[highest])}
        rows = tuple(
            sorted((line.id for line in assessment.money.shares[lowest].lines if shortfall(line)), key=natural)
        )
        party = assessment.arrangement.by_code[lowest]
        yield of_party("BUD-08", "high", party, rows=rows, partners=(lowest, highest), values=values)


def _is_readable(assessment: Assessment) -> bool:
    """Whether every amount that goes into a party's share could be understood, and whom each line protects."""
    given, money = assessment.arrangement, assessment.money
    if not given.is_whole("Budget") or any("protects" in line.unknown for line in given.lines):
        return False
    return all(countable(line) for code in given.party_codes for line in money.protecting[code])
