"""COM-02: Channels without a backup, or not tested lately (ISO 22397, 5.7)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.channels import channels
from pipeline.analysis.later import months_later
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule
from schemas.tables.channels import Channel


@rule("COM-02", reads=("Channels",))
def not_sure(assessment: Assessment) -> Iterable[Observation]:
    """No backup, or no test in the last 12 months; a day to come is a plan. All as one."""
    for channel in channels(assessment):
        empty = [*(["backup"] if channel.blank("backup") else []), *_untested(assessment, channel)]
        if empty:
            tested = channel.tested_on
            is_past = tested is not None and tested <= assessment.today
            parts = [name if name == "backup" or not is_past else "long_ago" for name in empty]
            values = {"tested": day(tested) if tested is not None else ""}
            yield of_rows("COM-02", "medium", channel, *empty, variant="_".join(parts), values=values)


def _untested(assessment: Assessment, channel: Channel) -> list[str]:
    on = channel.tested_on
    since = months_later(assessment.today, -int(assessment.thresholds["channels.tested_months"]))
    is_late = channel.blank("tested_on") if on is None else not since <= on <= assessment.today
    return ["tested_on"] if is_late else []
