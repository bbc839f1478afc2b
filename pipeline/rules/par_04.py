"""PAR-04: How each party sees risk, and how much it accepts."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_party
from pipeline.findings.registry import rule


@rule("PAR-04", reads=("Partners",))
def attitude(assessment: Assessment) -> Iterable[Observation]:
    """A party's attitude to risk or the level it accepts is empty."""
    for party in assessment.arrangement.parties:
        for name in ("risk_attitude", "acceptable_level"):
            if party.blank(name):
                yield of_party("PAR-04", "medium", party, name, variant=name)
