"""ARR-02: How long the arrangement is valid."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import days_later
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe import empty_fields, of_fields
from pipeline.findings.registry import rule


@rule("ARR-02", reads=("Arrangement",))
def validity(assessment: Assessment) -> Iterable[Observation]:
    """The last valid day is past (high), near, or not given (medium)."""
    yield from empty_fields("ARR-02", "medium", assessment, "valid_until")
    until = assessment.arrangement.day("valid_until")
    if until is None:
        return
    values = {"until": day(until)}
    if until < assessment.today:
        yield of_fields("ARR-02", "high", assessment, "valid_until", variant="past", values=values)
    elif until <= days_later(assessment.today, assessment.thresholds["arrangement.expiry_days"]):
        yield of_fields("ARR-02", "medium", assessment, "valid_until", variant="near", values=values)
