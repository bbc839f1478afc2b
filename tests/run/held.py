"""Concord started as people start it, whose workers stop at a moment of their work until they are told to end.

    python -m tests.run.held PLACE MOMENT run ...

MOMENT is `begun` (each workbook is held before anything is done with it) or `written` (0.xlsx is finished, every
other is held once it has been read and a temporary file lies beside it). What is held leaves a file of its name
in PLACE: whoever waits for these files knows what the run is doing, however fast the machine is.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from pebble import CONSTS

from pipeline.cli.main import main
from pipeline.files import atomic_replace
from pipeline.run.batch import batch, task
from pipeline.run.batch.task import Task
from pipeline.run.batch.workbook_result import WorkbookResult

_PLACE = "CONCORD_TEST_PLACE"
_MOMENT = "CONCORD_TEST_MOMENT"
FINISHED = "0.xlsx"


def work(one: Task) -> WorkbookResult:
    """In the place of the work on a workbook: the same, held at the moment that was asked for."""
    if os.environ[_MOMENT] == "begun":
        hold(one.path.name)
    elif one.path.name != FINISHED:
        atomic_replace.put_in_place = held_before(atomic_replace.put_in_place, one.path.name)
    return task.work(one)


def held_before(step: Callable[..., bool], name: str) -> Callable[..., bool]:
    """A step that does not come to pass."""

    def wait(*given: Any) -> bool:
        hold(name)
        return step(*given)

    return wait


def hold(name: str) -> None:
    """Say that this workbook has come so far, and wait for the signal that ends this process."""
    Path(os.environ[_PLACE], name).touch()
    while True:  # a signal that comes just before a wait without an end would not end it
        time.sleep(0.01)


def are_held(place: Path, names: Collection[str]) -> bool:
    """Whether the workbooks of these names have come so far."""
    return all((place / name).exists() for name in names)


if __name__ == "__main__":
    os.environ[_PLACE], os.environ[_MOMENT] = sys.argv[1:3]
    # By this name, so that workers find it; and a worker has all the time it needs to tidy up.
    from tests.run import held

    setattr(batch, "work", held.work)  # noqa: B010
    setattr(CONSTS, "term_timeout", None)  # noqa: B010
    main(sys.argv[3:])
