"""Whose a temporary file is: its name tells the machine and the process that made it.

So the next run on that machine knows at once what a crash left; what another machine left, only its
age tells.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import socket
from functools import cache
from hashlib import sha256
from pathlib import Path

from pipeline.store.process_alive import is_alive

# Sync clients leave *.tmp alone: half a workbook is never uploaded.
LIKE_OURS = ".concord-*.tmp"
_OURS = re.compile(r"\.concord-(?P<machine>[0-9a-f]{8})(?P<process>[0-9a-f]{8})(?:[0-9a-f]{8})?\.tmp")
# What tells this system from another of the same name (Linux): a container has processes of its own.
_ID, _PROCESSES = Path("/etc/machine-id"), Path("/proc/self/ns/pid")
# Names made by this process: numbers of processes are used again, at once in a container.
_made: set[str] = set()


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
