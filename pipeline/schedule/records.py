"""What is remembered on this machine of each schedule: what was asked for, and how its last run ended."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from pipeline.schedule.commands import put_file
from pipeline.schedule.job import Job
from pipeline.schedule.when import When
from pipeline.schedule.words import ScheduleError
from pipeline.store.private import make_folder
from pipeline.store.state_dir import VARIABLE, state_folder
from schemas.wording.text import text

FOLDER = "schedule"
JOB, LAST, LOG, OLDER_LOG = "job.json", "last.json", "output.log", "output.log.1"
MARK = "--- "  # begins a line of the log that is ours
_LAST_WORDS = 4096  # bytes
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job and the scheduler that has it; `since` with a zone; `secrets` names what was left out of it."""

    job: Job
    system: str
    since: datetime
    secrets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LastRun:
    """The last start of a job, moments with a zone; `finished` and `code` are None until it is over."""

    started: datetime
    pid: int
    finished: datetime | None = None
    code: int | None = None

    def over(self, code: int) -> LastRun:
        """The same run, over now."""
        return LastRun(self.started, self.pid, datetime.now(UTC), code)


def home() -> Path:
    """The folder for state. Raises ScheduleError where it cannot be made."""
    try:
        return state_folder().absolute()
    except OSError as problem:
        raise ScheduleError(text("schedule.no_state", problem=problem, variable=VARIABLE)) from None


def folder(state: Path, name: str) -> Path:
    """Where the files of one schedule lie."""
    return state / FOLDER / name


def names(state: Path) -> list[str]:
    """The names of what is scheduled."""
    return sorted(path.parent.name for path in (state / FOLDER).glob(f"*/{JOB}"))


def read(state: Path, name: str) -> Scheduled | None:
    """What is scheduled under a name, None where nothing is. Raises ScheduleError for a broken record."""
    return _understood(folder(state, name) / JOB, name, _scheduled)


def last_run(state: Path, name: str) -> LastRun | None:
    """The last start, None where there was none. Raises ScheduleError for a broken record."""
    return _understood(folder(state, name) / LAST, name, _last_run)


def last_words(state: Path, name: str) -> str:
    """The last thing that a run of it said, "" where it said nothing."""
    try:
        with (folder(state, name) / LOG).open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - _LAST_WORDS))
            lines = file.read().decode("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((line.strip() for line in reversed(lines) if line.strip() and not line.startswith(MARK)), "")


def write(state: Path, scheduled: Scheduled) -> None:
    """Remember what is scheduled."""
    job = scheduled.job
    content = {
        **asdict(job), "when": {"times": [f"{at:%H:%M}" for at in job.when.times], "days": job.when.days},
        "system": scheduled.system, "since": scheduled.since.isoformat(), "secrets": scheduled.secrets,
    }  # fmt: skip
    with suppress(OSError):  # what stands in the way is said by what is put there
        make_folder(state / FOLDER)
    put_file(folder(state, job.name) / JOB, _bytes(content), 0o600)


def write_last_run(state: Path, name: str, last: LastRun) -> None:
    """Remember how the last start went so far."""
    moments = {key: value.isoformat() if isinstance(value, datetime) else value for key, value in asdict(last).items()}
    with suppress(OSError):  # what stands in the way is said by what is put there
        make_folder(state / FOLDER)
    put_file(folder(state, name) / LAST, _bytes(moments), 0o600)


def forget(state: Path, name: str) -> None:
    """Remove what is remembered of a schedule, what its runs said included."""
    for file in (JOB, LAST, LOG, OLDER_LOG):
        with suppress(OSError):
            (folder(state, name) / file).unlink()
    with suppress(OSError):
        folder(state, name).rmdir()


def _bytes(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + os.linesep).encode()


def _understood(file: Path, name: str, build: Callable[[dict[str, Any]], T]) -> T | None:
    try:
        return build(json.loads(file.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ScheduleError(text("schedule.record_broken", file=file, name=name, problem=problem)) from None


def _scheduled(content: dict[str, Any]) -> Scheduled:
    times = tuple(time.fromisoformat(text) for text in content["when"]["times"])
    job = Job(
        name=content["name"], when=When(times, tuple(content["when"]["days"])), paths=tuple(content["paths"]),
        options=tuple(content["options"]), environment=tuple((key, value) for key, value in content["environment"]),
        python=content["python"], logged_off=bool(content["logged_off"]),
    )  # fmt: skip
    return Scheduled(job, content["system"], datetime.fromisoformat(content["since"]), tuple(content["secrets"]))


def _last_run(content: dict[str, Any]) -> LastRun:
    finished = content["finished"]
    return LastRun(
        datetime.fromisoformat(content["started"]), int(content["pid"]),
        datetime.fromisoformat(finished) if finished else None, content["code"],
    )  # fmt: skip
