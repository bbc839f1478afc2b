"""Replacing a workbook: afterwards the file is the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from pipeline.door.read import CannotRead, read_bytes
from pipeline.door.soundness import Refused
from pipeline.door.temporary import fsync_folder, sweep, temporary
from pipeline.door.trouble import in_words, is_momentary

__all__ = ["CannotReplace", "SavedMeanwhile", "replace_whole", "sweep", "write_new"]

# A virus scanner, a sync client or Excel itself holds a file for a moment: 3.15 s in all.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
# A folder on a drive that knows no second name for a file cannot make one appear whole in a single step.
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES, errno.EINVAL}


class SavedMeanwhile(Exception):  # noqa: N818 (what happened, not an error of ours)
    """Someone saved the workbook after it was read: their version stands, ours is dropped."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was saved by someone during the run. Their version was kept; run again.")


class CannotReplace(Exception):  # noqa: N818 (as above)
    """The file could not be written and is the old one, whole.

    `reason`: read_only_file, read_only_folder, no_permission, disk_full, gone, in_use, cross_device,
    drive_failed, exists, not_a_file, name_too_long, other. The text says what happened and what to do.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


def replace_whole(
    path: Path, data: bytes, expected_sha256: str, *, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Put `data` in the place of the file at `path`, if its content still has the digest `expected_sha256` (hex).

    A link stays a link; the file it leads to is replaced. Raises SavedMeanwhile when the content is
    another by now, CannotReplace when it cannot be done; both leave the file as it is.
    """
    with _in_words(path):
        target = Path(os.path.realpath(path, strict=True))
        status = target.stat()
        _refuse_read_only(target, status)
        _confirm(target, expected_sha256, sleep)
        with temporary(target.parent, data, 0o600) as fresh:
            _take_after(fresh, target, status)
            for pause in (*PAUSES, None):
                # Asked again after every pause: whoever held the file may have saved.
                _confirm(target, expected_sha256, sleep)
                try:
                    os.replace(fresh, target)  # noqa: PTH105 (tests put faults here)
                    break
                except OSError as problem:
                    if pause is None or not is_momentary(problem):
                        raise
                    sleep(pause)
        fsync_folder(target.parent)


def write_new(path: Path, data: bytes, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Make the file at `path`, whole or not at all; raises CannotReplace, `exists` when there is one already."""
    with _in_words(path):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "exists")
        with temporary(path.parent, data, 0o666) as fresh:
            for pause in (*PAUSES, None):
                try:
                    _appear(fresh, path)
                    break
                except OSError as problem:
                    if pause is None or not is_momentary(problem):
                        raise
                    sleep(pause)
        fsync_folder(path.parent)


def _appear(fresh: Path, path: Path) -> None:
    """Give `fresh` the name `path` in one step that fails where there is a file already."""
    if os.name == "nt":
        os.rename(fresh, path)  # noqa: PTH104 (Windows refuses an existing name; tests put faults here)
        return
    try:
        os.link(fresh, path)
        return
    except OSError as problem:
        if problem.errno not in _NO_LINKS:
            raise
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # takes the name, or finds it taken
    try:
        os.replace(fresh, path)  # noqa: PTH105 (as above)
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _confirm(target: Path, expected: str, sleep: Callable[[float], None]) -> None:
    try:
        now = sha256(read_bytes(target, sleep=sleep)).hexdigest()
    except Refused as refused:  # it has grown beyond what was read before
        raise SavedMeanwhile(target.name) from refused
    if now != expected:
        raise SavedMeanwhile(target.name)


def _refuse_read_only(target: Path, status: os.stat_result) -> None:
    # Renaming over a read-only file works on most systems: the mark must be asked for.
    if not stat.S_ISREG(status.st_mode):
        raise CannotReplace("not_a_file", f"{target.name} is not a file. Check the path and run again.")
    if not status.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise CannotReplace(
            "read_only_file",
            f"{target.name} is read-only, so nothing was written into it. "
            "Remove the read-only mark (or ask whoever set it), then run again.",
        )
    if not os.access(target.parent, os.W_OK):
        raise CannotReplace(
            "read_only_folder",
            f"The folder {target.parent} cannot be written to, so {target.name} was left as it is. "
            "Ask for permission, then run again.",
        )


def _take_after(fresh: Path, target: Path, status: os.stat_result) -> None:
    """Give the new file the owner, the rights and the attributes of the old one, as far as allowed."""
    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(fresh, status.st_uid, status.st_gid)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                with contextlib.suppress(OSError):
                    os.setxattr(fresh, name, os.getxattr(target, name))
    # Drives without rights of their own (FAT, some network drives) refuse to set what is already so.
    if stat.S_IMODE(fresh.stat().st_mode) != stat.S_IMODE(status.st_mode):
        fresh.chmod(stat.S_IMODE(status.st_mode))


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn whatever the operating system says into CannotReplace."""
    try:
        yield
    except CannotRead as problem:
        raise CannotReplace(problem.reason, f"{problem.message} Nothing was changed.") from problem
    except OSError as problem:
        reason, words = in_words(problem, path.name, str(path.parent))
        raise CannotReplace(reason, f"{words}, then run again. Nothing was changed.") from problem
