"""The one policy for a workbook that somebody has open: it is left alone, and who has it open is said."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.files.atomic_replace import ReplaceError
from pipeline.files.lock_files import occupant
from pipeline.files.read import ReadError

# What a drive answers to a replacement while a program has the file open.
_MAY_BE_OPEN = frozenset({"in_use", "no_permission"})


class InUseError(Exception):
    """Somebody has the workbook open, so it was left alone; the text says who, and what to do."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Read a workbook inside: who has it open may let others read it. Raises InUseError where he does not."""
    try:
        yield
    except ReadError as problem:
        if problem.reason == "in_use":
            _refuse_open(path)
            raise InUseError(str(problem)) from problem
        raise


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Replace a workbook inside: only if nobody has it open, and nobody opens it meanwhile. Raises InUseError."""
    _refuse_open(path)
    try:
        with reading(path):
            yield
    except ReplaceError as problem:
        # Opened since it was asked, perhaps: a share then only says that replacing is not allowed.
        if problem.reason in _MAY_BE_OPEN:
            _refuse_open(path)
        if problem.reason == "in_use":
            raise InUseError(str(problem)) from problem
        raise


def _refuse_open(path: Path) -> None:
    someone = occupant(path, time.time())
    if someone:
        raise InUseError(someone.sentence)
