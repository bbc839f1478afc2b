"""Whether a job is well, from what was found out about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from pipeline.schedule.health import Facts, concerns, last_in_words, missed
from pipeline.schedule.records import LastRun, Scheduled
from tests.schedule.made import job

# Monday, by this machine's clock; the job is due from Monday to Friday at 06:30.
NOW = datetime(2026, 11, 23, 9, 0).astimezone()
DUE = NOW.replace(hour=6, minute=30)
SCHEDULED = Scheduled(job(), "cron", NOW - timedelta(days=10))
WELL = LastRun(DUE, 7, DUE + timedelta(minutes=2), 0)


def facts(last: LastRun | None = WELL, **more: Any) -> Facts:
    return Facts(scheduled=SCHEDULED, title="cron", last=last, log="LOG", **more)


def test_a_job_that_ran_when_it_was_due_gives_no_concern() -> None:
    assert concerns(facts(), NOW) == []


@pytest.mark.parametrize(
    ("last", "is_missed"),
    [
        (None, True), (replace(WELL, started=DUE - timedelta(days=3)), True), (WELL, False),
        (replace(WELL, started=DUE + timedelta(hours=1)), False),
    ],
)  # fmt: skip
def test_a_job_that_was_not_started_since_it_was_due_is_missed(last: LastRun | None, is_missed: bool) -> None:
    assert (missed(SCHEDULED, last, NOW) is not None) is is_missed


def test_a_job_has_half_an_hour_to_be_started() -> None:
    last = replace(WELL, started=DUE - timedelta(days=3))
    assert missed(SCHEDULED, last, DUE + timedelta(minutes=29)) is None
    assert missed(SCHEDULED, last, DUE + timedelta(minutes=31)) is not None


def test_a_job_that_was_scheduled_after_it_would_have_been_due_is_not_missed() -> None:
    assert missed(replace(SCHEDULED, since=DUE + timedelta(minutes=5)), None, NOW) is None


def test_the_weekend_is_not_missed() -> None:
    friday = replace(WELL, started=DUE - timedelta(days=3))
    assert missed(SCHEDULED, friday, NOW - timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("code", "word"), [(1, "did not work"), (2, "path was not there"), (11, "gave way"), (130, "interrupted"), (9, "9")]
)
def test_a_run_that_did_not_end_well_is_a_concern_and_says_why(code: int, word: str) -> None:
    (concern,) = concerns(facts(replace(WELL, code=code)), NOW)
    assert word in concern


def test_what_the_last_run_said_stands_in_its_concern() -> None:
    (concern,) = concerns(facts(replace(WELL, code=2), last_words="No such folder."), NOW)
    assert concern.endswith("What it said: No such folder. (LOG)")


def test_workbooks_that_need_attention_are_no_concern_of_the_schedule_and_are_said() -> None:
    found = facts(replace(WELL, code=3), run={"counts": {"written": 2, "refused": 1}})
    assert concerns(found, NOW) == []
    assert last_in_words(found).endswith("some workbooks need attention: 2 written, 1 refused")


def test_a_run_that_broke_off_is_told_from_one_at_work() -> None:
    going_on = replace(WELL, finished=None, code=None)
    assert "broken off" in concerns(facts(going_on), NOW)[0]
    assert concerns(facts(going_on, alive=True), NOW) == []
    assert last_in_words(facts(going_on, alive=True)).startswith("at work since")


@pytest.mark.parametrize(
    ("lack", "word"),
    [({"installed": False}, "does not have it"), ({"python_there": False}, "not there any more"),
     ({"absent": ["/srv/partners"]}, "/srv/partners"), ({"problems": ["No cron."]}, "No cron.")],
)  # fmt: skip
def test_whatever_would_keep_the_next_run_from_working_is_a_concern(lack: dict[str, Any], word: str) -> None:
    (concern,) = concerns(facts(**lack), NOW)
    assert word in concern
