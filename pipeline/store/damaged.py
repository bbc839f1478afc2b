"""A file of the state that cannot be understood: it is put aside under another name, so that a new one can be begun."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

PREFIX = "damaged-"
_BOTH = os.R_OK | os.W_OK
# What SQLite keeps beside a database.
BESIDE = ("-wal", "-shm", "-journal")
# What it says of a file that it cannot understand.
_NOT_UNDERSTOOD = frozenset({
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_IOERR_SHORT_READ,
})  # fmt: skip
# How it says that a table or the file is not as it must be: a statement of ours is the same on every machine.
_LACKS = re.compile(r"no such (table|column)|table \S+ has no column|table \S+ has \d+ columns|unsupported file format")


def is_damaged(file: Path, problem: BaseException | None) -> bool:
    """Whether what SQLite says of a file means that it is of no use any more; a lock or a full drive does not.

    A file that nobody may read or write any more is as good as damaged, where its folder allows to begin a new one.
    """
    if isinstance(problem, UnicodeDecodeError):  # of a name in the file
        return True
    if not isinstance(problem, sqlite3.Error):
        return False
    code = getattr(problem, "sqlite_errorcode", 0)
    if code & 0xFF in _NOT_UNDERSTOOD or code in _NOT_UNDERSTOOD or _LACKS.match(str(problem)):
        return True
    # Something else than a file where the database or what belongs to it should be, or one without the rights.
    return any(each.exists() and not (each.is_file() and os.access(each, _BOTH)) for each in _with_beside(file))


def aside_name(name: str) -> str:
    """How a file called so is called when it is put aside now."""
    return f"{PREFIX}{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{name}"


def put_aside(file: Path) -> Path:
    """Give a file, and what SQLite keeps beside it, another name in the same folder; that name. Raises OSError."""
    aside = file.with_name(aside_name(file.name))
    for each in _with_beside(file):
        with suppress(FileNotFoundError):
            each.rename(aside.with_name(aside.name + each.name.removeprefix(file.name)))
    return aside


def _with_beside(file: Path) -> list[Path]:
    return [file, *(file.with_name(file.name + ending) for ending in BESIDE)]
