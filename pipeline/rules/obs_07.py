"""OBS-07: Self-review (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule
from pipeline.rules.plan_01 import own_work


@rule("OBS-07", reads=("ActionPlan", "Partners", "Risks", "Activities", "Budget"), shown_in="Summary")
def self_review(assessment: Assessment) -> Iterable[Observation]:
    """Actions that nobody else has looked at yet, as PLAN-01 finds."""
    return of_obstacle("OBS-07", ActionPlan=(row for seen in own_work(assessment) for row in seen.rows))
