"""What Concord keeps is for its owner alone, also where a folder or a file stood there before.

Windows keeps rights elsewhere: what lies in a user's own folders is private there.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

_OF_OTHERS = 0o077
# How everything is called that Concord puts into the folder for state, or that it tells people to put there.
OURS = (
    "seen.sqlite3", "history.sqlite3", "damaged-", "last-run.json", "concord.log", "backups", "beside", "schedule",
    "notify.yaml", "notify.secrets", "excel.log", "panel.json", "before-run", "reports", "expired.txt", ".concord-",
)  # fmt: skip
# Of a file of secrets that others could read it must be said, not mended in silence.
SECRETS = ".secrets"


def make_private(path: Path) -> None:
    """Take the rights of others from a file or folder; where that is not allowed, or it is a link, it stays."""
    if os.name == "nt":
        return
    with suppress(OSError):
        mode = path.lstat().st_mode
        if mode & _OF_OTHERS and (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            path.chmod(stat.S_IMODE(mode) & ~_OF_OTHERS)


def make_folder(path: Path) -> Path:
    """A folder of ours that nobody else may look into, made where it is not there. Raises OSError."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    make_private(path)
    return path


def make_contents_private(folder: Path) -> None:
    """Take the rights of others from what is ours in a folder, and from the folder where all in it is ours.

    People may name any folder for state, one that holds other things as well: those are not touched.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        names = [entry.name for entry in entries]
        ours = [name for name in names if name.startswith(OURS)]
        for name in ours:
            if not name.endswith(SECRETS):
                make_private(folder / name)
        if len(ours) == len(names):
            make_private(folder)


def make_file(path: Path) -> None:
    """An empty file that nobody else may read, for a program that is to fill it; one that is there stays. OSError."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def opener(path: str, flags: int) -> int:
    """For `open(..., opener=opener)`: a file that is made by it is its owner's alone."""
    return os.open(path, flags, 0o600)
