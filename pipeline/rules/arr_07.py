"""ARR-07: What may be shared with whom."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import empty_fields
from pipeline.findings.registry import rule


@rule("ARR-07", reads=("Arrangement",))
def confidentiality(assessment: Assessment) -> Iterable[Observation]:
    """The confidentiality rule is empty."""
    return empty_fields("ARR-07", "high", assessment, "confidentiality_rule")
