"""SRV-03: Services that depend on one that comes back later than they can wait (article)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.services import chain, services
from pipeline.analysis.words import hours, listed
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_row
from pipeline.findings.registry import rule
from schemas.tables.services import Service
from schemas.vocabulary import compared


@rule("SRV-03", reads=("Services",))
def waits_for_another(assessment: Assessment) -> Iterable[Observation]:
    """What is tolerable is shorter than the recovery of a service that it depends on, directly or through others."""
    given = services(assessment.arrangement)
    by_id = {compared(service.id): service for service in reversed(given)}
    for service in given:
        tolerable = service.tolerable_hours
        if tolerable is None:
            continue
        for other, between in chain(service, by_id):
            if other.recovery_hours is not None and other.recovery_hours > tolerable:
                times = {"tolerable": hours(tolerable), "recovery": hours(other.recovery_hours)}
                yield _seen(service, other, between, times)


def _seen(service: Service, other: Service, between: tuple[Service, ...], times: Mapping[str, str]) -> Observation:
    values = {**times, "other": other.id, "through": listed(one.id for one in between)}
    partners = tuple(dict.fromkeys((*service.providers, *other.providers)))
    variant = "through" if between else ""
    return of_row("SRV-03", "high", service, partners=partners, variant=variant, values=values)
