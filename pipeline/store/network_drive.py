"""Is a folder on a drive of another machine? A database in a file there breaks sooner or later."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = ("cifs", "smb", "nfs", "9p", "afs", "ncpfs", "davfs", "fuse.", "ceph", "glusterfs", "lustre")


def is_on_network_drive(path: Path) -> bool:
    """Whether `path` lies on a network drive, as far as the system says (Windows and Linux do)."""
    real = os.path.realpath(path)
    if sys.platform == "win32":
        return _is_remote_on_windows(real)
    try:
        return kind_of_drive(real, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")).startswith(_NETWORK)
    except OSError:
        return False


def kind_of_drive(real: str, mounts: str) -> str:
    """The kind of file system that holds `real` by the text of /proc/self/mountinfo, "" where it does not say."""
    best, kind = "", ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) < 5 or not after:
            continue
        point = fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, after.split()[0]
    return kind


def _is_remote_on_windows(real: str) -> bool:
    import ctypes

    if real.startswith("\\\\") and not real.startswith("\\\\?\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (only there on Windows)
    return bool(kernel.GetDriveTypeW(Path(real).anchor) == _REMOTE)
