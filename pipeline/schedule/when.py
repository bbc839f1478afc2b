"""When a job is due: times of the day on days of the week, by the clock on the wall of this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from schemas.wording.text import joined, text

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = tuple(range(7))
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class When:
    """Times of the day, in order, on days of the week (0 is Monday), in order."""

    times: tuple[time, ...]
    days: tuple[int, ...] = EVERY_DAY

    @classmethod
    def read(cls, times: Sequence[str], days: str) -> When:
        """From words such as `06:30` and `mon-fri` or `mon,thu` or `daily`. Raises ValueError with a sentence."""
        return cls(tuple(sorted({_time(given) for given in times})), _days(days))

    def last_before(self, now: datetime) -> datetime:
        """The latest moment at or before `now` (without a zone: this machine's clock) at which it was due."""
        return max(moment for moment in self._around(now) if moment <= now)

    def next_after(self, now: datetime) -> datetime:
        """The first moment after `now` at which it is due."""
        return min(moment for moment in self._around(now) if moment > now)

    def _around(self, now: datetime) -> Iterator[datetime]:
        for ahead in range(-7, 8):
            day = now.date() + timedelta(days=ahead)
            if day.weekday() in self.days:
                yield from (datetime.combine(day, moment) for moment in self.times)

    def __str__(self) -> str:
        clock = joined((f"{moment:%H:%M}" for moment in self.times), "and")
        return text("schedule.when", clock=clock, days=_spoken(self.days))


def _time(raw: str) -> time:
    match = _TIME.fullmatch(raw.strip())
    if not match:
        raise ValueError(text("schedule.no_time", found=raw))
    return time(int(match[1]), int(match[2]))


def _days(raw: str) -> tuple[int, ...]:
    found: set[int] = set()
    for part in raw.lower().replace(" ", "").split(","):
        first, dash, last = part.partition("-")
        if part == "daily":
            found.update(EVERY_DAY)
        elif first in DAYS and (last in DAYS or not dash):
            start = DAYS.index(first)
            length = (DAYS.index(last) - start) % 7 if dash else 0
            found.update((start + step) % 7 for step in range(length + 1))
        else:
            raise ValueError(text("schedule.no_day", found=part or raw))
    return tuple(sorted(found))


def _spoken(days: Sequence[int]) -> str:
    if len(days) == len(DAYS):
        return text("schedule.every_day")
    names = [text(f"schedule.day_names.{DAYS[day]}") for day in days]
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return text("schedule.span", first=names[0], last=names[-1])
    return joined(names)
