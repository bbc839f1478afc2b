"""Closing the last moment in which a save could be lost: between the last look at a workbook and its replacement.

Where the two files can change places, what stood there is still in our hands afterwards and is looked
at: if it is not what was read, somebody saved in that moment, and their version is put back.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from pipeline.door.read import CannotRead, read_bytes
from pipeline.door.soundness import Refused
from pipeline.drive.drive import Drive


def put(drive: Drive, fresh: Path, target: Path, expected: str) -> bool:
    """Put `fresh` in the place of `target`; False where `target` was not what its digest `expected` says any more.

    Then `target` is what somebody saved last. On a drive where files cannot change places, nothing is
    looked at. Raises OSError or CannotRead, with `target` as it was.
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
            drive.appear(fresh, target.with_name(f"{target.stem} (saved during a run){target.suffix}"))
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
    """The digest of a file; "" where it is far larger than a workbook. Raises CannotRead."""
    try:
        return sha256(read_bytes(path, sleep=lambda _: None)).hexdigest()
    except Refused:
        return ""


def _content(path: Path) -> str:
    try:
        return _digest(path)
    except CannotRead:
        return ""
