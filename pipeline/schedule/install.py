"""Installing and removing: what we remember and what the scheduler has change together, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.schedule import records
from pipeline.schedule.job import check_name
from pipeline.schedule.records import Scheduled
from pipeline.schedule.systems import NAMES, System, native, system
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text


def install(state: Path, scheduled: Scheduled, scheduler: System) -> bool:
    """Install a job with its record; True where it took the place of another. Raises ScheduleError, all as before."""
    name = scheduled.job.name
    before = records.read(state, name)
    with _in_words():
        _install(state, scheduled, before, scheduler)
    return before is not None


def _install(state: Path, scheduled: Scheduled, before: Scheduled | None, scheduler: System) -> None:
    name = scheduled.job.name
    # First the record: whatever stops us in between, `concord status` then says what is missing.
    records.write(state, scheduled)
    try:
        scheduler.install(scheduled.job)
    except BaseException:
        if before:
            records.write(state, before)
        else:
            records.forget(state, name)
        raise
    if before and before.system != scheduler.name:
        # Taken away from the one that had it until now, so that it is not started twice.
        with suppress(ScheduleError):
            _remove_from(before.system, name)


def remove(state: Path, name: str) -> bool:
    """Take a job away, then its record; False where no scheduler had it any more. Raises ScheduleError.

    One of which there is no record (another folder for state, say) is looked for in every scheduler there is.
    """
    check_name(name)
    scheduled = records.read(state, name)
    places = [scheduled.system] if scheduled else [each for each in NAMES if native(each) and system(each).usable()]
    with _in_words():
        was_there = [_remove_from(each, name) for each in places]
    records.forget(state, name)
    return any(was_there)


@contextmanager
def _in_words() -> Iterator[None]:
    """What the operating system says of a file, as ScheduleError."""
    try:
        yield
    except OSError as problem:
        raise ScheduleError(text("schedule.no_file", file=problem.filename or "", problem=problem.strerror)) from None


def _remove_from(place: str, name: str) -> bool:
    return native(place) and system(place).remove(name)
