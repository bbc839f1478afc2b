"""ARR-04: What you do when you disagree, or when one cannot do its part."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import empty_fields
from pipeline.findings.registry import rule


@rule("ARR-04", reads=("Arrangement",))
def disagreement(assessment: Assessment) -> Iterable[Observation]:
    """The dispute or the default procedure is empty."""
    return empty_fields("ARR-04", "high", assessment, "dispute_procedure", "default_procedure")
