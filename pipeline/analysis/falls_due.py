"""The next day on which the results of an unchanged workbook may be others: something in it falls due.

Every rule or result that asks what day it is has its days here; a test holds the list of those files.
A day too many costs one look at a workbook; a day too few would leave a gap unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING

from pipeline.analysis.later import days_later, months_later
from pipeline.domain.arrangement import Arrangement
from schemas.spec import table
from schemas.thresholds import Thresholds

if TYPE_CHECKING:
    from pipeline.reading.output_tables import Present

_HELD = re.compile(r"held_on=([0-9-]+)")
# Whatever else: so often every workbook is looked at.
AT_LATEST = 30
# What an action plan records of runs is compared with no day.
_RECORDS = frozenset({"first_found", "last_found"})
# A month may be three days shorter than the one before: what counts back in months may turn so much later.
_MONTH_ENDS = 4


def next_day(
    arrangement: Arrangement, plan: Present | None, today: date, thresholds: Thresholds, agenda: Present | None = None
) -> date | None:
    """The first day after `today` on which something may fall due, AT_LATEST days on where nothing does before.

    None on the last day of the calendar.

    `plan` and `agenda` are those tables as they stand, None where there are none.
    """
    given = {*_days(arrangement), *_days_of(plan), *_days_of(agenda)}
    after, months = _days_after(thresholds), _months_after(arrangement, thresholds)
    days = {later for day in given for later in _turns(day, after, months)}
    days |= {days_later(day, int(thresholds["plan.settled_days"]) + 1) for day in _settled_on(plan)}
    return min((day for day in {*days, days_later(today, AT_LATEST)} if day > today), default=None)


def _days_after(thresholds: Thresholds) -> tuple[int, ...]:
    """So many days after a day a comparison of it with today may turn out differently than the day before."""
    before = (-int(thresholds[name]) for name in ("arrangement.expiry_days", "arrangement.exit_days"))
    return 0, 1, *before, int(thresholds["incidents.lesson_days"])


def _months_after(arrangement: Arrangement, thresholds: Thresholds) -> tuple[int, ...]:
    """The same in months."""
    back = ("activities.exercise_months", "incidents.months", "channels.tested_months")
    given = (*(thresholds[name] for name in back), arrangement.fields.get("review_every_months"))
    return tuple({int(months) for months in given if isinstance(months, (int, float))})


def _turns(day: date, after: Iterable[int], months: Iterable[int]) -> Iterator[date]:
    """The days so long after a day."""
    yield from (days_later(day, days) for days in after)
    for moment in (months_later(day, count) for count in months):
        yield from (days_later(moment, more) for more in range(_MONTH_ENDS + 1))


def _days(arrangement: Arrangement) -> Iterator[date]:
    values: list[object] = list(arrangement.fields.values())
    for name in arrangement.ids:
        days = [column.name for column in table(name).columns if column.kind == "date" and column.name not in _RECORDS]
        for cell in (getattr(row, day) for row in arrangement.table_rows(name) for day in days):
            values += cell.values() if isinstance(cell, Mapping) else [cell]
    return _dates(values)


def _days_of(plan: Present | None) -> Iterator[date]:
    rows: list[Mapping[str, object]] = [row.values for row in plan.rows] if plan else []
    return _dates([value for row in rows for name, value in row.items() if name not in _RECORDS])


def _settled_on(plan: Present | None) -> Iterator[date]:
    """The days on which a run first saw actions settled, as their stamps remember them."""
    for row in plan.rows if plan else ():
        for day in _HELD.findall(str(row.values.get("stamp", ""))):
            with suppress(ValueError):  # a stamp that somebody typed into
                yield date.fromisoformat(day)


def _dates(values: list[object]) -> Iterator[date]:
    for value in values:
        if isinstance(value, datetime):
            yield value.date()
        elif isinstance(value, date):
            yield value
