"""AGR-01: A party that no agreement in force binds or protects (ISO 22397, 6.2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.agreements import agreements, may_be_in_force
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule


@rule("AGR-01", reads=("Agreements", "Partners"))
def in_no_agreement(assessment: Assessment) -> Iterable[Observation]:
    """A party that has signed no agreement which has not ended. Silent where one cannot be read that may be it."""
    every = agreements(assessment)
    if not every or not tables_are_whole(assessment.arrangement, "Agreements"):
        return
    for party in assessment.arrangement.parties:
        if not any(may_be_in_force(assessment, agreement, party.partner) for agreement in every):
            yield of_party("AGR-01", "high", party)
