"""RSK-02: A high risk that nothing is done about yet (ISO 22397, 5.2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule


@rule("RSK-02", reads=("Partners", "Risks"))
def untreated(assessment: Assessment) -> Iterable[Observation]:
    """The joint level is high or very high, and the treatment is none or there are no measures."""
    for view in assessment.high_risks:
        undecided = view.risk.treatment == "none" or view.risk.blank("treatment")
        bare = view.risk.blank("measures")
        if undecided or bare:
            open_ends = (*(("treatment",) if undecided else ()), *(("measures",) if bare else ()))
            severity = "critical" if view.joint_level == "very_high" else "high"
            values = {"level": lower_label("risk_level", view.joint_level), "score": view.joint_score}
            yield of_risk("RSK-02", severity, view, *open_ends, variant="_and_".join(open_ends), values=values)
