"""Reading a workbook's bytes once: everything after works on these bytes, whatever happens to the file."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from pipeline.files.backend import NotAFileError, Status, TooLargeError
from pipeline.files.backends import drive_of, exists
from pipeline.files.errors import MAX_FILE, FileUseError, in_words, is_in_use, too_big
from schemas.wording.text import text

# Excel saves by deleting the old file and renaming the new one: for a moment there is none.
SAVE_GAP = 0.2
# Whoever saves a file, or looks through it for viruses, keeps it to itself for moments only.
PAUSES = (0.05, 0.1, 0.2, 0.4)
# The cloud drives of Windows: reading such a file downloads it (FILE_ATTRIBUTE_OFFLINE, RECALL_ON_OPEN,
# RECALL_ON_DATA_ACCESS).
_CLOUD_ONLY = 0x1000 | 0x40000 | 0x400000


class ReadError(FileUseError):
    """A file cannot be read; the text says what happened and what to do."""


def read_bytes(path: Path, *, sleep: Callable[[float], None] = time.sleep) -> bytes:
    """All bytes of the file at `path`.

    Raises ReadError, and RefusedFileError (TOO_BIG) without loading a file that is too large.
    """
    pauses, gaps = iter(PAUSES), iter((SAVE_GAP,))
    while True:
        try:
            return _read(path)
        except OSError as problem:
            waits = gaps if isinstance(problem, FileNotFoundError) else pauses if is_in_use(problem) else iter(())
            pause = next(waits, None)
            if pause is None:
                raise _cannot_read(path, problem) from problem
        sleep(pause)


def is_cloud_only(status: Status) -> bool:
    """Whether the file is only a placeholder whose content would first be downloaded (Windows)."""
    return bool(getattr(status, "st_file_attributes", 0) & _CLOUD_ONLY)


def _read(path: Path) -> bytes:
    try:
        return drive_of(path).read(path, MAX_FILE)
    except TooLargeError as large:
        raise too_big(large.size) from large
    except NotAFileError as other:
        raise ReadError("not_a_file", text("files.read.not_a_file", name=path.name)) from other


def _cannot_read(path: Path, problem: OSError) -> ReadError:
    reason, words = in_words(problem, path.name, str(path.parent))
    if reason == "gone" and not exists(path.parent):
        return ReadError("lost", text("files.read.folder_gone", folder=path.parent))
    return ReadError(reason, text("files.then.run", problem=words))
