"""OBS-11: Communication (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_fields
from pipeline.findings.registry import rule


@rule("OBS-11", reads=("Arrangement",), shown_in="Summary")
def communication(assessment: Assessment) -> Iterable[Observation]:
    """No common language is agreed yet."""
    if assessment.arrangement.field_blank("common_language"):
        yield of_fields("OBS-11", "info", assessment, "common_language")
