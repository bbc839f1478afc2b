"""What every scheduler can do for us, and which one this machine has."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pipeline.schedule.job import Job
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import joined, text

NAMES = ("windows", "systemd", "cron", "launchd")
# Where both are there, the one that catches up on a run that was missed.
_HERE = {"win32": ("windows",), "darwin": ("launchd",)}
_ELSEWHERE = ("systemd", "cron")


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that would be installed: where, and its text."""

    where: str
    text: str


class System(Protocol):
    """A scheduler. What it refuses is raised as ScheduleError, and then everything is as it was."""

    name: str

    @property
    def title(self) -> str:
        """What people call it."""

    def usable(self) -> bool:
        """Whether it can be used on this machine by this user."""

    def shows(self, job: Job) -> list[Shown]:
        """Exactly what would be installed; touches nothing."""

    def install(self, job: Job) -> None:
        """Install the job, in place of one of the same name."""

    def remove(self, name: str) -> bool:
        """Take our job of that name away; False where there is none."""

    def has(self, name: str) -> bool:
        """Whether our job of that name is installed and switched on."""

    def next_time(self, name: str) -> str:
        """When it is started next, in the system's words; "" where it does not say."""

    def remarks(self, job: Job) -> list[str]:
        """What people should know of how it starts this job."""

    def obstacles(self) -> list[str]:
        """What keeps it from starting anything on this machine."""


def system(name: str) -> System:
    """The scheduler of that name, for this user. Raises KeyError."""
    from pipeline.schedule.schedulers import cron, launchd, systemd, windows

    made: dict[str, Callable[[], System]] = {
        "windows": windows.Windows, "systemd": systemd.Systemd, "cron": cron.Cron, "launchd": launchd.Launchd,
    }  # fmt: skip
    return made[name]()


def native(name: str) -> bool:
    """Whether this kind of machine can have that scheduler at all."""
    return name in _HERE.get(sys.platform, _ELSEWHERE)


def chosen(wanted: str | None, *, to_show: bool = False) -> System:
    """The scheduler that was asked for, or the best there is here. Raises ScheduleError where none can be used.

    To show what would be installed, any will do.
    """
    names = [wanted] if wanted else list(_HERE.get(sys.platform, _ELSEWHERE))
    for name in names:
        if native(name) and system(name).usable():
            return system(name)
    if to_show:
        return system(names[0])
    titles = joined((system(name).title for name in names), "and")
    raise ScheduleError(text("schedule.none_usable", titles=titles, why=text(f"schedule.why.{names[-1]}")))
