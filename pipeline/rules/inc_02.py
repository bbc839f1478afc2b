"""INC-02: What has happened and no live risk speaks of (ISO 22397, 5.2)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.incidents import incidents, may_be_live, risk_named, said_of
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows, tables_are_whole
from pipeline.findings.registry import rule
from schemas.tables.incidents import Incident
from schemas.vocabulary import compared


@rule("INC-02", reads=("Incidents", "Partners", "Risks"))
def in_no_risk(assessment: Assessment) -> Iterable[Observation]:
    """Incidents whose risk is not live, or, without one, whose event is in no live risk; all as one.

    Silent where a cell that cannot be read, or a row that had to be left out, may be that risk.
    """
    if not incidents(assessment):
        return
    is_whole = tables_are_whole(assessment.arrangement, "Risks")
    live = [view.risk for view in assessment.risks if may_be_live(view)]
    ids, events = {compared(risk.id) for risk in live}, {compared(risk.event) for risk in live}
    any_event = not is_whole or any("event" in risk.unknown for risk in live)
    for incident in incidents(assessment):
        if incident.risk:
            named = risk_named(assessment.arrangement, incident)
            known = named in assessment.risk_by_id
            if named not in ids and (known or (not named and is_whole)):
                yield _seen(incident, "risk")
        elif incident.blank("risk") and incident.event and not any_event and compared(incident.event) not in events:
            yield _seen(incident, "event")


def _seen(incident: Incident, decides: str) -> Observation:
    values = {**said_of(incident), "risk": incident.risk}
    variant = decides if incident.event else "risk_alone"
    return of_rows("INC-02", "medium", incident, decides, variant=variant, values=values)
