"""Hold Python's garbage collector while a workbook is worked through."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection inside, as a decorator or in a `with`; what is left over goes at the next one after it.

    A large workbook is millions of plain values without cycles, which it would visit again and again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
