"""Putting an earlier copy of a workbook back; what stands there now is kept first."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pipeline.files.atomic_replace import ReplaceError, SavedMeanwhileError, replace_whole, write_new
from pipeline.files.backends import exists
from pipeline.files.errors import RefusedFileError
from pipeline.files.in_use import InUseError, writing
from pipeline.files.read import ReadError, read_bytes
from pipeline.store.backups import Copy, keep
from pipeline.xlsx.preflight.inspect import inspect
from schemas.wording.text import text

# No sound workbook is refused with these; whatever else was kept as people had it is put back as it was.
_DAMAGE = frozenset({"EMPTY", "DAMAGED", "NOT_EXCEL"})


class RestoreError(Exception):
    """The workbook is as it was; the text says why and what to do."""


class DamagedCopyError(RestoreError):
    """The copy was cut short or spoilt where it lies."""


def restore(store: Path, workbook: Path, copy: Copy) -> None:
    """Let `workbook` be as it was in `copy`; its present content is kept in `store` first.

    Raises RestoreError, DamagedCopyError where the copy is none any more.
    """
    try:
        data = copy.file.read_bytes()
        if _is_damaged(data):
            raise DamagedCopyError(
                text("state.restore.damaged", moment=copy.in_words, file=copy.file, workbook=workbook)
            )
        if not exists(workbook):
            write_new(workbook, data)
            return
        with writing(workbook):
            present = read_bytes(workbook)
            keep(store, workbook, present, datetime.now(UTC))
            replace_whole(workbook, data, sha256(present).hexdigest())
    except (InUseError, ReadError, ReplaceError, SavedMeanwhileError, RefusedFileError) as problem:
        raise RestoreError(str(problem)) from problem
    except OSError as problem:
        raise RestoreError(text("state.restore.unusable", store=store, problem=problem.strerror)) from problem


def sound_instead(copies: Sequence[Copy], number: int) -> int | None:
    """The number (1 is the newest) of the sound copy that is nearest to `number`, older ones first; None if all are."""
    others: list[int] = [*range(number + 1, len(copies) + 1), *range(number - 1, 0, -1)]
    for other in others:
        with suppress(OSError):
            if not _is_damaged(copies[other - 1].file.read_bytes()):
                return other
    return None


def _is_damaged(data: bytes) -> bool:
    try:
        inspect(data)
    except RefusedFileError as refused:
        return refused.code in _DAMAGE
    return False
