"""ARR-01: Why and for what you work together."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import empty_fields
from pipeline.findings.registry import rule


@rule("ARR-01", reads=("Arrangement",))
def purpose_and_scope(assessment: Assessment) -> Iterable[Observation]:
    """The purpose or the scope is empty."""
    return empty_fields("ARR-01", "high", assessment, "purpose", "scope")
