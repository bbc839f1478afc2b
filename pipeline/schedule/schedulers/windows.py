"""A task of the Windows Task Scheduler."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.schedule.commands import call, has, must
from pipeline.schedule.job import Job
from pipeline.schedule.systems import Shown
from pipeline.schedule.when import EVERY_DAY, When
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text

NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Task Scheduler puts values in the place of both, and nothing keeps it from doing so.
_READ = re.compile(r"%[^%]+%|\$\(")
_CODED = {"~": "~7e", "%": "~25", "$": "~24"}


def arguments(job: Job) -> str:
    """The arguments as one text that Windows takes apart into the same words again."""
    given = job.arguments
    if any(map(_READ.search, given)):
        place = given.index("--name")
        after = ["".join(_CODED.get(letter, letter) for letter in word) for word in given[place:]]
        given = [*given[:place], "--coded", *after]
    return subprocess.list2cmdline(given)


def task(job: Job, user: str, now: datetime) -> str:
    """The task as XML; `user` with its domain, `now` on this machine's clock (the first start is after it)."""
    if _READ.search(job.python):
        raise ScheduleError(text("schedule.odd_python", found=job.python))
    logon = "Password" if job.logged_off else "InteractiveToken"
    return (
        f'<?xml version="1.0" encoding="UTF-16"?>\n<Task version="1.2" xmlns="{NAMESPACE}">\n'
        "  <RegistrationInfo>\n    <Author>Concord</Author>\n"
        f"    <Description>{escape(text('schedule.task_description', name=job.name, when=job.when))}</Description>\n"
        "  </RegistrationInfo>\n"
        f"  <Triggers>\n{_triggers(job.when, now)}  </Triggers>\n"
        '  <Principals>\n    <Principal id="Author">\n'
        f"      <UserId>{escape(user)}</UserId>\n      <LogonType>{logon}</LogonType>\n"
        "      <RunLevel>LeastPrivilege</RunLevel>\n    </Principal>\n  </Principals>\n"
        f"{_settings(job)}"
        '  <Actions Context="Author">\n    <Exec>\n'
        f"      <Command>{escape(job.python)}</Command>\n"
        f"      <Arguments>{escape(arguments(job))}</Arguments>\n"
        "    </Exec>\n  </Actions>\n</Task>\n"
    )


def _triggers(when: When, now: datetime) -> str:
    if when.days == EVERY_DAY:
        rhythm = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
    else:
        days = "".join(f"<{_DAYS[day]} />" for day in when.days)
        rhythm = f"<ScheduleByWeek><DaysOfWeek>{days}</DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>"
    # A first start in the past would count as missed, and be made up for at once.
    first = [When((moment,), when.days).next_after(now) for moment in when.times]
    return "".join(
        f"    <CalendarTrigger>\n      <StartBoundary>{moment:%Y-%m-%dT%H:%M:%S}</StartBoundary>\n"
        "      <Enabled>true</Enabled>\n      <RandomDelay>PT5M</RandomDelay>\n"
        f"      {rhythm}\n    </CalendarTrigger>\n"
        for moment in first
    )


def _settings(job: Job) -> str:
    settings = {
        "MultipleInstancesPolicy": "IgnoreNew", "DisallowStartIfOnBatteries": "false",
        "StopIfGoingOnBatteries": "false", "AllowHardTerminate": "true", "StartWhenAvailable": "true",
        "RunOnlyIfNetworkAvailable": "true" if job.needs_network else "false", "AllowStartOnDemand": "true",
        "Enabled": "true", "Hidden": "false", "RunOnlyIfIdle": "false", "WakeToRun": "false",
        "ExecutionTimeLimit": "PT4H", "Priority": "7",
    }  # fmt: skip
    inside = "".join(f"    <{name}>{value}</{name}>\n" for name, value in settings.items())
    return f"  <Settings>\n{inside}  </Settings>\n"


class Windows:
    """The tasks of this user."""

    name = "windows"

    @property
    def title(self) -> str:
        """What people call it."""
        return text("schedule.titles.windows")

    def __init__(self, user: str = "", now: datetime | None = None) -> None:
        domain, name = os.environ.get("USERDOMAIN", ""), os.environ.get("USERNAME", "")
        self.user = user or (f"{domain}\\{name}" if domain and name else r"DOMAIN\USER")
        self._now = now or datetime.now()  # noqa: DTZ005 (the clock on the wall is what a task goes by)

    def usable(self) -> bool:
        """Whether Task Scheduler answers."""
        return has("schtasks") and call("schtasks", "/query", "/fo", "csv", "/nh").code == 0

    def shows(self, job: Job) -> list[Shown]:
        """The task, and how it is installed."""
        where, raw = text("schedule.task", name=self._task(job.name)), task(job, self.user, self._now)
        return [
            Shown(where, raw),
            Shown(text("schedule.then"), subprocess.list2cmdline(self._create(job, "TASK.xml")) + "\n"),
        ]

    def install(self, job: Job) -> None:
        """Install the task; Windows takes it whole or not at all."""
        with tempfile.TemporaryDirectory(prefix="concord-") as folder:
            file = Path(folder) / "task.xml"
            file.write_bytes(task(job, self.user, self._now).encode("utf-16"))
            must(*self._create(job, str(file)), talks=job.logged_off)

    def remove(self, name: str) -> bool:
        """Delete the task."""
        if not self.has(name):
            return False
        must("schtasks", "/delete", "/tn", self._task(name), "/f")
        return True

    def has(self, name: str) -> bool:
        """Whether the task is there."""
        return call("schtasks", "/query", "/tn", self._task(name)).code == 0

    def next_time(self, name: str) -> str:
        """As Windows writes it; the columns keep their order in every language."""
        answer = call("schtasks", "/query", "/tn", self._task(name), "/fo", "csv", "/nh")
        cells = re.findall(r'"([^"]*)"', answer.text.strip().partition("\n")[0])
        return cells[1] if answer.code == 0 and len(cells) > 2 else ""

    def remarks(self, job: Job) -> list[str]:
        """Whether it waits for somebody to log on."""
        return [] if job.logged_off else [text("schedule.windows_logged_on")]

    def obstacles(self) -> list[str]:
        """None that we know of."""
        return []

    def _task(self, name: str) -> str:
        """In the folder where everybody may have tasks; other users of this computer see it, so it says whose it is."""
        return f"Concord {name} ({self.user.rpartition(chr(92))[2]})"

    def _create(self, job: Job, file: str) -> list[str]:
        account = ["/ru", self.user, "/rp", "*"] if job.logged_off else []
        return ["schtasks", "/create", "/tn", self._task(job.name), "/xml", file, *account, "/f"]
