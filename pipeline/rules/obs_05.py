"""OBS-05: Non-responsiveness (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.action_states import stands
from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule

BEGUN = ("proposed", "in_progress", "advocacy")
# Their actions wait for money, or may.
OF_MONEY = ("MONEY/", "BUD/", "BUD-", "RSK-12")


@rule("OBS-05", reads=("ActionPlan",), shown_in="Summary")
def responsiveness(assessment: Assessment) -> Iterable[Observation]:
    """Needs that wait for an answer: actions past their agreed date; never money that is not there.

    Actions that have not begun are left to OBS-04.
    """
    arrangement, today = assessment.arrangement, assessment.today
    late = (item for item in arrangement.actions if item.agreed_due is not None and item.agreed_due < today)
    waiting = (item for item in late if item.status in BEGUN or item.blank("status"))
    needs = (item.id for item in waiting if stands(item) and not item.id.upper().startswith(OF_MONEY))
    return of_obstacle("OBS-05", ActionPlan=needs)
