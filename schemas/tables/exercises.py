"""Exercises: what you tried out together before it was needed, and what came of it (ISO 22397, 5.8 and 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.fields import ID_PATTERN, column
from schemas.row import Row
from schemas.spec import Table


@dataclass(frozen=True, kw_only=True, slots=True)
class Exercise(Row):
    """One exercise a row; it is of its event, and of those of its activities."""

    exercise: str = column("id", required=True, key=True, pattern=ID_PATTERN, width=10)
    event: str = column("text", required=True, width=26)
    activities: tuple[str, ...] = column("ids", refers="Activities", width=14)
    kind: str = column("word", vocabulary="exercise_kind", width=15)
    held_on: date | None = column("date", width=13)
    took_part: tuple[str, ...] = column("partners", width=20)
    result: str = column("word", vocabulary="exercise_result", width=12)
    lesson: str = column("text", width=40)
    action: str = column("text", width=40)
    evaluated_by: str = column("partner", width=14)


TABLE = Table(
    Exercise, name="Exercises", place=82, frozen_through="event", role="input", optional=True, bundles=("network",),
    area="EXE",
)  # fmt: skip
