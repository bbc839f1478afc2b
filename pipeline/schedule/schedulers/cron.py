"""A line in the user's crontab."""

from __future__ import annotations

import os
from pathlib import Path

from pipeline.files.process_alive import is_alive
from pipeline.schedule.commands import call, has, must
from pipeline.schedule.job import Job
from pipeline.schedule.systems import Shown
from pipeline.schedule.when import EVERY_DAY
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text

# Vixie cron and its descendants cut a longer command off.
LONGEST = 990
_NONE = ("no crontab", "no such file", "can't open")
_DAEMONS = {"cron", "crond", "fcron", "dcron", "busybox"}
_PID_FILES = ("crond.pid", "cron.pid")


def shell_quoted(text: str) -> str:
    """One word for a shell in a crontab: in single quotes, a percent sign outside of them and escaped for cron."""
    return "'" + text.replace("'", "'\\''").replace("%", "'\\%'") + "'"


def crontab_mark(name: str) -> str:
    """What our lines end with: a comment to the shell."""
    return f"# concord schedule: {name}"


def lines(job: Job) -> list[str]:
    """One line a time of the day. Raises ScheduleError for a command that is too long for cron."""
    command = " ".join([*map(shell_quoted, [job.python, *job.arguments]), crontab_mark(job.name)])
    if len(command.encode()) > LONGEST:
        raise ScheduleError(text("schedule.too_long", length=len(command.encode()), most=LONGEST))
    # 0 is Sunday there.
    numbers = sorted((day + 1) % 7 for day in job.when.days)
    days = "*" if job.when.days == EVERY_DAY else ",".join(map(str, numbers))
    return [f"{moment.minute} {moment.hour} * * {days} {command}" for moment in job.when.times]


def without(table: str, name: str) -> str:
    """A crontab without our lines of that name; every other line as it is."""
    # Only a line feed ends a line there: Python knows more line ends, and a path may hold one.
    return "\n".join(line for line in table.split("\n") if not _is_ours(line, name))


def with_lines(table: str, added: list[str]) -> str:
    """A crontab with lines at its end."""
    start = table if not table or table.endswith("\n") else table + "\n"
    return start + "".join(line + "\n" for line in added)


class Cron:
    """The crontab of this user."""

    name, title = "cron", "cron"

    def usable(self) -> bool:
        """Whether there is a crontab that this user may have."""
        try:
            _read()
        except ScheduleError:
            return False
        return True

    def shows(self, job: Job) -> list[Shown]:
        """The lines as they stand in the crontab."""
        return [Shown(text("schedule.crontab"), "".join(line + "\n" for line in lines(job)))]

    def install(self, job: Job) -> None:
        """Put the lines into the crontab, in place of those of the same name."""
        before = _read()
        after = with_lines(without(before, job.name), lines(job))
        _write(after)
        if _read() != after:
            _write(before)
            raise ScheduleError(text("schedule.crontab_differs"))

    def remove(self, name: str) -> bool:
        """Take our lines of that name out."""
        before = _read()
        after = without(before, name)
        if after == before:
            return False
        _write(after)
        return True

    def has(self, name: str) -> bool:
        """Whether a line of ours of that name stands there."""
        return any(_is_ours(line, name) for line in _read().split("\n"))

    def next_time(self, name: str) -> str:
        """Cron does not say."""
        return ""

    def remarks(self, job: Job) -> list[str]:
        """That it does not make up for what it missed."""
        return [text("schedule.cron_misses")]

    def obstacles(self) -> list[str]:
        """That cron itself is not running, where the system says so."""
        return [text("schedule.no_daemon")] if is_running() is False else []


def is_running(processes: Path = Path("/proc"), run: Path = Path("/run")) -> bool | None:
    """Whether cron runs on this machine; None where the system does not say."""
    for name in _PID_FILES:
        try:
            if is_alive(int((run / name).read_text().strip())):
                return True
        except (OSError, ValueError):
            continue
    # Where the processes of others are hidden, the first one is, too.
    if not (processes / "1" / "comm").exists():
        return None
    names = set()
    for file in processes.glob("[0-9]*/comm"):
        try:
            names.add(file.read_text().strip())
        except OSError:
            continue
    return bool(names & _DAEMONS)


def _is_ours(line: str, name: str) -> bool:
    return line.rstrip().endswith(" " + crontab_mark(name)) and not line.lstrip().startswith("#")


def _read() -> str:
    """The crontab of this user, "" where there is none. Raises ScheduleError where that is not certain."""
    if not has("crontab"):
        raise ScheduleError(text("schedule.no_program", program="crontab", problem=os.strerror(2)))
    answer = call("crontab", "-l")
    # The exit code is the same for "none yet" and for "could not be read"; taken for none, it would be overwritten.
    if answer.code and not any(words in answer.said.lower() for words in _NONE):
        raise ScheduleError(text("schedule.refused", program="crontab -l", code=answer.code, said=answer.said))
    return answer.out.decode("utf-8", "surrogateescape") if answer.code == 0 else ""


def _write(table: str) -> None:
    if table:
        must("crontab", "-", given=table.encode("utf-8", "surrogateescape"))
    else:
        must("crontab", "-r")
