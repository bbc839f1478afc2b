"""INC-01: What has happened, and a partner rates as unlikely (ISO 18788, 8.8; guide, incident monitoring)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.incidents import lately, risk_named, said_of
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation, SubjectKind
from pipeline.findings.registry import rule
from schemas.tables.incidents import Incident
from schemas.vocabulary import compared

_GRAVE = ("serious", "death")
Happened = list[tuple[Incident, date]]


@rule("INC-01", reads=("Incidents", "Partners", "Risks"))
def more_often_than_thought(assessment: Assessment) -> Iterable[Observation]:
    """Serious harm, or several incidents, of a live risk that a party that carries it rates as unlikely.

    Those that name no risk count for their event, if any live risk of it is so rated.
    """
    by_risk, by_event = _grouped(assessment)
    for view in assessment.live_risks if by_risk else ():
        happened = by_risk.get(compared(view.risk.id), [])
        if _tells(assessment, happened):
            yield from _seen(assessment, view.risk.id, "row", view.named, happened, [view])
    for key, happened in by_event.items():
        views = [view for view in assessment.live_risks if compared(view.risk.event) == key]
        if views and _tells(assessment, happened):
            event = assessment.events[key]
            yield from _seen(assessment, event, "event", event, happened, views)


def _grouped(assessment: Assessment) -> tuple[dict[str, Happened], dict[str, Happened]]:
    """The incidents of late by the risk that they name, and, of those that name none, by their event."""
    by_risk, by_event = dict[str, Happened](), dict[str, Happened]()
    for incident, on in lately(assessment):
        if named := risk_named(assessment.arrangement, incident):
            by_risk.setdefault(named, []).append((incident, on))
        elif incident.blank("risk") and (event := compared(incident.event)):
            by_event.setdefault(event, []).append((incident, on))
    return by_risk, by_event


def _tells(assessment: Assessment, happened: Happened) -> bool:
    several = len(happened) >= assessment.thresholds["incidents.several"]
    return several or any(incident.harm in _GRAVE for incident, _ in happened)


def _seen(
    assessment: Assessment, subject: str, kind: SubjectKind, about: str, happened: Happened, views: Sequence[RiskView]
) -> Iterator[Observation]:
    """The incidents, then who gives which risk so low a likelihood; nothing where nobody does."""
    rated = [(view, code, points) for view in views for code, points in _unlikely(assessment, view)]
    for incident, _ in happened if rated else ():
        grave = incident.harm and incident.harm != "none"
        variant = "harmed" if grave else "near_miss" if incident.kind == "near_miss" else "happened"
        values = {"about": about, "harm": lower_label("harm", incident.harm), **said_of(incident)}
        yield Observation(
            rule="INC-01", subject=subject, kind=kind, severity="high", rows=(incident.id,), table="Incidents",
            variant=variant, values=values,
        )  # fmt: skip
    for view, code, points in rated:
        yield Observation(
            rule="INC-01", subject=subject, kind=kind, severity="high", rows=(view.risk.id,), table="Risks",
            partner=code, partners=(code,), variant="rated", rank=1,
            values={"about": about, "partner": code, "risk": view.risk.id, "likelihood": points},
        )  # fmt: skip


def _unlikely(assessment: Assessment, view: RiskView) -> Iterator[tuple[str, int]]:
    for code in view.carriers:
        points = view.risk.likelihood.get(code)
        if points is not None and points <= assessment.thresholds["incidents.unlikely_up_to"]:
            yield code, points
