"""A line on the terminal while people wait longer than two seconds: what goes on, how far it is, and since when.

It stands on standard error, only on a terminal, is written again every second, and is gone when something else is said.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from schemas.wording.text import text

if TYPE_CHECKING:
    from pipeline.run.batch.batch import Told

SILENT_FOR = 2.0  # seconds; who waits longer is told that it goes on
BAR = 24
# With fewer workbooks done than these nobody knows how long the others take.
ENOUGH_DONE = 10


class Line:
    """The line itself; `what` goes on, and of `count` things, where there are several, so many are done."""

    def __init__(self, what: str, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self.what, self.count, self.done = what, 0, 0
        self._stream, self._clock, self._begun = stream, clock, clock()
        self._shown = 0
        self._lock = threading.Lock()

    def draw(self) -> None:
        """Write the line, over the one that is there; nothing while the wait is short."""
        seconds = self._clock() - self._begun
        if seconds < SILENT_FOR:
            return
        line = self._words(int(seconds))[: get_terminal_size().columns - 1]
        with self._lock:
            self._stream.write(f"\r{line:<{self._shown}}")
            self._stream.flush()
            self._shown = len(line)

    def clear(self) -> None:
        """Take the line away, for what is said next."""
        with self._lock:
            if self._shown:
                self._stream.write(f"\r{'':<{self._shown}}\r")
                self._stream.flush()
            self._shown = 0

    def one_done(self) -> None:
        """One more thing is done."""
        self.done += 1
        self.draw()

    def _words(self, seconds: int) -> str:
        if self.count < 2:
            return text("cli.progress.waits", what=self.what, time=_duration(seconds))
        full = BAR * self.done // self.count
        values = {
            "what": self.what, "bar": "#" * full + "." * (BAR - full), "done": self.done, "of": self.count,
            "time": _duration(seconds),
        }  # fmt: skip
        if self.done < ENOUGH_DONE:
            return text("cli.progress.several", **values)
        left = _duration(seconds * (self.count - self.done) // self.done)
        return text("cli.progress.several_left", **values, left=left)


_lines: list[Line] = []


@contextmanager
def waiting(what: str) -> Iterator[Line]:
    """A line while the body is at work, if that takes long and somebody sees it."""
    line, stopped = Line(what, sys.stderr), threading.Event()
    is_seen = sys.stderr.isatty()

    def show() -> None:
        while not stopped.wait(1):
            line.draw()

    watch = threading.Thread(target=show, daemon=True)
    _lines.append(line)
    if is_seen:
        watch.start()
    try:
        yield line
    finally:
        stopped.set()
        if is_seen:
            watch.join()
        line.clear()
        _lines.remove(line)


@contextmanager
def of_workbooks(count: int) -> Iterator[Told]:
    """Let the line that is there tell how many of the workbooks are done."""
    line = _lines[-1] if _lines else Line("", sys.stderr)
    line.what, line.count = text("cli.progress.workbooks" if count != 1 else "cli.progress.workbook"), count
    is_seen = sys.stderr.isatty()
    yield lambda _: line.one_done() if is_seen else None
    line.what, line.count = text("cli.progress.reports"), 0


def clear() -> None:
    """Take away the line that is there: something is said."""
    for line in _lines:
        line.clear()


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return text("cli.progress.seconds", seconds=rest)
    return text("cli.progress.minutes", minutes=minutes, seconds=rest)
