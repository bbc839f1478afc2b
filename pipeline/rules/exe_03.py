"""EXE-03: Exercises of which the one who led what was exercised judged how it went (ISO 22397, Annex B)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.exercises import exercises
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule


@rule("EXE-03", reads=("Activities", "Exercises", "Partners"))
def judged_by_a_leader(assessment: Assessment) -> Iterable[Observation]:
    """Evaluated only by a leader of its activities; all as one."""
    by_code = assessment.tree.by_code
    for exercise in exercises(assessment):
        who = exercise.evaluated_by
        led = [code for code in exercise.activities if code in by_code and who in by_code[code].leaders]
        if led:
            values = {"partner": who, "activity": led[0]}
            yield of_rows("EXE-03", "low", exercise, "evaluated_by", partners=(who,), values=values)
