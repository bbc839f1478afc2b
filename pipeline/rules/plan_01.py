"""PLAN-01: Verified by the one responsible (ISO 22397, Annex B, self-review)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.responsible import named_responsible
from pipeline.domain.finding import Observation
from pipeline.findings.observe import cell_of
from pipeline.findings.registry import rule


@rule("PLAN-01", reads=("ActionPlan", "Risks", "Activities", "Budget"))
def own_work(assessment: Assessment) -> Iterable[Observation]:
    """An action whose verifier is the partner that answers for it."""
    for action in assessment.arrangement.actions:
        who = action.verified_by
        if who and who == named_responsible(assessment, action):
            yield Observation(
                rule="PLAN-01", subject=action.id, kind="action", severity="low", unit=action.id, rows=(action.id,),
                partners=(who,), cells=(cell_of("ActionPlan", action, "verified_by"),), values={"who": who},
            )  # fmt: skip
