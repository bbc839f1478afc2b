"""OBS-10: Confidentiality (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_fields
from pipeline.findings.registry import rule


@rule("OBS-10", reads=("Arrangement",), shown_in="Summary")
def confidentiality(assessment: Assessment) -> Iterable[Observation]:
    """Nothing says yet what may be shared with whom."""
    if assessment.arrangement.field_blank("confidentiality_rule"):
        yield of_fields("OBS-10", "info", assessment, "confidentiality_rule")
