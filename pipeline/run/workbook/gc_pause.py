"""Hold Python's garbage collector while a workbook is worked through, or while libraries are loaded."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import ContextDecorator, contextmanager


class uncollected(ContextDecorator):  # noqa: N801 - reads as a decorator
    """No collection inside, as a decorator or in a `with`; what is left over goes at the next one after it.

    A large workbook is millions of plain values without cycles, which it would visit again and again. To end a
    generator would bring that next one about while all of them are still there.
    """

    def __init__(self) -> None:
        self._was_on: list[bool] = []

    def __enter__(self) -> None:
        self._was_on.append(gc.isenabled())
        gc.disable()

    def __exit__(self, kind: object, problem: object, trace: object) -> None:
        if self._was_on.pop():
            gc.enable()


@contextmanager
def kept() -> Iterator[None]:
    """As `uncollected`, and what is there afterwards stays until the process ends: nothing looks through it again.

    For what is loaded once: pandas and the others are half a million values, looked through a hundred times as they are
    loaded and once more as the process ends, which is a fifth of the time that loading them takes.
    """
    try:
        with uncollected():
            yield
    finally:
        gc.freeze()
