"""The memory limit of workers: bounded by the system in the worker itself (Linux), and watched from outside.

The parent looks at the resident memory of its workers, on every system, and ends one that has taken too much: nothing
that a worker does, in whatever library, keeps it from being seen. On other machines of a cluster only the first holds.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Callable, Iterable

# So often (s) the workers are looked at: between two looks one may take a few hundred MB.
LOOK = 0.1
# What a worker needs of its own (bytes), with all libraries loaded.
OWN = 256 << 20


class MemoryWatch:
    """Ends those of the processes that `workers` gives the ids of that have more than `most` bytes for their item."""

    def __init__(self, workers: Callable[[], Iterable[int]], most: int) -> None:
        self._workers = workers
        self._most = OWN + most
        self._ended: set[int] = set()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look_on, daemon=True, name="memory watch")

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._is_over.set()
        self._thread.join()

    def has_ended(self, worker: int | None) -> bool:
        """Whether it was this watch that ended the process of this id, which is forgotten: ids come again."""
        is_ours = worker in self._ended
        self._ended.discard(worker or 0)
        return is_ours

    def _look_on(self) -> None:
        import psutil  # while the workers load: nobody waits for it

        while not self._is_over.wait(LOOK):
            for id in self._workers():
                with contextlib.suppress(psutil.Error, OSError):  # gone by itself, or no answer: it is looked at again
                    process = psutil.Process(id)
                    if process.memory_info().rss > self._most:
                        self._ended.add(id)  # before it dies: whoever hears of that asks us
                        process.kill()


def bound_address_space(memory: int) -> None:
    """Let this process have what it has now and `memory` bytes more, where the system can bound that (Linux)."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (no file of anybody's)
        now = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = now + memory
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
