"""From a path to the drive it lies on; the one place where kinds of drives are told apart."""

from __future__ import annotations

from pathlib import Path

from pipeline.drive.drive import Drive
from pipeline.drive.local import LocalDrive

_LOCAL = LocalDrive()


def drive_of(path: Path) -> Drive:
    """The drive that `path` lies on."""
    return _LOCAL


def exists(path: Path) -> bool:
    """Whether there is anything at `path`, a link that leads nowhere included."""
    try:
        drive_of(path).status(path, follow=False)
    except OSError:
        return False
    return True
