"""From a path to the drive it lies on; the one place where kinds of drives are told apart."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.files.backend import Drive
from pipeline.files.local import LocalDrive
from pipeline.files.smb.path import SCHEME, SmbPath

_LOCAL = LocalDrive()


def as_path(text: str) -> Path:
    """The path in a text, whatever it leads to. Raises AddressError for one on a share that cannot be meant."""
    return SmbPath.parsed(text) if text.lower().startswith(SCHEME) else Path(text)


def drive_of(path: Path) -> Drive:
    """The drive that `path` lies on."""
    return _shares() if isinstance(path, SmbPath) else _LOCAL


@cache
def _shares() -> Drive:
    from pipeline.files.smb.backend import SmbDrive  # with a library that nothing else needs

    return SmbDrive()


def exists(path: Path) -> bool:
    """Whether there is anything at `path`, a link that leads nowhere included."""
    try:
        drive_of(path).status(path, follow=False)
    except OSError:
        return False
    return True
