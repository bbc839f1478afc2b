"""The files that a run writes beside a workbook before it takes their place, and what is left of them after a crash."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Sync clients leave *.tmp alone: half a workbook is never uploaded.
_OURS = re.compile(r"\.concord-[0-9a-f]{16}\.tmp")


@contextmanager
def temporary(folder: Path, data: bytes, mode: int) -> Iterator[Path]:
    """A new file in `folder` holding `data`, safely on the drive; gone at the end unless renamed meanwhile."""
    path = folder / f".concord-{secrets.token_hex(8)}.tmp"
    number = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield path
    finally:
        with contextlib.suppress(OSError):
            path.unlink()


def fsync_folder(folder: Path) -> None:
    """Make a rename in `folder` last; where folders cannot be synced (Windows, some drives) nothing is lost but time.

    The rename has happened by now: an error here must not read as if it had not.
    """
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def sweep(folder: Path, older_than: float, now: float) -> tuple[Path, ...]:
    """Remove what crashed runs left in `folder` more than `older_than` seconds before `now`; says what was removed.

    Only our own temporary files; those of a run that may still be going on, here or on another machine, stay.
    """
    removed = []
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if not _OURS.fullmatch(entry.name):
                continue
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(status.st_mode) and now - status.st_mtime > older_than:
                    Path(entry.path).unlink()
                    removed.append(Path(entry.path))
    return tuple(sorted(removed))
