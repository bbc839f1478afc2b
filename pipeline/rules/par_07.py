"""PAR-07: Who carries the risk, and who has a say (ISO 22397, C.2 b and 6.1.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import fsum

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import percent
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.registry import rule
from schemas.fields import PARTNER_MARK

TABLES = ("Partners", "Risks", "Activities")


@rule("PAR-07", reads=TABLES)
def risk_and_responsibility(assessment: Assessment) -> Iterable[Observation]:
    """A party's share of risk is well over its share of risks owned and activities led.

    Owners and roles that cannot be understood count as this party's own, so that they never make the finding.
    """
    arrangement, money = assessment.arrangement, assessment.money
    if arrangement.missing & set(TABLES):
        return
    held = _held(assessment)
    doubtful = _doubtful(assessment)
    total = sum(held[partner.partner] for partner in arrangement.partners)
    all_risk = fsum(money.risk_carried.values())
    factor = assessment.thresholds["partners.risk_over_responsibility"]
    enough = assessment.thresholds["partners.risk_over_responsibility_risks"]
    for party in arrangement.parties:
        code = party.partner
        rated, left_out = _rated(assessment, code)
        doubt = doubtful[code]
        # Multiplied out, so that a share of exactly 1.5 times is not over it by a rounding error.
        over = money.risk_carried[code] * (total + doubt) > factor * (held[code] + doubt) * all_risk
        weighs = money.risk_share.get(code, 0) >= assessment.thresholds["partners.risk_share_from"]
        if total and rated >= enough and over and weighs:
            values = {
                "risk": percent(money.risk_share[code]),
                "responsibility": percent(held[code] / total),
                "left_out": left_out,
            }
            variant = "some_left_out" if left_out else ""
            yield of_party("PAR-07", "medium", party, variant=variant, values=values)


def _held(assessment: Assessment) -> Counter[str]:
    """Open risks owned and leaves led, by partner."""
    held = Counter([view.risk.owner for view in assessment.open_risks])
    held.update([code for leaf in assessment.tree.leaves for code in leaf.leaders])
    return held


def _doubtful(assessment: Assessment) -> Mapping[str, int]:
    """How many open risks and leaves may be each party's, but cannot be read."""
    owners = sum(["owner" in view.risk.unknown for view in assessment.open_risks])
    roles = Counter([key for leaf in assessment.tree.leaves for key in leaf.unknown])
    return {code: owners + roles[f"role{PARTNER_MARK}{code}"] for code in assessment.arrangement.party_codes}


def _rated(assessment: Assessment, code: str) -> tuple[int, int]:
    """Open risks it carries and has rated, and those left out because its exposure is not given."""
    rated = [view for view in assessment.carried[code] if code in view.scores]
    counted = sum([view.exposure.get(code) in ("direct", "indirect") for view in rated])
    return counted, len(rated) - counted
