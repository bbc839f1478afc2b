"""OBS-15: Interoperability (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.exercises import are_kept, may_show
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule


@rule("OBS-15", reads=("Activities", "Exercises"), shown_in="Summary")
def interoperability(assessment: Assessment) -> Iterable[Observation]:
    """Shared response activities that show no exercise yet: nobody has seen procedures and equipment work together.

    Where exercises are written down row by row, these count, and not the dates beside activities.
    """
    shared = [item for item in assessment.tree.overlaps if item.phase == "response"]
    if are_kept(assessment):
        unseen = [item.id for item in shared if not may_show(assessment, item)]
        return of_obstacle("OBS-15", "kept", Activities=unseen)
    return of_obstacle("OBS-15", Activities=(item.id for item in shared if item.blank("exercised_on")))
