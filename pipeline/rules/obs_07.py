"""OBS-07: Self-review (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.seeing_rows import of_obstacle
from pipeline.domain.finding import Observation
from pipeline.rules.plan_01 import own_work
from pipeline.rules.registry import rule


@rule("OBS-07", reads=("ActionPlan", "Risks", "Activities", "Budget"))
def self_review(assessment: Assessment) -> Iterable[Observation]:
    """Actions that nobody else has looked at yet, as PLAN-01 finds."""
    return of_obstacle("OBS-07", (row for seen in own_work(assessment) for row in seen.rows))
