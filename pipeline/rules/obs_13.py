"""OBS-13: Logistical obstacles (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.money import countable, shortfall
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_obstacle
from pipeline.findings.registry import rule


@rule("OBS-13", reads=("Activities", "Budget"), shown_in="Summary")
def logistical(assessment: Assessment) -> Iterable[Observation]:
    """Activities whose supporting budget lines are not all funded."""
    money = assessment.money
    return of_obstacle(
        "OBS-13",
        Activities=(
            activity.id
            for activity in assessment.arrangement.activities
            if any(countable(line) and shortfall(line) for line in money.lines_for("Activities", activity.id))
        ),
    )
