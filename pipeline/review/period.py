"""The days that a review looks back on: since the last one, since the start where there was none, or as asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.analysis.later import days_later
from pipeline.domain.arrangement import Arrangement

# From where the days are counted; `nothing` where the arrangement says no day, `unreadable` where it cannot be read,
# `ahead` where the last review lies in the future.
Basis = Literal["asked", "review", "start", "nothing", "unreadable", "ahead"]


@dataclass(frozen=True, slots=True)
class Period:
    """`since` is the day that is named, None where there is none; `first` and `last` are the days that count."""

    basis: Basis
    since: date | None
    first: date | None
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether a day is one of these; a day to come is a plan and counts as none."""
        return day is not None and (self.first is None or self.first <= day) and day <= self.last


def period(given: Arrangement, today: date, asked: date | None = None) -> Period:
    """The days since `asked`, that day included, else those after the last review, else those since the start."""
    if asked is not None:
        return Period("asked", asked, asked, today)
    reviewed = given.day("last_reviewed_on")
    if reviewed is not None:
        if reviewed > today:  # a slip, which must not hide what happened
            return Period("ahead", reviewed, None, today)
        # What happened up to the day of the review was known there.
        return Period("review", reviewed, days_later(reviewed, 1), today)
    started = given.day("started_on") if given.field_blank("last_reviewed_on") else None
    if started is not None:
        return Period("start", started, started, today)
    is_blank = given.field_blank("last_reviewed_on") and given.field_blank("started_on")
    return Period("nothing" if is_blank else "unreadable", None, None, today)
