"""AGR-03: Agreements that end soon (ISO 22397, 6.2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.agreements import agreements
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import days_later
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule


@rule("AGR-03", reads=("Agreements",))
def ends_soon(assessment: Assessment) -> Iterable[Observation]:
    """It ends between today and 90 days ahead; all as one."""
    last = days_later(assessment.today, assessment.thresholds["arrangement.expiry_days"])
    for agreement in agreements(assessment):
        until = agreement.valid_until
        if until is not None and assessment.today <= until <= last:
            yield of_rows(
                "AGR-03", "medium", agreement, "valid_until", partners=agreement.between, values={"until": day(until)}
            )
