"""ARR-08: What the end of the partnership means for the security of each."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import days_later
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_fields
from pipeline.findings.registry import rule


@rule("ARR-08", reads=("Arrangement",))
def end_of_partnership(assessment: Assessment) -> Iterable[Observation]:
    """What the end means for security is empty; medium once the end is near, and when it has come."""
    arrangement = assessment.arrangement
    if not arrangement.field_blank("exit_security_effect"):
        return
    until = arrangement.day("valid_until")
    near = days_later(assessment.today, assessment.thresholds["arrangement.exit_days"])
    if until is not None and until <= near:
        values = {"until": day(until)}
        yield of_fields("ARR-08", "medium", assessment, "exit_security_effect", variant="near", values=values)
    else:
        yield of_fields("ARR-08", "low", assessment, "exit_security_effect")
