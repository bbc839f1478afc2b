"""RSK-15: High risks of which it is not said whether the partnership brought them (guide, risk transfer)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risks
from pipeline.findings.registry import rule


@rule("RSK-15", reads=("Partners", "Risks"))
def no_origin(assessment: Assessment) -> Iterable[Observation]:
    """Open risks of level high or very high whose origin is empty; all as one."""
    for view in assessment.high_risks:
        if view.risk.blank("origin"):
            values = {"level": lower_label("risk_level", view.joint_level)}
            yield of_risks("RSK-15", "low", view, "origin", partners=view.carriers, values=values)
