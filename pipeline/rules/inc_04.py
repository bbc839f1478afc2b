"""INC-04: Incidents of which it is not written down what was learned (ISO 22397, 7)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.incidents import incidents, said_of
from pipeline.analysis.later import days_later
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule


@rule("INC-04", reads=("Incidents",))
def no_lesson(assessment: Assessment) -> Iterable[Observation]:
    """No lesson, 30 days or more after the incident; all as one."""
    until = days_later(assessment.today, -assessment.thresholds["incidents.lesson_days"])
    for incident in incidents(assessment):
        if incident.on is not None and incident.on <= until and incident.blank("lesson"):
            yield of_rows("INC-04", "low", incident, "lesson", values=said_of(incident))
