"""OBS-12: Management (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.activity_tree import roles_unreadable
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule


@rule("OBS-12", reads=("Activities", "Partners", "Risks"), shown_in="Summary")
def management(assessment: Assessment) -> Iterable[Observation]:
    """Open risks without an owner and shared activities without a leader."""
    risks = [view.risk.id for view in assessment.open_risks if view.risk.blank("owner")]
    shared = [item for item in assessment.tree.overlaps if not roles_unreadable(item)]
    return of_obstacle("OBS-12", Risks=risks, Activities=(item.id for item in shared if not item.leaders))
