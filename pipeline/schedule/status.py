"""Finding out how a scheduled job is: asks the scheduler, the drives and the history."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline.files.process_alive import is_alive
from pipeline.schedule import environment, records
from pipeline.schedule.health import Facts
from pipeline.schedule.job import Job
from pipeline.schedule.records import LastRun, Scheduled
from pipeline.schedule.systems import native, system
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text

# So many runs back the one that a schedule started is looked for: others may have run since.
FAR = 500
DATABASE = "CONCORD_DB"


def gather_facts(state: Path, scheduled: Scheduled) -> Facts:
    """The facts about a scheduled job. Raises ScheduleError only where its records cannot be read."""
    job, scheduler = scheduled.job, system(scheduled.system)
    last = records.last_run(state, job.name)
    problems: list[str] = []
    installed, next_time, remarks = False, "", list[str]()
    if native(scheduled.system):
        try:
            installed = scheduler.has(job.name)
            next_time = scheduler.next_time(job.name) if installed else ""
            remarks = scheduler.remarks(job)
            problems += scheduler.obstacles()
        except ScheduleError as problem:
            problems.append(str(problem))
    problems += _secrets(state, scheduled)
    run, silent = _in_history(state, job, last)
    return Facts(
        scheduled=scheduled, title=scheduler.title, installed=installed, next_time=next_time,
        python_there=os.path.exists(job.python), remarks=remarks, problems=[*problems, *silent], last=last,  # noqa: PTH110
        absent=[path for path in job.paths if "://" not in path and not os.path.exists(path)],  # noqa: PTH110
        alive=last is not None and last.finished is None and is_alive(last.pid), run=run,
        log=str(records.folder(state, job.name) / records.LOG), last_words=records.last_words(state, job.name),
    )  # fmt: skip


def _secrets(state: Path, scheduled: Scheduled) -> list[str]:
    file = state / environment.SECRETS
    try:
        return [
            text("schedule.secret_missing", name=name, file=file) for name in environment.lacks(file, scheduled.secrets)
        ]
    except ScheduleError as problem:
        return [str(problem)]


def _in_history(state: Path, job: Job, last: LastRun | None) -> tuple[Mapping[str, Any] | None, list[str]]:
    """The row of the last start, and what is to be said of a history that does not answer."""
    if last is None:
        return None, []
    from pipeline.store.history import History, HistoryError, SQLAlchemyError, trouble

    database: str | None = None
    said: list[str] = []
    try:
        database = _database(state, job)
        history = History.at(database, state)
        history.listen(said.append)
        try:
            rows = history.runs(FAR)
        finally:
            history.close()
    except (HistoryError, ScheduleError, SQLAlchemyError, OSError, ValueError) as problem:
        return None, [text("schedule.history_silent", problem=trouble(problem, database))]
    started = last.started.isoformat(timespec="milliseconds")
    ours = (row for row in rows if row["pid"] == last.pid and row["host"] == socket.gethostname())
    return next((row for row in ours if row["started_at"] >= started), None), said


def _database(state: Path, job: Job) -> str | None:
    """The history that the job's runs are kept in; None for the one on this machine."""
    if "--db" in job.options:
        return job.options[job.options.index("--db") + 1]
    given = dict(job.environment).get(DATABASE)
    return given or environment.from_file(state / environment.SECRETS).get(DATABASE)
