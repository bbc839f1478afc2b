"""RSK-04: A risk above what a party accepts, without measures (guide, acceptable level)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule


@rule("RSK-04", reads=("Partners", "Risks"))
def above_acceptable(assessment: Assessment) -> Iterable[Observation]:
    """Each party that carries and rated the risk above its acceptable level, where there are no measures."""
    partners = assessment.arrangement.by_code
    for view in assessment.open_risks:
        if not view.risk.blank("measures"):
            continue
        for code in view.beyond:
            values = {
                "partner": code,
                "level": lower_label("risk_level", view.level(code)),
                "acceptable": lower_label("risk_level", partners[code].acceptable_level),
            }
            yield of_risk("RSK-04", "high", view, "measures", partner=code, partners=(code,), values=values)
