"""One run at a time in a folder, across machines: a small file in it says who is at work.

The lease saves work and confusion; that nothing is lost does not rest on it (`pipeline.files.atomic_replace`).
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from pipeline.files.atomic_replace import ReplaceError, write_new
from pipeline.files.backend import NotAFileError, TooLargeError
from pipeline.files.backends import drive_of
from pipeline.files.process_alive import is_alive
from pipeline.files.temp_files import temporary
from schemas.wording.text import text

FILE = ".concord-run.lock"
STALE_AFTER = 30 * 60.0
REFRESHED_EVERY = 60.0
LONGEST = 4096  # bytes: a lease is much shorter
# What a lease may say, whoever wrote it: no process has a higher number, no name of a computer is longer, and
# the year 2200 (seconds since 1970) is far enough.
LARGEST_PID = 2**32 - 1
LONGEST_NAME = 255
LATEST = 7.3e9
# Two runs may both find a stale lease and both take it over: whose name stands there after this has it.
SETTLED_AFTER = 0.2
_NAMED = frozenset({"exists"})
# Leases of this process by their token: a number of a process is used again, at once in a container.
_held: set[str] = set()


class RunInProgressError(Exception):
    """Another run is in progress in a folder; the text says whose and since when."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who is at work in a folder; times are seconds since 1970 of the machine that wrote it."""

    host: str
    pid: int
    started: float
    refreshed: float
    token: str

    @classmethod
    def of_this_process(cls, now: float) -> Lease:
        """A new one of ours."""
        return cls(socket.gethostname(), os.getpid(), now, now, secrets.token_hex(8))

    @classmethod
    def read(cls, path: Path) -> Lease | None:
        """The lease in a file; None when there is none. One that cannot be understood is nobody's, from its time."""
        drive = drive_of(path)
        try:
            data, changed = drive.read(path, LONGEST), drive.status(path).st_mtime
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TooLargeError, NotAFileError):
            return cls("", 0, 0.0, 0.0, "")
        changed = changed if 0 <= changed <= LATEST else 0.0
        return cls._understood(data) or cls("", 0, changed, changed, "")

    @classmethod
    def _understood(cls, data: bytes) -> Lease | None:
        """What a file says; None where it is not what a run writes: anybody may write into a shared folder."""
        try:
            given = json.loads(data)
            return cls(
                _name(given["host"]), int(_number(given["pid"], LARGEST_PID)), _number(given["started"], LATEST),
                _number(given["refreshed"], LATEST), str(given.get("token", "")),
            )  # fmt: skip
        except (ValueError, TypeError, KeyError, RecursionError):
            return None

    def is_stale(self, now: float) -> bool:
        """Whether its run is over: its process is gone, or it has not been refreshed for long."""
        if self.host == socket.gethostname():
            if self.pid == os.getpid():
                return self.token not in _held
            if not is_alive(self.pid):
                return True
        return abs(now - self.refreshed) > STALE_AFTER

    def bytes(self) -> bytes:
        """As it stands in the file."""
        return (json.dumps(asdict(self)) + "\n").encode()


def _name(given: Any) -> str:
    """The name of a computer, which is shown to people. Raises ValueError for what cannot be one."""
    if not isinstance(given, str) or not 0 < len(given) <= LONGEST_NAME or not given.isprintable():
        raise ValueError(given)
    return given


def _number(given: Any, most: float) -> float:
    """A number from 0 to `most`. Raises ValueError for anything else, NaN included."""
    if type(given) not in (int, float) or not 0 <= given <= most:
        raise ValueError(given)
    return float(given)


@contextmanager
def leased(
    folders: Sequence[Path], *, now: Callable[[], float] = time.time, sleep: Callable[[float], None] = time.sleep
) -> Iterator[None]:
    """Hold the lease of every folder.

    Raises RunInProgressError when another run has one of them, or one of a folder above.

    A folder in which no file can be made gets none: nothing can be written into its workbooks either.
    """
    mine = Lease.of_this_process(now())
    _held.add(mine.token)
    taken: list[Path] = []
    try:
        for folder in folders:
            _refuse_below_another(folder, now())
            taken.append(folder / FILE)  # before it is: Ctrl-C may come just after
            if not _take(folder / FILE, mine, now, sleep):
                taken.pop()
        with _refreshed(taken, mine, now):
            yield
    finally:
        for path in taken:
            _give_back(path, mine)
        _held.discard(mine.token)


def _refuse_below_another(folder: Path, now: float) -> None:
    for above in drive_of(folder).above(folder):
        other = Lease.read(above / FILE)
        if other is not None and other.token not in _held and not other.is_stale(now):
            raise _busy(above, other)


def _take(path: Path, mine: Lease, now: Callable[[], float], sleep: Callable[[float], None]) -> bool:
    """Whether the lease is ours now; False where there can be none. Raises RunInProgressError."""
    try:
        write_new(path, mine.bytes())
    except ReplaceError as problem:
        if problem.reason not in _NAMED:
            return False
    else:
        return True
    other = Lease.read(path)
    if other is not None and not other.is_stale(now()):
        raise _busy(path.parent, other)
    try:
        with temporary(path.parent, mine.bytes(), 0o666) as fresh:
            drive_of(path).replace(fresh, path)
    except OSError:
        return False
    sleep(SETTLED_AFTER)
    there = Lease.read(path)
    if there is None or there.token != mine.token:
        raise _busy(path.parent, there or mine)
    return True


@contextmanager
def _refreshed(paths: Sequence[Path], mine: Lease, now: Callable[[], float]) -> Iterator[None]:
    over = Event()

    def refresh() -> None:
        while not over.wait(REFRESHED_EVERY):
            for path in paths:
                _refresh(path, mine, now())

    thread = Thread(target=refresh, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _refresh(path: Path, mine: Lease, now: float) -> None:
    there = Lease.read(path)
    if there is None or there.token != mine.token:
        return  # somebody took it for stale: two runs at once cost time, not data
    lease = Lease(mine.host, mine.pid, mine.started, now, mine.token)
    with contextlib.suppress(OSError), temporary(path.parent, lease.bytes(), 0o666) as fresh:
        drive_of(path).replace(fresh, path)


def _give_back(path: Path, mine: Lease) -> None:
    there = Lease.read(path)
    if there is not None and there.token == mine.token:
        with contextlib.suppress(OSError):
            drive_of(path).remove(path)


def _busy(folder: Path, other: Lease) -> RunInProgressError:
    since = time.strftime("%Y-%m-%d %H:%M", time.localtime(other.started)) if other.started else ""
    said = {"folder": folder, "host": other.host, "pid": other.pid, "mark": FILE, "since": since}
    key = "of" if other.host and since else "of_unknown_time" if other.host else "of_nobody" if since else "of_unknown"
    return RunInProgressError(text(f"state.lease.{key}", count=round(STALE_AFTER / 60), **said))
