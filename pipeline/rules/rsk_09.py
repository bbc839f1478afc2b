"""RSK-09: A risk that nobody looks after yet (guide, operations)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risk
from pipeline.findings.registry import rule


@rule("RSK-09", reads=("Partners", "Risks"))
def no_owner(assessment: Assessment) -> Iterable[Observation]:
    """The owner of an open risk is empty."""
    for view in assessment.open_risks:
        if view.risk.blank("owner"):
            yield of_risk("RSK-09", "medium", view, "owner")
