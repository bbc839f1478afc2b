"""INC-03: When all parties knew of an incident (guide, incident information sharing)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.incidents import lately, said_of
from pipeline.analysis.words import day, hours
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule

_HOURS = 24  # of a day: the sheet knows days only


@rule("INC-03", reads=("Arrangement", "Incidents"))
def told_late(assessment: Assessment) -> Iterable[Observation]:
    """Incidents of the last 12 months that were shared later than agreed, or not yet; all as one."""
    agreed = assessment.arrangement.fields.get("incident_share_hours")
    for incident, on in lately(assessment):
        shared = incident.shared_on
        if incident.blank("shared_on"):
            yield of_rows("INC-03", "medium", incident, "shared_on", variant="empty", values=said_of(incident))
        elif shared and isinstance(agreed, (int, float)) and (shared - on).days * _HOURS > agreed:
            values = {**said_of(incident), "shared": day(shared), "hours": hours(agreed)}
            yield of_rows("INC-03", "medium", incident, "shared_on", variant="late", values=values)
