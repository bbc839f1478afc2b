"""STEP-01: What was to be done before entering into the partnership (chapter summary)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.life import steps
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule


@rule("STEP-01", reads=("Arrangement", "Steps"))
def not_done_before(assessment: Assessment) -> Iterable[Observation]:
    """The partnership has started, and steps that belong before it have no date; all as one."""
    started = assessment.arrangement.day("started_on")
    if started is None or started >= assessment.today:
        return
    for step in steps(assessment.arrangement, "before"):
        if step.blank("done_on"):
            yield of_rows("STEP-01", "high", step, "done_on", values={"started": day(started)})
