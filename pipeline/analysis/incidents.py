"""Incidents as rules ask of them: when they happened, and which risk of the register each was (docs/rules.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import months_later
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import day
from pipeline.domain.arrangement import Arrangement
from schemas.fields import PARTNER_MARK
from schemas.tables.incidents import Incident

# What decides whether a risk is live: while one of these cannot be read, nobody can say that it is not.
_DECIDES = frozenset({"status", "accepted", "exposure", "likelihood", "impact"})


def incidents(assessment: Assessment) -> tuple[Incident, ...]:
    """All incidents, in the order of the rows; none where the workbook has no such sheet."""
    return assessment.arrangement.rows_of(Incident)


def lately(assessment: Assessment) -> Iterator[tuple[Incident, date]]:
    """Those of the last 12 months, each with its day; a day to come is a slip and counts as none."""
    since = months_later(assessment.today, -int(assessment.thresholds["incidents.months"]))
    for incident in incidents(assessment):
        if incident.on is not None and since <= incident.on <= assessment.today:
            yield incident, incident.on


def said_of(incident: Incident) -> dict[str, object]:
    """What sentences say of an incident."""
    return {"incident": incident.id, "event": incident.event, "day": day(incident.on) if incident.on else ""}


def risk_named(given: Arrangement, incident: Incident) -> str:
    """The id as compared of the risk that an incident names, "" where no row of Risks has it, used or left out."""
    readings = given.references.readings(incident.risk) if incident.risk else ()
    return next((found.id for found in readings if found.table == "Risks"), "")


def may_be_live(view: RiskView) -> bool:
    """Whether a risk is live, or may be where a cell cannot be understood."""
    unclear = _DECIDES.intersection(key.partition(PARTNER_MARK)[0] for key in view.risk.unknown)
    return view.is_live or bool(unclear) or any("party" in one.unknown for one in view.arrangement.partners)
