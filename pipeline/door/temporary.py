"""The files that a run writes beside a workbook before it takes their place, and what is left of them after a crash."""

from __future__ import annotations

import contextlib
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.door.maker import LIKE_OURS, forget, fresh_name, is_temporary, maker_is_gone
from pipeline.drive.of import drive_of

# Seconds; a temporary file of ours lives for moments, on a slow drive for minutes.
LEFT_OVER_AFTER = 3600.0


@contextmanager
def temporary(folder: Path, data: bytes, mode: int) -> Iterator[Path]:
    """A new file in `folder` holding `data`, safely on the drive; gone at the end unless renamed meanwhile."""
    path = folder / fresh_name()
    drive = drive_of(folder)
    try:
        drive.create(path, data, mode)
        yield path
    finally:
        with contextlib.suppress(OSError):
            drive.remove(path)
        forget(path.name)


def sweep(folder: Path, older_than: float, now: float) -> tuple[Path, ...]:
    """Remove what crashed runs left in `folder`, as `sweep_these` does."""
    with contextlib.suppress(OSError):
        entries = drive_of(folder).entries(folder, LIKE_OURS)
        return sweep_these([folder / entry.name for entry in entries], older_than, now)
    return ()


def sweep_these(paths: Iterable[Path], older_than: float, now: float) -> tuple[Path, ...]:
    """Remove those of the files that crashed runs left; says what was removed.

    Only our own temporary files: of runs on this machine that are over, and such as were last changed
    more than `older_than` seconds before `now`. Those of a run that may still be going on, here or on
    another machine, stay.
    """
    removed = []
    for path in paths:
        if not is_temporary(path.name):
            continue
        with contextlib.suppress(OSError):
            drive = drive_of(path)
            status = drive.status(path, follow=False)
            if stat.S_ISREG(status.st_mode) and (maker_is_gone(path.name) or now - status.st_mtime > older_than):
                drive.remove(path)
                removed.append(path)
    return tuple(sorted(removed))
