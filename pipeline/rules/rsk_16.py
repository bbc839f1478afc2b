"""RSK-16: A party accepts under conditions that nobody has written down yet (guide, acceptable level)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule


@rule("RSK-16", reads=("Partners", "Risks"))
def conditions(assessment: Assessment) -> Iterable[Observation]:
    """A party that carries a live risk answered with conditions, and the reason for accepting is empty."""
    for view in assessment.live_risks:
        if view.risk.blank("acceptance_reason"):
            for code in view.carriers:
                if view.risk.accepted.get(code) == "with_conditions":
                    about = {"partner": code, "partners": (code,), "values": {"partner": code}}
                    yield of_risk("RSK-16", "medium", view, "acceptance_reason", **about)
