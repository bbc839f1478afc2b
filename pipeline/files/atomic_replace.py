"""Replacing a workbook: afterwards the file is the old one or the new one, whole, whatever happens in between."""

from __future__ import annotations

import errno
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from pipeline.files.backend import Drive
from pipeline.files.backends import drive_of, exists
from pipeline.files.errors import FileUseError, RefusedFileError, in_words, is_lost, is_momentary
from pipeline.files.read import ReadError, read_bytes
from pipeline.files.temp_files import sweep, temporary
from schemas.wording.text import text

__all__ = ["ReplaceError", "SavedMeanwhileError", "replace_whole", "sweep", "write_new"]
# A virus scanner, a sync client or Excel itself holds a file for a moment: 3.15 s in all.
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)


class SavedMeanwhileError(Exception):
    """Someone saved the workbook after it was read: their version stands, ours is dropped."""

    def __init__(self, name: str) -> None:
        super().__init__(text("files.replace.saved_meanwhile", name=name))
        self.name = name

    def __reduce__(self) -> tuple[type[SavedMeanwhileError], tuple[str]]:
        return type(self), (self.name,)  # it comes out of workers


class ReplaceError(FileUseError):
    """The file could not be written and is the old one, whole.

    `reason`: read_only_file, read_only_folder, no_permission, disk_full, gone, in_use, cross_device,
    drive_failed, lost, exists, not_a_file, name_too_long, other. The text says what happened and what to do.
    """


def replace_whole(
    path: Path, data: bytes, expected_sha256: str, *, sleep: Callable[[float], None] = time.sleep
) -> None:
    """Put `data` in the place of the file at `path`, if its content still has the digest `expected_sha256` (hex).

    A link stays a link; the file it leads to is replaced. Raises SavedMeanwhileError when the content is
    another by now, ReplaceError when it cannot be done; both leave the file as it is.
    """
    with _in_words(path):
        drive = drive_of(path)
        target = drive.real(path, strict=True)
        _refuse_read_only(drive, target)
        _confirm(target, expected_sha256, sleep)
        with temporary(target.parent, data, 0o600) as fresh:
            drive.take_after(fresh, target)
            for pause in (*PAUSES, None):
                # Asked again after every pause: whoever held the file may have saved.
                _confirm(target, expected_sha256, sleep)
                try:
                    if put_in_place(drive, fresh, target, expected_sha256):
                        break
                    raise SavedMeanwhileError(target.name)
                except OSError as problem:
                    if is_lost(problem):
                        raise _left_unknown(target) from problem
                    # Excel takes the old file away before it gives the new one its name.
                    if pause is None or not (is_momentary(problem) or isinstance(problem, FileNotFoundError)):
                        raise
                    sleep(pause)
        drive.make_last(target.parent)


def write_new(
    path: Path, data: bytes, *, mode: int = 0o666, sleep: Callable[[float], None] = time.sleep
) -> None:  # fmt: skip
    """Make the file at `path`, whole or not at all; raises ReplaceError, `exists` when there is one already.

    `mode` are its rights at most, where the drive knows such.
    """
    with _in_words(path):
        drive = drive_of(path)
        if exists(path):
            raise FileExistsError(errno.EEXIST, "exists")
        with temporary(path.parent, data, mode) as fresh:
            for pause in (*PAUSES, None):
                try:
                    drive.appear(fresh, path)
                    break
                except OSError as problem:
                    if pause is None or not is_momentary(problem):
                        raise
                    sleep(pause)
        drive.make_last(path.parent)


def _confirm(target: Path, expected: str, sleep: Callable[[float], None]) -> None:
    try:
        now = sha256(read_bytes(target, sleep=sleep)).hexdigest()
    except RefusedFileError as refused:  # it has grown beyond what was read before
        raise SavedMeanwhileError(target.name) from refused
    if now != expected:
        raise SavedMeanwhileError(target.name)


def _left_unknown(target: Path) -> ReplaceError:
    return ReplaceError("lost", text("files.replace.left_unknown", name=target.name, folder=target.parent))


def refuse_read_only(path: Path) -> None:
    """Raise ReplaceError where the file at `path`, or the folder it lies in, may not be written."""
    with _in_words(path):
        drive = drive_of(path)
        _refuse_read_only(drive, drive.real(path, strict=True))


def _refuse_read_only(drive: Drive, target: Path) -> None:
    # Renaming over a read-only file works on most systems: the mark must be asked for.
    status = drive.status(target)
    if not stat.S_ISREG(status.st_mode):
        raise ReplaceError("not_a_file", text("files.read.not_a_file", name=target.name))
    if not status.st_mode & 0o222 or not drive.is_writable(target):
        raise ReplaceError("read_only_file", text("files.replace.read_only_file", name=target.name))
    if not drive.is_writable(target.parent):
        words = text("files.replace.read_only_folder", name=target.name, folder=target.parent)
        raise ReplaceError("read_only_folder", words)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """Turn whatever the operating system says into ReplaceError."""
    try:
        yield
    except ReadError as problem:
        raise ReplaceError(problem.reason, text("files.then.unchanged", problem=problem.message)) from problem
    except OSError as problem:
        reason, words = in_words(problem, path.name, str(path.parent))
        raise ReplaceError(reason, text("files.then.run_unchanged", problem=words)) from problem


def put_in_place(drive: Drive, fresh: Path, target: Path, expected: str) -> bool:
    """Put `fresh` in the place of `target`; False where `target` was not what its digest `expected` says any more.

    Then `target` is what somebody saved last. On a drive where files cannot change places, nothing is
    looked at. Raises OSError or ReadError, with `target` as it was.
    """
    ours = drive.status(fresh)
    try:
        have_changed = drive.exchange(fresh, target)
        if have_changed and _digest(fresh) == expected:
            return True
    except BaseException:  # a signal, too, must not leave the only copy of a save under our temporary name
        if _is(drive, target, ours):
            _give_back(drive, fresh, target)
        raise
    if have_changed:
        _give_back(drive, fresh, target)
        return False
    drive.replace(fresh, target)
    return True


def _give_back(drive: Drive, fresh: Path, target: Path) -> None:
    """Let what stood at `target` stand there again; where somebody saves meanwhile once more, that."""
    expected = _content(target)
    while True:
        given = _content(fresh)
        try:
            drive.exchange(fresh, target)
        except OSError:
            beside = text("files.replace.kept_beside", name=target.stem)
            drive.appear(fresh, target.with_name(f"{beside}{target.suffix}"))
            raise
        if _content(fresh) == expected:
            return
        expected = given


def _is(drive: Drive, path: Path, known: object) -> bool:
    try:
        there = drive.status(path)
    except OSError:
        return False
    place = ("st_dev", "st_ino")
    return [getattr(there, name, None) for name in place] == [getattr(known, name, 0) for name in place]


def _digest(path: Path) -> str:
    """The digest of a file; "" where it is far larger than a workbook. Raises ReadError."""
    try:
        return sha256(read_bytes(path, sleep=lambda _: None)).hexdigest()
    except RefusedFileError:
        return ""


def _content(path: Path) -> str:
    try:
        return _digest(path)
    except ReadError:
        return ""
