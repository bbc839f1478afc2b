"""ARR-06: The language you work in together."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import empty_fields
from pipeline.findings.registry import rule


@rule("ARR-06", reads=("Arrangement",))
def common_language(assessment: Assessment) -> Iterable[Observation]:
    """The common language is empty."""
    return empty_fields("ARR-06", "low", assessment, "common_language")
