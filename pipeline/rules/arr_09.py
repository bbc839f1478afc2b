"""ARR-09: The laws and rules that bind you."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import empty_fields
from pipeline.findings.registry import rule


@rule("ARR-09", reads=("Arrangement",))
def legal_requirements(assessment: Assessment) -> Iterable[Observation]:
    """The legal requirements are empty."""
    return empty_fields("ARR-09", "low", assessment, "legal_requirements")
