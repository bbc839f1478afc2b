"""EXE-02: What the last exercise of an event showed, and nobody has taken up yet (ISO 22397, 5.8 and 7)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.exercises import events_of, exercises, is_whole, may_be_of
from pipeline.analysis.words import day, lower_label
from pipeline.domain.finding import Observation
from pipeline.findings.observe_rows import of_rows
from pipeline.findings.registry import rule
from schemas.tables.exercises import Exercise

_NOT_ALL = ("partly", "not_yet")


@rule("EXE-02", reads=("Activities", "Exercises"))
def not_taken_up(assessment: Assessment) -> Iterable[Observation]:
    """The last exercise of an event worked in part or not yet, and what to change is not written down; all as one."""
    if not is_whole(assessment):
        return
    for exercise in exercises(assessment):
        on = exercise.held_on
        if exercise.result not in _NOT_ALL or not exercise.blank("action") or on is None or on > assessment.today:
            continue
        if any(_is_last(assessment, exercise, event) for event in events_of(exercise, assessment.tree)):
            values = {"day": day(on), "result": lower_label("exercise_result", exercise.result)}
            yield of_rows("EXE-02", "medium", exercise, "action", values=values)


def _is_last(assessment: Assessment, exercise: Exercise, event: str) -> bool:
    """Whether no other exercise of the event was held later, or may have been where a cell cannot be understood."""
    return not any(
        _may_be_later(assessment, other, exercise) and may_be_of(other, event, assessment.tree)
        for other in exercises(assessment)
        if other is not exercise
    )


def _may_be_later(assessment: Assessment, other: Exercise, exercise: Exercise) -> bool:
    if other.held_on is None or exercise.held_on is None:
        return "held_on" in other.unknown
    return exercise.held_on < other.held_on <= assessment.today
