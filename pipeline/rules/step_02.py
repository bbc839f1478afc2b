"""STEP-02: Steps that belong to all parties, and were not taken by all (chapter summary)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.life import steps
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule


@rule("STEP-02", reads=("Partners", "Steps"))
def not_by_all(assessment: Assessment) -> Iterable[Observation]:
    """Steps of before, start and review with a date, in which not every party took part; all as one."""
    for step in steps(assessment.arrangement, "before", "start", "review"):
        missing = tuple(code for code in assessment.arrangement.party_codes if code not in step.by)
        if step.done_on is not None and missing and "by" not in step.unknown:
            yield of_rows("STEP-02", "medium", step, "by", partners=missing, values={"partner": missing})
