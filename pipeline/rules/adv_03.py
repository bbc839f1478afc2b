"""ADV-03: Next steps of advocacy whose day has passed (guide, advocacy)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.words import day
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule
from schemas.tables.advocacy import Cause


@rule("ADV-03", reads=("Advocacy",))
def step_passed(assessment: Assessment) -> Iterable[Observation]:
    """The next step was due before today, and the outcome is open or not written down; all as one."""
    for cause in assessment.arrangement.rows_of(Cause):
        due = cause.next_step_on
        if due is not None and due < assessment.today and (cause.outcome == "open" or cause.blank("outcome")):
            yield of_rows("ADV-03", "medium", cause, "next_step_on", values={"due": day(due)})
