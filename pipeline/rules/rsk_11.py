"""RSK-11: An event of high risk that no activity is planned for (ISO 22397, 5.3)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import label
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import whole
from pipeline.findings.registry import rule
from schemas.vocabulary import compared


@rule("RSK-11", reads=("Partners", "Risks", "Activities"))
def no_activity(assessment: Assessment) -> Iterable[Observation]:
    """An event with an open high or very high risk and no activity; one finding an event.

    Silent while an activity cannot be read: it might be the one.
    """
    arrangement = assessment.arrangement
    if not whole(arrangement, "Activities") or any("event" in item.unknown for item in arrangement.activities):
        return
    planned = {compared(activity.event) for activity in arrangement.activities}
    for view in assessment.open_risks:
        key = compared(view.risk.event)
        if view.is_high and key and key not in planned:
            event = assessment.events[key]
            values = {"named": view.named, "level": label("risk_level", view.joint_level)}
            yield Observation(
                rule="RSK-11", subject=event, kind="event", severity="high", unit=event,
                rows=(view.risk.id,), partners=view.carriers, values=values,
            )  # fmt: skip
