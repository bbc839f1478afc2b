"""What runs on a machine of a cluster: each item in a process of its own there, with the limits that hold here.

That of memory holds where the system bounds it (Linux): nobody looks on from outside there.

A thread of a cluster's worker cannot be stopped, and a crash would take along whatever else the worker
does: so the worker only hands on to processes that can be ended.
"""

from __future__ import annotations

import multiprocessing
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.files.backends import drive_of
from pipeline.run.batch.workers import POOLS, Item, Limits, Result, scheduled, started
from pipeline.run.state.fingerprint import program

if TYPE_CHECKING:
    from pebble import ProcessPool

_pools: dict[str, ProcessPool] = {}
_making = threading.Lock()


@dataclass(frozen=True, slots=True)
class About:
    """A worker of the cluster: where it runs, which Concord it has, and which files it does not see as we do."""

    host: str
    program: str
    unseen: tuple[Path, ...]


def about(files: Sequence[tuple[Path, int]]) -> About:
    """What this worker is; `files` are paths and sizes (bytes) as the machine that asks sees them."""
    return About(socket.gethostname(), program(), tuple(path for path, size in files if _size(path) != size))


def _size(path: Path) -> int | None:
    try:
        return drive_of(path).status(path).st_size
    except OSError:
        return None


def one(run: str, places: int, task: Callable[[Item], Result], item: Item, limits: Limits) -> Result | Exception:
    """The result of the task, or what ended it. `places`: so many items this worker has at a time."""
    problem: Exception = BrokenProcessPool()
    for _ in range(POOLS):
        pool = _pool(run, places, limits)
        try:
            return scheduled(pool, task, item, limits).result()
        except BrokenProcessPool as broken:
            problem = broken
            _drop(run, pool)
        except Exception as ended:
            return ended
    return problem


def over(run: str) -> None:
    """The run is over: its processes here are not needed any more."""
    with _making:
        pool = _pools.pop(run, None)
    if pool is not None:
        _stop(pool)


def _pool(run: str, places: int, limits: Limits) -> ProcessPool:
    with _making:
        if run not in _pools:
            # Cluster workers may have no children by default, lest these outlive them; ours end with them.
            multiprocessing.current_process().daemon = False
            _pools[run] = started(places, limits)
        return _pools[run]


def _drop(run: str, broken: ProcessPool) -> None:
    with _making:
        if _pools.get(run) is broken:
            del _pools[run]
    _stop(broken)


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
