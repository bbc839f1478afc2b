"""Exercises as rules ask of them: of which events each is, and which count for the last 12 months (docs/rules.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.analysis.activity_tree import ActivityTree, own_and_above
from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import months_later
from pipeline.domain.arrangement import Activity
from schemas.tables.exercises import Exercise
from schemas.vocabulary import compared


def exercises(assessment: Assessment) -> tuple[Exercise, ...]:
    """All exercises, in the order of the rows; none where the workbook has no such sheet."""
    return assessment.arrangement.rows_of(Exercise)


def are_kept(assessment: Assessment) -> bool:
    """Whether exercises are written down row by row, so that these count and not the dates beside activities."""
    return bool(exercises(assessment)) or not is_whole(assessment)


def is_whole(assessment: Assessment) -> bool:
    """Whether no exercise had to be left out: it might be the one that is looked for."""
    return assessment.arrangement.is_whole("Exercises")


def since(assessment: Assessment) -> date:
    """The first day of the last 12 months."""
    return months_later(assessment.today, -int(assessment.thresholds["activities.exercise_months"]))


def events_of(exercise: Exercise, tree: ActivityTree) -> frozenset[str]:
    """The events, as compared, that it is of: its own, and those of its activities."""
    activities = (tree.by_code.get(code) for code in exercise.activities)
    named = (exercise.event, *(item.event for item in activities if item))
    return frozenset(compared(event) for event in named if event)


def may_be_of(exercise: Exercise, event: str, tree: ActivityTree) -> bool:
    """Whether it is of an event as compared, or may be where a cell cannot be understood."""
    return event in events_of(exercise, tree) or _may_be_of_any(exercise, tree)


def _may_be_of_any(exercise: Exercise, tree: ActivityTree) -> bool:
    if exercise.unknown.intersection(("event", "activities")):
        return True
    named = (tree.by_code.get(code) for code in exercise.activities)
    unread = any(item is not None and "event" in item.unknown for item in named)
    return unread or not tree.left_out.isdisjoint(exercise.activities)


def of_late(assessment: Assessment, event: str) -> Iterator[Exercise]:
    """The exercises of an event in the last 12 months, those that may be so included; a day to come is a plan."""
    first = since(assessment)
    for exercise in exercises(assessment):
        on = exercise.held_on
        is_late = "held_on" in exercise.unknown if on is None else first <= on <= assessment.today
        if is_late and may_be_of(exercise, event, assessment.tree):
            yield exercise


def may_show(assessment: Assessment, activity: Activity) -> bool:
    """Whether an exercise held by today, however long ago, was of this activity or one above it, or may have been.

    One that names no activities may have been of any of its event.
    """
    if not is_whole(assessment):
        return True
    own = {*own_and_above(activity)}
    for exercise in exercises(assessment):
        on = exercise.held_on
        was_held = "held_on" in exercise.unknown if on is None else on <= assessment.today
        any_of_event = exercise.blank("activities") and compared(exercise.event) == compared(activity.event)
        unread = exercise.unknown.intersection(("event", "activities"))
        if was_held and (unread or any_of_event or not own.isdisjoint(exercise.activities)):
            return True
    return False


def is_certain(exercise: Exercise, event: str, tree: ActivityTree) -> bool:
    """Whether it surely was held, is surely of the event, and it is known who took part."""
    return exercise.held_on is not None and event in events_of(exercise, tree) and "took_part" not in exercise.unknown
