"""A service and a timer of the user's own systemd."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.schedule.commands import call, has, in_place, must
from pipeline.schedule.job import Job
from pipeline.schedule.systems import Shown
from pipeline.schedule.when import EVERY_DAY, When
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text

MARK = "# Made by `concord schedule`; taken away by `concord unschedule`."
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NOT_TAKEN = set("'\"\\")
_CTL = ("systemctl", "--user")


def systemd_quoted(text: str) -> str:
    """One word of a unit's command line that stays as it is: no escape, specifier or variable in it is read."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$") + '"'


def service(job: Job) -> str:
    """The unit that runs the job."""
    program, *words = _started(job)
    # The program itself is not searched for variables, so that its dollars must not be doubled.
    command = " ".join([systemd_quoted(program).replace("$$", "$"), *map(systemd_quoted, words)])
    return (
        f"{MARK}\n[Unit]\nDescription=Concord: {job.name}\n\n[Service]\nType=oneshot\nExecStart={command}\n"
        "SuccessExitStatus=3\nTimeoutStartSec=4h\n"
    )


def _started(job: Job) -> list[str]:
    """The program and its words; systemd takes no program with a quotation mark in its path, a shell does."""
    plain = [job.python, *job.arguments]
    return ["/bin/sh", "-c", 'exec "$0" "$@"', *plain] if _NOT_TAKEN & set(job.python) else plain


def timer(job: Job) -> str:
    """The unit that starts the other one, and catches up after the computer was off."""
    lines = "".join(f"OnCalendar={moment}\n" for moment in calendar(job.when))
    return (
        f"{MARK}\n[Unit]\nDescription=Concord: {job.name}, {job.when}\n\n[Timer]\n{lines}"
        "Persistent=true\nRandomizedDelaySec=5min\n\n[Install]\nWantedBy=timers.target\n"
    )


def calendar(when: When) -> list[str]:
    """The moments, one line a time of the day."""
    days = "" if when.days == EVERY_DAY else ",".join(_DAYS[day] for day in when.days) + " "
    return [f"{days}*-*-* {moment:%H:%M}:00" for moment in when.times]


class Systemd:
    """The timers of the user's systemd."""

    name = "systemd"

    @property
    def title(self) -> str:
        """What people call it."""
        return text("schedule.titles.systemd")

    def __init__(self, folder: Path | None = None) -> None:
        base = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        self.folder = folder or base / "systemd" / "user"

    def usable(self) -> bool:
        """Whether the user's systemd answers."""
        return has("systemctl") and call(*_CTL, "show", "--property=Version").code == 0

    def shows(self, job: Job) -> list[Shown]:
        """The two unit files, and how they are switched on."""
        commands = [*self._switch_on(job.name), *([("loginctl", "enable-linger")] if job.logged_off else [])]
        files = [Shown(str(path), raw.decode()) for path, raw in self._files(job).items()]
        return [*files, Shown(text("schedule.then"), "\n".join(map(" ".join, commands)) + "\n")]

    def install(self, job: Job) -> None:
        """Put the units in place and switch the timer on; undone where systemd refuses."""
        there_before = self._ours(job.name)
        try:
            with in_place(self._files(job)):
                for command in self._switch_on(job.name):
                    must(*command)
                if job.logged_off:
                    must("loginctl", "enable-linger")
        except BaseException:
            if there_before:
                for command in self._switch_on(job.name):
                    call(*command)
            else:
                self._forget(job.name)
            raise

    def remove(self, name: str) -> bool:
        """Switch the timer off and take both units away."""
        if not self._ours(name):
            return False
        must(*_CTL, "disable", "--now", f"{_unit(name)}.timer")
        call(*_CTL, "clean", "--what=state", f"{_unit(name)}.timer")
        for path in self._paths(name):
            path.unlink(missing_ok=True)
        self._forget(name)
        return True

    def has(self, name: str) -> bool:
        """Whether the timer is ours, switched on and waiting."""
        return bool(self._ours(name)) and call(*_CTL, "is-active", "--quiet", f"{_unit(name)}.timer").code == 0

    def next_time(self, name: str) -> str:
        """The moment that systemd has worked out, its random delay included."""
        answer = call(*_CTL, "show", f"{_unit(name)}.timer", "--property=NextElapseUSecRealtime", "--value")
        return answer.text.strip() if answer.code == 0 else ""

    def remarks(self, job: Job) -> list[str]:
        """Whether the user's systemd ends when they log off."""
        if not has("loginctl"):
            return []
        answer = call("loginctl", "show-user", str(os.getuid()), "--property=Linger", "--value")
        return [text("schedule.no_linger")] if answer.code == 0 and answer.text.strip() == "no" else []

    def obstacles(self) -> list[str]:
        """None that we know of."""
        return []

    def _files(self, job: Job) -> dict[Path, bytes]:
        service_file, timer_file = self._paths(job.name)
        return {service_file: service(job).encode(), timer_file: timer(job).encode()}

    def _paths(self, name: str) -> list[Path]:
        return [self.folder / f"{_unit(name)}.{kind}" for kind in ("service", "timer")]

    def _ours(self, name: str) -> Sequence[Path]:
        """Our units of that name that are there. Raises ScheduleError for a file of somebody else's."""
        there = [path for path in self._paths(name) if path.exists()]
        for path in there:
            if not path.read_text(encoding="utf-8", errors="replace").startswith(MARK):
                raise ScheduleError(text("schedule.not_ours", what=path))
        return there

    def _switch_on(self, name: str) -> list[tuple[str, ...]]:
        timer_unit = f"{_unit(name)}.timer"
        return [(*_CTL, "daemon-reload"), (*_CTL, "enable", timer_unit), (*_CTL, "restart", timer_unit)]

    def _forget(self, name: str) -> None:
        """Let systemd notice that the units are gone."""
        call(*_CTL, "disable", "--now", f"{_unit(name)}.timer")
        call(*_CTL, "daemon-reload")
        call(*_CTL, "reset-failed", f"{_unit(name)}.service", f"{_unit(name)}.timer")


def _unit(name: str) -> str:
    return f"concord-{name}"
