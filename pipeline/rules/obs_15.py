"""OBS-15: Interoperability (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule


@rule("OBS-15", reads=("Activities",), shown_in="Summary")
def interoperability(assessment: Assessment) -> Iterable[Observation]:
    """Shared response activities that show no exercise yet: nobody has seen procedures and equipment work together."""
    shared = (item for item in assessment.tree.overlaps if item.phase == "response")
    return of_obstacle("OBS-15", Activities=(item.id for item in shared if item.blank("exercised_on")))
