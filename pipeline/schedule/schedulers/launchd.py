"""A launch agent of a user on macOS."""

from __future__ import annotations

import os
import plistlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.schedule.commands import call, has, in_place, must
from pipeline.schedule.job import Job
from pipeline.schedule.systems import Shown
from pipeline.schedule.when import EVERY_DAY
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text

PREFIX = "concord-workbooks."
# The old one is taken away while launchctl has already come back.
TRIES, PAUSE = 5, 0.5


def agent(job: Job) -> bytes:
    """The property list; launchd reads no shell, so that every word stays as it is."""
    content: dict[str, Any] = {
        "Label": PREFIX + job.name,
        "ProgramArguments": [job.python, *job.arguments],
        "StartCalendarInterval": _moments(job),
        "ProcessType": "Background",
        "RunAtLoad": False,
    }
    return plistlib.dumps(content, sort_keys=False)


def _moments(job: Job) -> list[dict[str, int]]:
    """When; a moment that passes while the computer sleeps is made up for when it wakes."""
    clock = [{"Hour": moment.hour, "Minute": moment.minute} for moment in job.when.times]
    if job.when.days == EVERY_DAY:
        return clock
    return [{**moment, "Weekday": (day + 1) % 7} for day in job.when.days for moment in clock]


class Launchd:
    """The launch agents of this user."""

    name, title = "launchd", "launchd"

    def __init__(self, folder: Path | None = None, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.folder = folder or Path.home() / "Library" / "LaunchAgents"
        self._domain = f"gui/{os.getuid()}" if hasattr(os, "getuid") else "gui/501"
        self._sleep = sleep

    def usable(self) -> bool:
        """Whether this user has a session that agents can run in."""
        return has("launchctl") and call("launchctl", "print", self._domain).code == 0

    def shows(self, job: Job) -> list[Shown]:
        """The property list, and how it is switched on."""
        path = self._path(job.name)
        return [
            Shown(str(path), agent(job).decode()),
            Shown(text("schedule.then"), f"launchctl bootstrap {self._domain} {path}\n"),
        ]

    def install(self, job: Job) -> None:
        """Put the agent in place and switch it on; undone where launchd refuses."""
        there_before = self._ours(job.name)
        try:
            with in_place({self._path(job.name): agent(job)}):
                self._start(job.name)
        except BaseException:
            if there_before:
                call("launchctl", "bootstrap", self._domain, str(self._path(job.name)))
            raise

    def remove(self, name: str) -> bool:
        """Switch the agent off and take it away."""
        if not self._ours(name):
            return False
        call("launchctl", "bootout", f"{self._domain}/{PREFIX}{name}")
        self._path(name).unlink()
        return True

    def has(self, name: str) -> bool:
        """Whether our agent is there and known to launchd."""
        return self._ours(name) and call("launchctl", "print", f"{self._domain}/{PREFIX}{name}").code == 0

    def next_time(self, name: str) -> str:
        """Launchd does not say."""
        return ""

    def remarks(self, job: Job) -> list[str]:
        """What launchd needs besides."""
        remarks = [text("schedule.launchd_logged_off")] if job.logged_off else []
        volumes = any(path.startswith("/Volumes/") for path in job.paths)
        return [*remarks, text("schedule.launchd_volumes")] if volumes else remarks

    def obstacles(self) -> list[str]:
        """None that we know of."""
        return []

    def _start(self, name: str) -> None:
        call("launchctl", "bootout", f"{self._domain}/{PREFIX}{name}")
        command = ("launchctl", "bootstrap", self._domain, str(self._path(name)))
        for _ in range(TRIES - 1):
            if call(*command).code == 0:
                return
            self._sleep(PAUSE)
        must(*command)

    def _path(self, name: str) -> Path:
        return self.folder / f"{PREFIX}{name}.plist"

    def _ours(self, name: str) -> bool:
        """Whether our agent is there. Raises ScheduleError for a file of somebody else's."""
        path = self._path(name)
        if not path.exists():
            return False
        try:
            ours = "pipeline.schedule.started" in plistlib.loads(path.read_bytes())["ProgramArguments"]
        except (plistlib.InvalidFileException, KeyError, TypeError, ValueError, OSError):
            ours = False
        if not ours:
            raise ScheduleError(text("schedule.not_ours", what=path))
        return True
