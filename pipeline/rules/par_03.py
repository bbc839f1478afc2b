"""PAR-03: Whom to speak to."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.registry import rule


@rule("PAR-03", reads=("Partners",))
def focal_point(assessment: Assessment) -> Iterable[Observation]:
    """A party names no focal point."""
    for party in assessment.arrangement.parties:
        if party.blank("focal_point"):
            yield of_party("PAR-03", "medium", party, "focal_point")
