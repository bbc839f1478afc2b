"""OBS-03: Organizational obstacles (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule


@rule("OBS-03", reads=("Activities",), shown_in="Summary")
def organizational(assessment: Assessment) -> Iterable[Observation]:
    """Shared activities for which nobody has written down yet what each can do and what each brings."""
    shared = assessment.tree.overlaps
    return of_obstacle(
        "OBS-03", Activities=(item.id for item in shared if item.blank("capability") and item.blank("resources"))
    )
