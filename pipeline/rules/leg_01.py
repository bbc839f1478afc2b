"""LEG-01: Requirements that are not met, and nothing is agreed about it (ISO 22397, 5.1 and 6.1.2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule
from schemas.tables.requirements import Requirement


@rule("LEG-01", reads=("Requirements",))
def not_met(assessment: Assessment) -> Iterable[Observation]:
    """Status other than met, an empty one included, and no action; all as one."""
    for required in assessment.arrangement.rows_of(Requirement):
        if required.status != "met" and "status" not in required.unknown and required.blank("action"):
            status = lower_label("requirement_status", required.status or "unknown")
            yield of_rows("LEG-01", "medium", required, "action", partners=required.binds, values={"status": status})
