"""The day on which people wish to look at a topic again, and since when it stands there (docs/rules.md, Agenda)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.later import days_later
from pipeline.plan.shape import as_day, day_written, plain_text
from pipeline.plan.topics import Topic
from schemas.vocabulary import compared

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present, PresentRow


@dataclass(frozen=True, slots=True)
class LookAgain:
    """A day to look again on, and the day of the run that first saw it."""

    day: date
    since: date

    @property
    def stamp(self) -> str:
        """What the row remembers of it for the next run."""
        return f"again={self.day.isoformat()} since={self.since.isoformat()}"


def asked_in(row: PresentRow, today: date) -> LookAgain | None:
    """What a row of the agenda asks for, None where it names no day; `today` is that of this run."""
    day = as_day(row.values.get("look_again_on"))
    if day is None:
        return None
    known = dict(part.partition("=")[::2] for part in plain_text(row.values.get("stamp")).split())
    since = day_written(known.get("since", "")) if known.get("again") == day.isoformat() else None
    return LookAgain(day, since or today)


def look_again(assessment: Assessment, present: Present | None) -> dict[str, LookAgain]:
    """What is asked for by topic id as compared; of a topic that stands there twice the upper row counts."""
    found: dict[str, LookAgain] = {}
    for row in present.rows if present else ():
        id, asked = compared(plain_text(row.values.get("topic_id"))), asked_in(row, assessment.today)
        if asked and id:
            found.setdefault(id, asked)
    return found


def is_later(assessment: Assessment, topic: Topic, asked: LookAgain | None) -> bool:
    """Whether a topic is only asked after in this meeting: its day is to come, and not too far from when it was set."""
    if asked is None:
        return False
    name = "plan.under_way_days" + (".critical" if topic.severity == "critical" else "")
    return assessment.today < asked.day <= days_later(asked.since, assessment.thresholds[name])
