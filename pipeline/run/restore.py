"""Putting an earlier copy of a workbook back; what stands there now is kept first."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pipeline.door.in_use import InUseError, writing
from pipeline.door.read import CannotRead, read_bytes
from pipeline.door.replace import CannotReplace, SavedMeanwhile, replace_whole, write_new
from pipeline.door.soundness import Refused
from pipeline.drive.of import exists
from pipeline.store.backups import Copy, keep


class CannotRestore(Exception):  # noqa: N818 (an answer to people)
    """The workbook is as it was; the text says why and what to do."""


def restore(store: Path, workbook: Path, copy: Copy) -> None:
    """Let `workbook` be as it was in `copy`; its present content is kept in `store` first. Raises CannotRestore."""
    try:
        data = copy.file.read_bytes()
        if not exists(workbook):
            write_new(workbook, data)
            return
        with writing(workbook):
            present = read_bytes(workbook)
            keep(store, workbook, present, datetime.now(UTC))
            replace_whole(workbook, data, sha256(present).hexdigest())
    except (InUseError, CannotRead, CannotReplace, SavedMeanwhile, Refused) as problem:
        raise CannotRestore(str(problem)) from problem
    except OSError as problem:
        raise CannotRestore(f"The back-ups in {store} cannot be used: {problem.strerror}.") from problem
