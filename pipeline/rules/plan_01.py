"""PLAN-01: Verified by the only one responsible (ISO 22397, Annex B, self-review)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.responsible import responsible_for
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule


@rule("PLAN-01", reads=("ActionPlan", "Partners", "Risks", "Activities", "Budget"))
def own_work(assessment: Assessment) -> Iterable[Observation]:
    """An action whose verifier is the only partner that answers for it."""
    for action in assessment.arrangement.planned:
        who = action.verified_by
        if who and responsible_for(assessment.arrangement, action) == (who,):
            yield Observation(
                rule="PLAN-01", subject=action.id, kind="action", severity="low", unit=action.id, rows=(action.id,),
                partners=(who,), cells=(cell_of("ActionPlan", action, "verified_by"),), values={"who": who},
            )  # fmt: skip
