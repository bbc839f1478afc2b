"""SRV-01: Services that come back later than people can do without them (article, business impact analysis)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.services import services
from pipeline.analysis.words import hours
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_row
from pipeline.findings.registry import rule


@rule("SRV-01", reads=("Services",))
def back_too_late(assessment: Assessment) -> Iterable[Observation]:
    """Recovery takes longer than is tolerable."""
    for service in services(assessment.arrangement):
        tolerable, recovery = service.tolerable_hours, service.recovery_hours
        if tolerable is not None and recovery is not None and recovery > tolerable:
            values = {"tolerable": hours(tolerable), "recovery": hours(recovery), "providers": service.providers}
            yield of_row("SRV-01", "high", service, partners=service.providers, values=values)
