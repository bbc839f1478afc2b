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
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import TYPE_CHECKING, TypeVar

from pipeline.run.flow import flow

if TYPE_CHECKING:
    from pebble import ProcessPool

MOST = 8
# A pool breaks when a worker is killed from outside while none has work: so often a new one is made.
POOLS = 3
_PRELOADED = "pipeline.run.one"


class NotDone(Exception):  # noqa: N818 (an answer to people)
    """An item was not done, for a reason that does not lie in it; the text says which, without full stop."""


Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Limits:
    """What one item may take: `seconds`, and `memory` in bytes beyond what the program itself needs.

    Memory is bounded where the system can do it (Linux). `workers`: how many at a time, 0 for one a processor.
    """

    seconds: float = 120.0
    memory: int = 4 << 30
    workers: int = 0

    @property
    def at_a_time(self) -> int:
        """How many workers."""
        allowed = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
        return self.workers or min(allowed, MOST)


def worked(
    task: Callable[[Item], Result], items: Sequence[Item], limits: Limits, *, here: bool = False
) -> Iterator[tuple[Item, Result | Exception]]:
    """Each item with its result, or with what ended it, in the order they are done.

    However few they are, workers do it: only a process can be ended when an item takes too long or too much.
    `here`: in this process and without limits, so that a mistake of ours can be looked at (`--debug`). So it
    is, too, where the system lets us start no process at all: what is wrong there shows at the work itself.
    """
    if not here and _can_start(items):
        yield from ((items[place], result) for place, result in each(task, items, limits))
        return
    for item in items:
        try:
            yield item, task(item)
        except MemoryError as problem:
            yield item, problem


class OverLimitError(Exception):
    """What was to be done took more than its limits allow; the text says how, without full stop."""


def limited(task: Callable[[Item], Result], item: Item, limits: Limits) -> Result:
    """What `task` gives for one item, within the limits. Raises what it raised, or OverLimitError."""
    ((_, result),) = worked(task, [item], limits)
    if not isinstance(result, Exception):
        return result
    what = ended(result, limits)
    if what:
        raise OverLimitError(what) from result
    raise result


def each(
    task: Callable[[Item], Result], items: Sequence[Item], limits: Limits
) -> Iterator[tuple[int, Result | Exception]]:
    """The place of each item and its result, or what ended it, in the order they are done.

    `task` must be importable by other processes. Ended early (Ctrl-C, an exception in the caller),
    the workers are stopped; what they were doing is undone or finished, never half.
    """
    left: Sequence[int] = range(len(items))
    for _ in range(POOLS if items else 0):
        broken: list[int] = []
        for place, came in _through_one_pool(task, [items[place] for place in left], limits):
            if isinstance(came, BrokenProcessPool):
                broken.append(left[place])
            else:
                yield left[place], came
        left = broken
        if not left:
            return
    yield from ((place, BrokenProcessPool()) for place in left)


def _through_one_pool(
    task: Callable[[Item], Result], items: Sequence[Item], limits: Limits
) -> Iterator[tuple[int, Result | Exception]]:
    """As `each`; what the pool could not begin because it had broken comes back as BrokenProcessPool."""
    workers = min(limits.at_a_time, len(items))
    pool = started(workers, limits)
    try:
        yield from flow(lambda item: scheduled(pool, task, item, limits), items, lambda: 2 * workers)
        pool.close()  # type: ignore[no-untyped-call]
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def started(workers: int, limits: Limits) -> ProcessPool:
    """So many workers, each bound to its memory."""
    from pebble import ProcessPool

    return ProcessPool(max_workers=workers, context=_context(), initializer=_settle_in, initargs=(limits.memory,))


def scheduled(pool: ProcessPool, task: Callable[[Item], Result], item: Item, limits: Limits) -> Future[Result]:
    """The item handed to the pool; BrokenProcessPool comes of it where that has broken."""
    try:
        return pool.schedule(_do, args=(task, item), timeout=limits.seconds)
    except RuntimeError as problem:
        future: Future[Result] = Future()
        future.set_exception(BrokenProcessPool(str(problem)))
        return future


def ended(problem: Exception, limits: Limits) -> str | None:
    """In words, what the item did to its worker; None for an ordinary exception."""
    from pebble import ProcessExpired

    if isinstance(problem, TimeoutError):
        return f"took longer than {limits.seconds:g} seconds"
    if isinstance(problem, MemoryError):
        return f"needed more than {limits.memory >> 20:,} MB of memory"
    if isinstance(problem, ProcessExpired):
        return "made the program that was working on it end abruptly"
    return None


def _context() -> BaseContext:
    """Fresh processes on every system; where there is a server for them they start with everything loaded."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver, resource_tracker

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_PRELOADED])
    with _unheard(signal.SIGHUP):
        resource_tracker.ensure_running()  # which would let Ctrl-C through again
    with _unheard(signal.SIGINT, signal.SIGHUP):
        forkserver.ensure_running()
    return context


def _can_start(items: Sequence[object]) -> bool:
    """Whether workers can be had; without items none are needed."""
    try:
        return not items or bool(_context())
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


def _settle_in(memory: int) -> None:
    # Ctrl-C and the end of the terminal reach all its processes: the first one decides. Told to stop, a worker
    # still removes its temporary file.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    if sys.platform == "win32":
        signal.signal(signal.SIGBREAK, signal.SIG_IGN)
    else:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if sys.platform == "linux":
        with contextlib.suppress(OSError, ValueError):
            _bound(memory)


def _bound(memory: int) -> None:
    """Bound the address space to what the worker has now and `memory` bytes more."""
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 (no file of anybody's)
        now = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = now + memory
    resource.setrlimit(resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))
