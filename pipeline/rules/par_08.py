"""PAR-08: The partner that accepts more is the one directly exposed (guide, "not always on equal terms")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import above
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe import of_risks
from pipeline.findings.registry import rule


@rule("PAR-08", reads=("Partners", "Risks"))
def unequal_limits(assessment: Assessment) -> Iterable[Observation]:
    """Live risks for which a directly exposed party accepts more than an indirectly exposed one; all as one."""
    limits = {party.partner: party.acceptable_level for party in assessment.arrangement.parties}
    unequal = [(more, less) for more in limits for less in limits if above(limits[more], limits[less])]
    for view in assessment.live_risks if unequal else ():
        direct, exposure = view.directly_exposed, view.exposure
        pairs = [(more, less) for more, less in unequal if more in direct and exposure.get(less) == "indirect"]
        if pairs:
            more, less = (tuple(dict.fromkeys(side)) for side in zip(*pairs, strict=True))
            values = {"more": _levels(limits, more), "less": _levels(limits, less)}
            yield of_risks("PAR-08", "medium", view, partners=(*more, *less), values=values)


def _levels(limits: Mapping[str, str], codes: Iterable[str]) -> Mapping[str, str]:
    return {code: lower_label("risk_level", limits[code]) for code in codes}
