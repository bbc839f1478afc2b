"""RSK-13: What remains is more than a directly exposed party accepts (guide, acceptable level)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView, above
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule


@rule("RSK-13", reads=("Partners", "Risks"))
def residual_above_acceptable(assessment: Assessment) -> Iterable[Observation]:
    """Each directly exposed party that accepts less than what remains, and has neither said yes nor seen it lower."""
    partners = assessment.arrangement.by_code
    for view in assessment.open_risks:
        remains = view.remaining_level
        for code in view.directly_exposed if remains else ():
            acceptable = partners[code].acceptable_level
            if not above(remains, acceptable):
                continue
            if view.surely_not_accepted(code) and not _may_be_within(view, code, acceptable):
                values = {
                    "partner": code,
                    "level": lower_label("risk_level", remains),
                    "acceptable": lower_label("risk_level", acceptable),
                }
                yield of_risk("RSK-13", "high", view, partner=code, partners=(code,), values=values)


def _may_be_within(view: RiskView, code: str, acceptable: str) -> bool:
    """Whether it has itself rated the risk within its acceptable level, or may have where a cell cannot be read."""
    if view.surely_unrated(code):
        return False
    return not above(view.level(code), acceptable)
