"""Which other programs of this computer hold a file: by a lock on it, or by having it open for writing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

PROCESSES = Path("/proc")
_FOR_WRITING = 0o200  # in the mode of a process's link to an open file (Linux)

if sys.platform == "win32":

    def is_locked(number: int) -> bool:
        """Whether another program has locked an open file; on Windows opening it for writing says so already."""
        return False
else:
    import fcntl

    def is_locked(number: int) -> bool:
        """Whether another program has locked an open file, or a part of it; this one then has no lock on it either."""
        # A shared lock is refused by those that have it for themselves alone, a whole one by those with a part of it.
        for lock, way in ((fcntl.flock, fcntl.LOCK_SH), (fcntl.lockf, fcntl.LOCK_EX)):
            try:
                lock(number, way | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):
                return True
            except OSError:  # a drive that knows no locks
                continue
            lock(number, fcntl.LOCK_UN)
        return False


def is_open_elsewhere(paths: Sequence[Path]) -> bool:
    """Whether another process has one of the files open for writing. Linux tells, of one's own processes or as root.

    Not by psutil: it looks at every open file itself, also of shares that do not answer, and elsewhere than on Linux
    it does not say whether a file is open for writing.
    """
    wanted = {os.path.realpath(path) for path in paths}
    return any(link in wanted for link in _open_for_writing())


def _open_for_writing() -> Iterator[str]:
    """The paths of all files that other processes have open for writing, as far as this one may know."""
    for process in _entries(PROCESSES):
        if not process.name.isdecimal() or process.name == str(os.getpid()):
            continue
        for link in _entries(process / "fd"):
            with suppress(OSError):  # closed meanwhile
                if link.lstat().st_mode & _FOR_WRITING:
                    yield str(link.readlink())


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
