"""Items handed out a few at a time, and taken back in the order they are done: what is done is held nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from itertools import islice
from typing import TypeVar

# So often (s) whoever does the work is looked at while nothing is done.
PULSE = 2.0

Item = TypeVar("Item")
Result = TypeVar("Result")


def flow(
    submit: Callable[[Item], Future[Result]], items: Sequence[Item], ahead: Callable[[], int],
    pulse: Callable[[], None] = lambda: None,
) -> Iterator[tuple[int, Result | Exception]]:  # fmt: skip
    """The place of each item and its result, or what ended it; at most `ahead()` are handed out at a time.

    `pulse` is called while nothing is done and may raise. What is no Exception (a worker's exit, say) is raised.
    """
    waiting: dict[Future[Result], int] = {}
    todo = iter(enumerate(items))
    while True:
        for place, item in islice(todo, max(0, ahead() - len(waiting))):
            waiting[submit(item)] = place
        if not waiting:
            return
        done, _ = wait(waiting, PULSE, FIRST_COMPLETED)
        if not done:
            pulse()
        while done:
            future = done.pop()
            came: Result | Exception = _came(future)
            yield waiting.pop(future), came


def _came(future: Future[Result]) -> Result | Exception:
    try:
        problem = future.exception()
    except CancelledError as cancelled:
        return cancelled
    if problem is None:
        return future.result()
    if isinstance(problem, Exception):
        return problem
    raise problem
