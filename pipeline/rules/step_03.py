"""STEP-03: What is to be done before the partnership ends (guide, end of partnership)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import days_later
from pipeline.analysis.life import steps
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule


@rule("STEP-03", reads=("Arrangement", "Steps"))
def not_done_before_the_end(assessment: Assessment) -> Iterable[Observation]:
    """The end is near or past, and steps that belong to it have no date; all as one."""
    until, days = assessment.arrangement.day("valid_until"), assessment.thresholds["arrangement.exit_days"]
    if until is None or until > days_later(assessment.today, days):
        return
    for step in steps(assessment.arrangement, "end"):
        if step.blank("done_on"):
            yield of_rows("STEP-03", "medium", step, "done_on", values={"until": day(until)})
