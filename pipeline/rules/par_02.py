"""PAR-02: What each party gains."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.registry import rule


@rule("PAR-02", reads=("Partners",))
def benefit(assessment: Assessment) -> Iterable[Observation]:
    """A party's benefit is not stated."""
    for party in assessment.arrangement.parties:
        if party.blank("benefit"):
            yield of_party("PAR-02", "medium", party, "benefit")
