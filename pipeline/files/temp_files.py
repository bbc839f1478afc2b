"""The files that a run writes beside a workbook before it takes their place, and what is left of them after a crash."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import socket
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.files.backends import drive_of
from pipeline.files.process_alive import is_alive

# Seconds; a temporary file of ours lives for moments, on a slow drive for minutes.
LEFT_OVER_AFTER = 3600.0
# Sync clients leave *.tmp alone: half a workbook is never uploaded.
LIKE_OURS = ".concord-*.tmp"
_OURS = re.compile(r"\.concord-(?P<machine>[0-9a-f]{8})(?P<process>[0-9a-f]{8})(?:[0-9a-f]{8})?\.tmp")
# What tells this system from another of the same name (Linux): a container has processes of its own.
_ID, _PROCESSES = Path("/etc/machine-id"), Path("/proc/self/ns/pid")
# Names made by this process: numbers of processes are used again, at once in a container.
_made: set[str] = set()


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
        return sweep_these([folder / entry.name for entry in entries if is_temporary(entry.name)], older_than, now)
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


def fresh_name() -> str:
    """A name for a temporary file that nobody has used."""
    name = f".concord-{_machine()}{os.getpid():08x}{secrets.token_hex(4)}.tmp"
    _made.add(name)
    return name


def forget(name: str) -> None:
    """The file of this name is gone, or has another name by now."""
    _made.discard(name)


def is_temporary(name: str) -> bool:
    """Whether a file of this name is one of our temporary ones, whoever made it."""
    return _OURS.fullmatch(name) is not None


def maker_is_gone(name: str) -> bool:
    """Whether the process that made a temporary file of this name ran on this machine, and is over."""
    found = _OURS.fullmatch(name)
    if found is None or found["machine"] != _machine():
        return False
    process = int(found["process"], 16)
    return name not in _made if process == os.getpid() else not is_alive(process)


@cache
def _machine() -> str:
    known = [socket.gethostname()]
    with contextlib.suppress(OSError, ValueError):
        known.append(_ID.read_text(encoding="utf-8"))
    with contextlib.suppress(OSError):
        known.append(str(_PROCESSES.readlink()))
    return sha256("\n".join(known).encode("utf-8", "replace")).hexdigest()[:8]
