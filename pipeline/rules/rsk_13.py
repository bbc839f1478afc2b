"""RSK-13: What remains is more than a party accepts (guide, acceptable level)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView, above
from pipeline.analysis.words import label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule


@rule("RSK-13", reads=("Partners", "Risks"))
def residual_above_acceptable(assessment: Assessment) -> Iterable[Observation]:
    """Each party that carries the risk, accepts less than what remains, and has not accepted it itself."""
    partners = assessment.arrangement.by_code
    for view in assessment.open_risks:
        for code in view.carriers if view.residual_level else ():
            acceptable = partners[code].acceptable_level
            if above(view.residual_level, acceptable) and _not_accepted(view, code):
                values = {
                    "partner": code,
                    "level": label("risk_level", view.residual_level),
                    "acceptable": label("risk_level", acceptable),
                }
                yield of_risk("RSK-13", "high", view, partner=code, partners=(code,), values=values)


def _not_accepted(view: RiskView, code: str) -> bool:
    answer = view.risk.accepted.get(code, "")
    return answer in ("no", "not_asked") or view.risk.blank("accepted", code)
