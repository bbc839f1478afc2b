"""A job: what is run, when, and the one command that a scheduler starts for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.schedule.when import When
from pipeline.schedule.words import ScheduleError
from schemas.wording.text import text

DEFAULT = "workbooks"
STARTER = "pipeline.schedule.started"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_REMOTE = ("\\\\", "//")


@dataclass(frozen=True, slots=True)
class Job:
    """What a scheduler is to start.

    `paths` are whole paths or addresses, `options` those of `concord run`, `environment` names and values
    without secrets, `python` the interpreter that has Concord. Raises ScheduleError for text that no
    scheduler can carry.
    """

    name: str
    when: When
    paths: tuple[str, ...]
    options: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    python: str = ""
    logged_off: bool = False

    def __post_init__(self) -> None:
        check_name(self.name)
        for raw in (self.python, *self.arguments):
            if any(map(_is_odd, raw)):
                raise ScheduleError(text("schedule.odd_letter", found=repr(raw)))

    @property
    def arguments(self) -> list[str]:
        """What the interpreter is given: never a module from the folder it happens to be started in."""
        settings = [part for pair in self.environment for part in ("--set", "=".join(pair))]
        given = ["-X", "utf8", "-P", "-m", STARTER, "--name", self.name, *settings]
        return [*given, "--", "run", *self.options, "--", *self.paths]

    @property
    def needs_network(self) -> bool:
        """Whether a path leads to another machine."""
        return any(path.startswith(_REMOTE) or "://" in path for path in self.paths)


def check_name(name: str) -> None:
    """Raise ScheduleError for a name that not every scheduler takes for a file, a task or a label."""
    if not _NAME.fullmatch(name):
        raise ScheduleError(text("schedule.no_name", found=name))


def _is_odd(letter: str) -> bool:
    """Whether a file or a command line of some scheduler cannot hold the letter."""
    return ord(letter) < 32 or letter == "\x7f" or "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff"
