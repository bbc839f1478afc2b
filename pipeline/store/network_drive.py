"""Is a folder on a drive of another machine? A database in a file there breaks sooner or later."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = (
    "cifs", "smb", "nfs", "9p", "afs", "ncpfs", "davfs", "fuse.", "ceph", "glusterfs", "lustre", "vboxsf",
    "afpfs", "webdav", "osxfuse", "macfuse", "fusefs", "ftp",
)  # fmt: skip
_MAC_MOUNT = "/sbin/mount"
# "//ann@server/share on /Volumes/share (smbfs, nodev, nosuid, mounted by ann)"
_MAC_LINE = re.compile(r".*? on (/.*) \(([^,()]+)[^()]*\)")


def is_on_network_drive(path: Path) -> bool:
    """Whether `path` lies on a network drive, as far as the system says (Windows, macOS and Linux do)."""
    real = os.path.realpath(path)
    try:
        if sys.platform == "win32":
            return _is_remote_on_windows(real)
        if sys.platform == "darwin":
            return is_network(kind_of_mac_drive(real, _mac_mounts()))
        return is_network(kind_of_drive(real, _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")))
    except (OSError, subprocess.SubprocessError):
        return False


def is_network(kind: str) -> bool:
    """Whether a file system of this kind is another machine's, or cannot be told from one."""
    return kind.startswith(_NETWORK)


def kind_of_drive(real: str, mounts: str) -> str:
    """The kind of file system that holds `real` by the text of /proc/self/mountinfo, "" where it does not say."""
    found = []
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split()
        if len(fields) >= 5 and after:
            point = fields[4].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
            found.append((point, after.split()[0]))
    return _nearest(real, found)


def kind_of_mac_drive(real: str, mounts: str) -> str:
    """The same by what `mount` prints on macOS."""
    lines = map(_MAC_LINE.fullmatch, mounts.splitlines())
    return _nearest(real, [(line[1], line[2].strip()) for line in lines if line])


def _nearest(real: str, mounts: list[tuple[str, str]]) -> str:
    """The kind of the deepest of the (place, kind) that holds `real`; of two at one place the later one covers."""
    best, kind = "", ""
    for point, of in mounts:
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, of
    return kind


def _mac_mounts() -> str:
    return subprocess.run([_MAC_MOUNT], capture_output=True, timeout=10, check=True).stdout.decode("utf-8", "replace")


def _is_remote_on_windows(real: str) -> bool:
    import ctypes

    if real.startswith("\\\\") and not real.startswith("\\\\?\\"):
        return True
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 (only there on Windows)
    return bool(kernel.GetDriveTypeW(Path(real).anchor) == _REMOTE)
