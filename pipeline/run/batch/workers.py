"""Work spread over processes of this machine, so that a crash, a hang or a blow-up of memory costs one item alone.

pebble, because with it a worker that dies takes only its own task with it; with the standard library's
pool every task still waiting is lost.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.run.batch.bounded import flow
from pipeline.run.batch.memory_limit import MemoryWatch, bound_address_space
from schemas.wording.numbers_and_days import measured, number_text
from schemas.wording.text import text

if TYPE_CHECKING:
    from pebble import ProcessPool

MOST = 8
# A pool breaks when a worker is killed from outside while none has work: so often a new one is made.
POOLS = 3
# So often (s) a pool looks at its workers: it ends no sooner after the last item is done. Several have more to do,
# and each look takes processor time from them.
PULSE = 0.02
PULSE_OF_SEVERAL = 0.1
_PRELOADED = "pipeline.run.batch.worker_preload"
_QUIET = "pipeline.run.batch.quiet_start"
_early: list[tuple[Limits, ProcessPool]] = []


class WorkerError(Exception):
    """An item was not done, for a reason that does not lie in it; the text says which, without full stop."""


Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Limits:
    """What one item may take: `seconds`, and `memory` in bytes beyond what the program itself needs.

    `workers`: how many at a time, 0 for one a processor.
    """

    seconds: float = 120.0
    memory: int = 4 << 30
    workers: int = 0

    @property
    def at_a_time(self) -> int:
        """How many workers."""
        allowed = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
        return self.workers or min(allowed, MOST)


class Workers:
    """Processes of this machine, started with the first item and kept for all that follow; used in a `with`."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._pool: ProcessPool | None = None
        self._watch = MemoryWatch(self._ids, limits.memory)

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def each(
        self, task: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Exception]]:  # fmt: skip
        """The place of each item and its result, or what ended it, in the order they are done.

        `task` must be importable by other processes. Ended early (Ctrl-C, an exception in the caller),
        the workers are stopped; what they were doing is undone or finished, never half.
        """
        left: Sequence[int] = range(len(items))
        for _ in range(POOLS if items else 0):
            broken: list[int] = []
            for place, came in self._through_one_pool(task, [items[place] for place in left]):
                if isinstance(came, BrokenProcessPool):
                    broken.append(left[place])
                else:
                    yield left[place], came
            left = broken
            if not left:
                return
            self.stop()
        yield from ((place, BrokenProcessPool()) for place in left)

    def stop(self) -> None:
        """End the processes, whatever they are doing."""
        pool, self._pool = self._pool, None
        if pool is not None:
            self._watch.stop()
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
            self._watch = MemoryWatch(self._ids, self._limits.memory)

    def _ids(self) -> list[int]:
        """The ids of the processes; pebble knows them and tells nobody (a test holds that it still does)."""
        pool: Any = self._pool
        return list(pool._pool_manager.worker_manager.workers) if pool else []

    def _through_one_pool(
        self, task: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[tuple[int, Result | Exception]]:
        """As `each`; what the pool could not begin because it had broken comes back as BrokenProcessPool."""
        limits, workers = self._limits, min(self._limits.at_a_time, len(items))
        if self._pool is None:
            self._pool = _made_early(workers, limits) or started(workers, limits)
            self._watch.start()
        pool = self._pool
        is_over = False
        try:
            for place, came in flow(lambda item: scheduled(pool, task, item, limits), items, lambda: 2 * workers):
                yield place, MemoryError() if self._was_ended(came) else came
            is_over = True
        finally:
            if not is_over:
                self.stop()

    def _was_ended(self, came: object) -> bool:
        """Whether the worker of this item was ended because it took too much memory."""
        from pebble import ProcessExpired

        return isinstance(came, ProcessExpired) and self._watch.has_ended(came.pid)


def start_early(limits: Limits) -> None:
    """Let a worker load what it needs while this process gets ready itself, for what is sure to be worked through."""
    if can_start() and _context().get_start_method() == "spawn":  # elsewhere the server of processes is loading by now
        pool = started(1, limits)
        scheduled(pool, _load, None, limits)
        _early.append((limits, pool))


def _made_early(workers: int, limits: Limits) -> ProcessPool | None:
    fitting = [pair for pair in _early if pair[0] == limits] if workers == 1 else []
    for pair in fitting[:1]:
        _early.remove(pair)
        return pair[1]
    return None


def _load(_: None) -> None:
    import_module(_PRELOADED)


def started(workers: int, limits: Limits) -> ProcessPool:
    """So many workers, each bound to its memory."""
    from pebble import CONSTS, ProcessPool

    CONSTS.sleep_unit = PULSE if workers == 1 else PULSE_OF_SEVERAL
    given = (limits.memory, Path.cwd(), dict(os.environ))
    return ProcessPool(max_workers=workers, context=_context(), initializer=_settle_in, initargs=given)


def scheduled(pool: ProcessPool, task: Callable[[Item], Result], item: Item, limits: Limits) -> Future[Result]:
    """The item handed to the pool; BrokenProcessPool comes of it where that has broken."""
    try:
        return pool.schedule(_do, args=(task, item), timeout=limits.seconds)
    except RuntimeError as problem:
        future: Future[Result] = Future()
        future.set_exception(BrokenProcessPool(str(problem)))
        return future


def ended(problem: Exception, limits: Limits) -> str | None:
    """What is said of a workbook that did this to its worker; None for an ordinary exception."""
    from pebble import ProcessExpired

    if isinstance(problem, TimeoutError):
        return text("limits.workbook.too_slow", seconds=measured(limits.seconds))
    if isinstance(problem, MemoryError):
        return text("limits.workbook.too_large", megabytes=number_text(limits.memory >> 20))
    if isinstance(problem, ProcessExpired):
        return text("limits.workbook.deadly")
    return None


def _context() -> BaseContext:
    """Fresh processes on every system; where there is a server for them they start with everything loaded."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED, _QUIET])
    with _unheard(signal.SIGHUP):
        resource_tracker.ensure_running()  # which would let Ctrl-C through again
    with _unheard(signal.SIGINT, signal.SIGHUP):
        forkserver.ensure_running()
    return context


def can_start() -> bool:
    """Whether the system lets us start workers."""
    try:
        return bool(_context())
    except OSError:
        return False


@contextlib.contextmanager
def _unheard(*signals: signal.Signals) -> Iterator[None]:
    """The signals wait until this is over; what is started meanwhile never hears them, not even while it loads."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Stopped(SystemExit):
    """The worker was told to stop."""


def _do(task: Callable[[Item], Result], item: Item) -> Result:
    try:
        return task(item)
    except _Stopped:
        os._exit(1)  # pebble would take it for a result


def _stop(*_: object) -> None:
    raise _Stopped


def _settle_in(memory: int, folder: Path, environment: Mapping[str, str]) -> None:
    sys.excepthook = sys.__excepthook__  # what goes wrong from now on is said (pipeline.run.batch.quiet_start)
    # The server of processes may be older than what the folder and the environment are now.
    with contextlib.suppress(OSError):
        os.chdir(folder)
    os.environ.update(environment)
    # Ctrl-C reaches all processes of a terminal: the first one decides. Told to stop, a worker still
    # removes its temporary file.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    if sys.platform == "win32":
        signal.signal(signal.SIGBREAK, signal.SIG_IGN)
    else:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    bound_address_space(memory)


class Crew:
    """Does a task for each item, in workers or `here`, where no limits hold; used in a `with`."""

    def __init__(self, limits: Limits, here: bool) -> None:
        self._here = here
        self._workers = Workers(limits)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.stop()

    def each(self, task: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[tuple[Item, Result | Exception]]:
        """Each item with its result, or with what ended it."""
        # Where no process can be started at all, what is wrong there shows at the work itself.
        if not self._here and can_start():
            yield from ((items[place], result) for place, result in self._workers.each(task, items))
            return
        for item in items:
            try:
                yield item, task(item)
            except MemoryError as problem:
                yield item, problem
