"""A folder of workbooks in which somebody has put files under the names of what programs look for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.run.made import DAY, data

ROOT = Path(__file__).parents[2]
TODAY = ("--today", DAY.isoformat())
BOOKS = 2  # so many that they are worked through by several workers
STANDARD = sorted(sys.stdlib_module_names)
OURS = ["pipeline", "schemas"]
# Python imports these when it starts, and programs read the others.
AT_START = ["sitecustomize", "usercustomize"]
SETTINGS = [
    ".env", "dask.yaml", "distributed.yaml", "pandera.yaml", "pip.conf", "pydistutils.cfg", "pyproject.toml",
    "pyvenv.cfg", "python311._pth", "python._pth", "setup.cfg", "tox.ini", "x.pth", "xlwings.conf",
]  # fmt: skip
PROGRAMS = [
    "chrome", "chromium", "cmd", "concord", "crontab", "firefox", "google-chrome", "launchctl", "loginctl", "mount",
    "python", "python3", "schtasks", "systemctl", "xdg-open",
]  # fmt: skip


@cache
def packages() -> list[str]:
    """The packages that are installed here besides Python's own."""
    return sorted(name for name in packages_distributions() if name.isidentifier())


class Planted:
    """The folder; every file that was put into it leaves its name in `told` when it is run."""

    def __init__(self, place: Path) -> None:
        self.folder, self.told = place / "shared", place / "told"
        self.folder.mkdir()
        for number in range(BOOKS):
            (self.folder / f"{number}.xlsx").write_bytes(data(id=f"CA-{number}"))

    def module(self, name: str, *, package: bool = False) -> None:
        """A module that says that it was imported, and then is of no use."""
        file = self.folder / name / "__init__.py" if package else self.folder / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"open({str(self.told)!r}, 'a').write({name + chr(10)!r})\nraise SystemExit(77)\n")

    def program(self, name: str) -> None:
        """A program, under the names that Windows and the others would know it by."""
        for ending in ("", ".exe", ".EXE", ".bat"):
            file = self.folder / f"{name}{ending}"
            file.write_text(f"#!/bin/sh\necho {name} >> '{self.told}'\n")
            file.chmod(0o755)

    def settings(self, name: str) -> None:
        """A file of settings that would not be understood, or lead here."""
        (self.folder / name).write_text(f"home = {self.folder}\nimport sys; open({str(self.told)!r}, 'a')\n[: {{\n")

    def everything(self, but: Iterable[str] = ()) -> None:
        """All of them."""
        for name in {*STANDARD, *packages(), *OURS, *AT_START} - set(but):
            self.module(name, package=name in OURS)
        for name in SETTINGS:
            self.settings(name)
        for name in PROGRAMS:
            self.program(name)

    @property
    def ran(self) -> list[str]:
        """What of it was run."""
        return self.told.read_text().splitlines() if self.told.exists() else []

    def start(self, command: Sequence[object], **more: str) -> subprocess.CompletedProcess[str]:
        """Start a program with the folder as its current one, and a PATH that also leads there."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        path = os.pathsep.join(["", ".", os.environ["PATH"]])
        environment = {**kept, "PATH": path, "CONCORD_STATE": str(self.told.with_name("state")), **more}
        return subprocess.run(
            [*map(str, command)], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
