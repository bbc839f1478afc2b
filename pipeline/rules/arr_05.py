"""ARR-05: How the arrangement changes, and how a partner leaves."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import empty_fields
from pipeline.findings.registry import rule


@rule("ARR-05", reads=("Arrangement",))
def change_and_leaving(assessment: Assessment) -> Iterable[Observation]:
    """The modification procedure or the disengagement terms are empty."""
    return empty_fields("ARR-05", "medium", assessment, "modification_procedure", "disengagement_terms")
