"""The files that a run writes beside a workbook before it takes their place, and what is left of them after a crash."""

from __future__ import annotations

import contextlib
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.drive.of import drive_of

# Sync clients leave *.tmp alone: half a workbook is never uploaded.
_LIKE_OURS = ".concord-*.tmp"
_OURS = re.compile(r"\.concord-[0-9a-f]{16}\.tmp")


@contextmanager
def temporary(folder: Path, data: bytes, mode: int) -> Iterator[Path]:
    """A new file in `folder` holding `data`, safely on the drive; gone at the end unless renamed meanwhile."""
    path = folder / f".concord-{secrets.token_hex(8)}.tmp"
    drive = drive_of(folder)
    try:
        drive.create(path, data, mode)
        yield path
    finally:
        with contextlib.suppress(OSError):
            drive.remove(path)


def sweep(folder: Path, older_than: float, now: float) -> tuple[Path, ...]:
    """Remove what crashed runs left in `folder` more than `older_than` seconds before `now`; says what was removed.

    Only our own temporary files; those of a run that may still be going on, here or on another machine, stay.
    """
    removed = []
    drive = drive_of(folder)
    with contextlib.suppress(OSError):
        for path in [folder / entry.name for entry in drive.entries(folder, _LIKE_OURS) if _OURS.fullmatch(entry.name)]:
            with contextlib.suppress(OSError):
                status = drive.status(path, follow=False)
                if stat.S_ISREG(status.st_mode) and now - status.st_mtime > older_than:
                    drive.remove(path)
                    removed.append(path)
    return tuple(sorted(removed))
