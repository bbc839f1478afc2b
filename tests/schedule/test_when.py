"""When a job is due."""

from __future__ import annotations

from datetime import datetime

import pytest

from pipeline.schedule.when import When

SUNDAY = datetime(2026, 11, 22, 12, 0)  # noqa: DTZ001 (this machine's clock)


@pytest.mark.parametrize(
    ("days", "numbers"),
    [("daily", range(7)), ("mon-fri", range(5)), ("Mon, wed", (0, 2)), ("sat-mon", (0, 5, 6)), ("sun", (6,))],
)
def test_days_are_read_as_people_write_them(days: str, numbers: range) -> None:
    assert When.read(["06:30"], days).days == tuple(numbers)


@pytest.mark.parametrize(("time", "days"), [("24:00", "daily"), ("6.30", "daily"), ("06:30", "mo-fr"), ("06:30", "")])
def test_what_is_no_time_or_day_is_refused_with_an_example(time: str, days: str) -> None:
    with pytest.raises(ValueError, match=r"06:30 or 18:05|mon-fri"):
        When.read([time], days)


def test_the_last_and_the_next_moment_pass_over_the_days_between() -> None:
    when = When.read(["13:00", "06:30"], "mon-fri")
    assert when.last_before(SUNDAY) == datetime(2026, 11, 20, 13, 0)  # noqa: DTZ001
    assert when.next_after(SUNDAY) == datetime(2026, 11, 23, 6, 30)  # noqa: DTZ001


def test_the_moment_itself_is_the_last_and_not_the_next() -> None:
    when = When.read(["12:00"], "sun")
    assert when.last_before(SUNDAY) == SUNDAY
    assert when.next_after(SUNDAY) == datetime(2026, 11, 29, 12, 0)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("days", "words"), [("daily", "every day"), ("mon-fri", "Monday to Friday"), ("sun,tue", "Tuesday, Sunday")]
)
def test_days_are_said_in_words(days: str, words: str) -> None:
    assert str(When.read(["06:30"], days)) == f"06:30, {words}"
