"""Loaded into the server of processes: a worker that is made as its run ends says nothing of it.

What the run had opened for it is gone by then, of which Python would print a traceback below the run's last sentence.
"""

from __future__ import annotations

import sys
from types import TracebackType

# A semaphore without its name, a pipe without its other end.
_GONE = (FileNotFoundError, EOFError, ConnectionError)


def say_what_is_wrong(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    """As Python does, but for what a run that has ended leaves behind."""
    if not issubclass(kind, _GONE):
        sys.__excepthook__(kind, problem, trace)


sys.excepthook = say_what_is_wrong
