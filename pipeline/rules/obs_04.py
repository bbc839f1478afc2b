"""OBS-04: Non-commitment (ISO 22397, Annex B); never from missing documents."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.action_states import stands
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule


@rule("OBS-04", reads=("ActionPlan",), shown_in="Summary")
def commitment(assessment: Assessment) -> Iterable[Observation]:
    """Actions that all agreed to and that have not begun by the agreed date."""
    waiting = (action for action in assessment.arrangement.actions if action.status == "agreed" and stands(action))
    return of_obstacle(
        "OBS-04", ActionPlan=(item.id for item in waiting if item.agreed_due and item.agreed_due < assessment.today)
    )
