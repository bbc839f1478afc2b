"""What is switched off in Excel while results are written, noted in a file of this user's for as long as it lasts.

If Python is ended meanwhile, nobody puts it back, and Excel itself keeps some of it for good. So the next press of a
button looks for what was left.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.excel.addin.folders import state_folder
from pipeline.excel.session import native
from pipeline.files.process_alive import is_alive

FILL_DOWN = "fill_down"
SETTINGS = ("screen_updating", "enable_events", "display_alerts", "calculation")
_NAME = "switched-off-{}.json"


class Note:
    """How settings of an Excel were before this process switched them off."""

    def __init__(self, app: Any) -> None:
        self._excel = app.pid
        self._was: dict[str, Any] = {}
        self._file = state_folder() / _NAME.format(os.getpid())

    def add(self, name: str, value: object) -> None:
        """Note a setting before it is switched off. A note that cannot be written is no reason not to work."""
        self._was[name] = value
        with suppress(OSError):
            self._file.write_text(json.dumps({"excel": self._excel, "was": self._was}), encoding="utf-8")

    def clear(self) -> None:
        """All is as it was."""
        with suppress(OSError):
            self._file.unlink(missing_ok=True)


def put_back(app: Any) -> None:
    """Switch on again what a process that has been ended has left switched off in this Excel.

    Filling down is put back whichever Excel it was: Excel keeps that for all of them.
    """
    for file in state_folder().glob(_NAME.format("*")):
        if _is_at_work(file):
            continue
        with suppress(Exception):  # a note that is damaged, or a setting that Excel does not take any more
            _restore(app, file)
        with suppress(OSError):
            file.unlink()


def _is_at_work(file: Path) -> bool:
    """Whether the process that left a note is still there, and not another one that has its number by now."""
    number = file.stem.rpartition("-")[2]
    if not number.isdecimal() or int(number) == os.getpid() or not is_alive(int(number)):
        return False
    import psutil

    try:
        return bool(psutil.Process(int(number)).create_time() <= file.stat().st_mtime)
    except (OSError, psutil.Error):
        return True


def _restore(app: Any, file: Path) -> None:
    noted = json.loads(file.read_text(encoding="utf-8"))
    was = noted["was"]
    if was.get(FILL_DOWN) is True:
        native.set_fill_down(app, True)
    for name in SETTINGS if noted["excel"] == app.pid else ():
        if name in was:
            setattr(app, name, was[name])
