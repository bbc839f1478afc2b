"""What the standalone programs start with: `concord` is the command, `concord-panel` the panel beside Excel.

They stand in for Python where Concord starts itself: workers of a folder, and what a schedule starts.
"""

from __future__ import annotations

import multiprocessing
import runpy
import sys
from pathlib import Path

# What a scheduler is told to start (`pipeline/schedule/job.py`): of other modules and options nothing is started.
STARTED = "pipeline.schedule.started"
OPTIONS = {"-X", "utf8", "-P"}
PANEL = "concord-panel"


def module_started(given: list[str]) -> list[str] | None:
    """The words for the module that a scheduler starts; None for every other command line."""
    if "-m" not in given:
        return None
    at = given.index("-m")
    if set(given[:at]) <= OPTIONS and given[at + 1 : at + 2] == [STARTED]:
        return given[at + 2 :]
    return None


def main() -> None:
    """Be what was started."""
    multiprocessing.freeze_support()
    given = sys.argv[1:]
    words = module_started(given)
    if words is not None:
        sys.argv = [STARTED, *words]
        runpy.run_module(STARTED, run_name="__main__", alter_sys=True)
        return
    from pipeline.cli.main import main as concord

    is_panel = Path(sys.executable).stem == PANEL and not given
    concord(["excel", "panel"] if is_panel else given)


if __name__ == "__main__":
    main()
