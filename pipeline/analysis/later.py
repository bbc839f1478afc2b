"""The day so many days or calendar months later: for review intervals, due dates and "12 months ago"."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta


def days_later(day: date, days: float) -> date:
    """The day so many whole days later (before, where negative); beyond the calendar its first or last day.

    Days are typed by people, 9999-12-31 for one that never comes; so are numbers of days, into the configuration.
    """
    try:
        return day + timedelta(days=int(days))
    except OverflowError:
        return date.min if days < 0 else date.max


def months_later(day: date, months: int) -> date:
    """The same day `months` later (before, where negative), or the month's last day where it is shorter.

    31 January plus 1 month is 28 or 29 February. Beyond the calendar it is the calendar's first or last day.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.min if year < MINYEAR else date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
