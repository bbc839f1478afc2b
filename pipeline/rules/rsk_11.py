"""RSK-11: An event of high risk that no activity is planned for (ISO 22397, 5.3)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.risk_view import RiskView
from pipeline.analysis.words import lower_label
from pipeline.domain.finding import Observation, SubjectKind
from pipeline.findings.observe_rows import tables_are_whole
from pipeline.findings.registry import rule
from schemas.vocabulary import compared

TOGETHER = ("arrangement", "medium", "events")


@rule("RSK-11", reads=("Partners", "Risks", "Activities"))
def no_activity(assessment: Assessment) -> Iterable[Observation]:
    """Events with an open high or very high risk and no activity: by themselves where one is very high or bare.

    The others are told together. Silent while an activity cannot be read: it might be the one.
    """
    arrangement = assessment.arrangement
    if not tables_are_whole(arrangement, "Activities") or any(
        "event" in item.unknown for item in arrangement.activities
    ):
        return
    planned = {compared(activity.event) for activity in arrangement.activities}
    unmet: dict[str, list[RiskView]] = {}
    for view in assessment.high_risks:
        key = compared(view.risk.event)
        if key and key not in planned:
            unmet.setdefault(key, []).append(view)
    for key, views in unmet.items():
        pressing = any(view.joint_level == "very_high" or view.risk.blank("measures") for view in views)
        yield from (_seen(view, assessment.events[key], pressing) for view in views)


def _seen(view: RiskView, event: str, pressing: bool) -> Observation:
    values = {"named": view.named, "level": lower_label("risk_level", view.joint_level)}
    kind: SubjectKind = "event" if pressing else "arrangement"
    subject, severity, variant = (event, "high", "") if pressing else TOGETHER
    return Observation(
        rule="RSK-11", subject=subject, kind=kind, severity=severity, variant=variant, unit=event,
        heading="" if pressing else event,
        rows=(view.risk.id,), partners=view.carriers, values=values,
    )  # fmt: skip
