"""Tasks for the tests of workers: most items do what is asked, some do to their worker what hostile workbooks do."""

from __future__ import annotations

import os
import signal
import sys
import time

from pipeline.run.batch.task import Task
from pipeline.run.batch.workbook_result import WorkbookResult


def shout(item: str) -> str:
    """The item in capitals, unless its name says something else."""
    match item:
        case "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hangs":
            time.sleep(600)
        case "eats":
            return str(len([bytearray(1 << 26) for _ in range(1 << 12)]))
        case "grows":
            return _unbounded()
        case "errs":
            raise ZeroDivisionError
        case _:
            pass
    return item.upper()


def _unbounded() -> str:
    """Take 512 MB as where the system bounds nothing, and wait to be ended for it."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    taken = [b"x" * (1 << 26) for _ in range(8)]
    time.sleep(600)
    return str(len(taken))


def work(task: Task) -> WorkbookResult:
    """In the place of the work on a workbook: what the name of the file says."""
    return WorkbookResult(path=task.path, status="checked", reason=shout(task.path.stem))


def made(_: object) -> bytes:
    """In the place of a new workbook that is made from an old one: never there."""
    time.sleep(600)
    return b""
