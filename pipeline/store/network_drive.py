"""Is a folder on a drive of another machine? A database in a file there breaks sooner or later."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

_REMOTE = 4
_NETWORK = (
    "cifs", "smb", "nfs", "9p", "afs", "ncpfs", "davfs", "fuse.", "ceph", "glusterfs", "lustre", "vboxsf",
    "afpfs", "webdav", "osxfuse", "macfuse", "fusefs", "ftp",
)  # fmt: skip


def is_on_network_drive(path: Path) -> bool:
    """Whether `path` lies on a network drive, as far as the system says (Windows, macOS and Linux do)."""
    real = os.path.realpath(path)
    try:
        if sys.platform == "win32":
            return _is_remote_on_windows(real)
        return is_network(kind_of_drive(real, _mounts()))
    except (OSError, RuntimeError):
        return False


def is_network(kind: str) -> bool:
    """Whether a file system of this kind is another machine's, or cannot be told from one."""
    return kind.startswith(_NETWORK)


def kind_of_drive(real: str, mounts: Iterable[tuple[str, str]]) -> str:
    """The kind of the deepest of the (place, kind) that holds `real`, "" for none; of two at one place the later."""
    best, kind = "", ""
    for point, of in mounts:
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, of
    return kind


def _mounts() -> list[tuple[str, str]]:
    import psutil

    return [(drive.mountpoint, drive.fstype) for drive in psutil.disk_partitions(all=True)]


def _is_remote_on_windows(real: str) -> bool:
    # psutil would ask every drive there is for its name, and wait for those that cannot be reached.
    import ctypes

    if real.startswith("\\\\") and not real.startswith("\\\\?\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (only there on Windows)
    return bool(kernel.GetDriveTypeW(Path(real).anchor) == _REMOTE)
