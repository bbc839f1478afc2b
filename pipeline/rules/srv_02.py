"""SRV-02: Services whose loss is soon critical, with one provider or none (article, societal impact analysis)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.services import services
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_row
from pipeline.findings.registry import rule

# The hours after which harm is asked for, up to three days, the soonest first.
_SOON = {"harm_4h": 4, "harm_24h": 24, "harm_3d": 72}


@rule("SRV-02", reads=("Services",))
def single_provider(assessment: Assessment) -> Iterable[Observation]:
    """Harm is critical within three days, and there are fewer than two providers."""
    for service in services(assessment.arrangement):
        critical = [hours for name, hours in _SOON.items() if getattr(service, name) == "critical"]
        if critical and len(set(service.providers)) < 2 and "providers" not in service.unknown:
            yield of_row(
                "SRV-02", "high", service, "providers", partners=service.providers,
                variant="one" if service.providers else "nobody",
                values={"providers": service.providers, "hours": critical[0]},
            )  # fmt: skip
