"""The file of the log: it turns over at a size, and several runs may write into it at once.

Every line is written under a lock, and the file is closed again: Windows renames no file that somebody holds.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from pipeline.store.private import opener

FILE = "concord.log"
SIZE = 1 << 20  # bytes
OLDER = 5  # files
# Who waits so long (s) for the lock writes without it; the file is not turned over then.
PATIENCE = 2.0


class LogFile(RotatingFileHandler):
    """Writes whole lines into the log and turns it over; it never raises.

    What cannot be written is kept in `trouble`, why it could not be turned over in `stuck`.
    """

    def __init__(self, folder: Path, size: int = SIZE, older: int = OLDER) -> None:
        super().__init__(
            folder / FILE, maxBytes=size, backupCount=older, encoding="utf-8", errors="backslashreplace", delay=True
        )
        self._lock_file = folder / f"{FILE}.lock"
        self._may_turn_over = False
        self._is_waited_for = True
        self.trouble = ""
        self.stuck = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        with _locked(self._lock_file, PATIENCE if self._is_waited_for else 0.0) as is_ours:
            self._may_turn_over = self._is_waited_for = is_ours  # waited for in vain once, not for every line
            super().emit(record)
            self._put_away()

    def _open(self) -> TextIOWrapper:
        # As the library does it, but for the rights of a new file.
        return open(self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=opener)

    def shouldRollover(self, record: logging.LogRecord) -> int:  # noqa: N802 (the library's name)
        """Whether the file is full."""
        return int(self._may_turn_over and bool(super().shouldRollover(record)))

    def doRollover(self) -> None:  # noqa: N802 (the library's name)
        """Turn the file over; where that cannot be, the line goes into the one that is there."""
        try:
            super().doRollover()
        except OSError as problem:
            self.stuck = self.stuck or problem.strerror or str(problem)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the library's name)
        """Keep what went wrong, for those who read standard error."""
        problem = sys.exc_info()[1]
        self.trouble = self.trouble or str(getattr(problem, "strerror", None) or problem)

    def _put_away(self) -> None:
        if self.stream is not None:
            with suppress(OSError):
                self.stream.close()
            self.stream = None  # the library opens it again for the next line


@contextmanager
def _locked(path: Path, patience: float) -> Iterator[bool]:
    """Hold the lock file; False where it could not be had in time."""
    try:
        file = open(path, "ab", opener=opener)  # noqa: SIM115 (path.open knows no opener)
    except OSError:
        yield False
        return
    with file:
        is_ours = _wait_for(file, patience)
        try:
            yield is_ours
        finally:
            if is_ours:
                _let_go(file)


def _wait_for(file: IO[bytes], patience: float) -> bool:
    end = time.monotonic() + patience
    while not _try(file):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[bytes]) -> bool:
        file.seek(0, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: IO[bytes]) -> None:
        file.seek(0, os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _let_go(file: IO[bytes]) -> None:
        with suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_UN)
