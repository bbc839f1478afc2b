"""What the last look at each workbook showed, by path: a cache, which may be lost at any time.

Plain sqlite3, not SQLAlchemy: it is read before anything else, when nothing has changed it is all
that is read, and no other machine ever sees it.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from pipeline.store.damaged import aside_name, is_damaged, put_aside
from pipeline.store.private import make_file
from schemas.wording.text import text

FILE = "seen.sqlite3"
VERSION = 2
WAIT = 10.0
_COLUMNS = "size, changed, looked, content, day, due, method, arrangement_id, brief, packed"
_TYPES = (int, int, float, str, str, str, str, str, str, bytes)
_ASKED_AT_ONCE = 500
# The latter comes from what SQLite says of a name in a damaged file.
_NOT_USABLE = (sqlite3.Error, UnicodeDecodeError)
Say = Callable[[str], None]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """One look. `size` in bytes, `changed` in ns and `looked` in s since 1970, `content` a SHA-256 (hex) or "".

    `day` is the day the results are for, `due` the day from which on they may be others (ISO, "" for
    never); `method` stands for how they were made; `brief` and `packed` are the report.
    """

    size: int
    changed: int
    looked: float
    content: str
    day: str
    due: str
    method: str
    arrangement_id: str
    brief: str
    packed: bytes


class SeenStore:
    """The looks, in a file of the state folder. Damage is said, put aside, and costs what was remembered.

    Raises sqlite3.Error or OSError where the file cannot be used: it is locked, or nobody may write it.
    """

    def __init__(self, folder: Path, say: Say = lambda _: None) -> None:
        self._path = folder / FILE
        self._say = say
        try:
            self._file = self._opened()
        except _NOT_USABLE as problem:
            self._begin_anew(problem)

    def all_of(self, paths: Iterable[Path]) -> dict[Path, Seen]:
        """The last look at each of the paths, absent where there was none."""
        by_key = {os.fsencode(str(path)): path for path in paths}
        keys = list(by_key)
        found: dict[Path, Seen] = {}
        damaged: list[bytes] = []
        for start in range(0, len(keys), _ASKED_AT_ONCE):
            for key, digest, *row in self._or_anew(lambda: self._rows(keys[start : start + _ASKED_AT_ONCE])):  # noqa: B023
                if _is_sound(key, row, digest):
                    found[by_key[key]] = Seen(*row)
                else:
                    damaged.append(key)
        if damaged:
            self._put_aside(damaged)
        return found

    def keep(self, looks: Iterable[tuple[Path, Seen]]) -> None:
        """Remember these looks in the place of earlier ones."""
        rows = [_row(os.fsencode(str(path)), seen) for path, seen in looks]
        marks = ", ".join("?" * 12)
        self._or_anew(lambda: self._do_many(f"REPLACE INTO seen (path, digest, {_COLUMNS}) VALUES ({marks})", rows))

    def forget(self, paths: Iterable[Path]) -> None:
        """Look at these anew the next time; whose workbooks they were stays known."""
        keys = [(os.fsencode(str(path)),) for path in paths]
        self._or_anew(lambda: self._do_many("UPDATE seen SET method = '' WHERE path = ?", keys))

    def forget_before(self, moment: float) -> None:
        """Forget what was last looked at before `moment` (s since 1970): workbooks that are gone."""
        self._or_anew(lambda: self._do_many("DELETE FROM seen WHERE looked < ?", [(moment,)]))

    def erase(self, paths: Iterable[Path]) -> int:
        """Forget these wholly, so that nothing of them is left in the file; how many there were."""
        keys = [(os.fsencode(str(path)),) for path in paths]
        before = self._file.total_changes
        self._file.execute("PRAGMA secure_delete = ON")
        self._or_anew(lambda: self._do_many("DELETE FROM seen WHERE path = ?", keys))
        self._file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self._file.total_changes - before

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _opened(self) -> sqlite3.Connection:
        make_file(self._path)
        file = sqlite3.connect(self._path, timeout=WAIT, isolation_level=None)
        try:
            file.execute("PRAGMA journal_mode = WAL")
            file.execute("PRAGMA synchronous = NORMAL")
            (version,) = file.execute("PRAGMA user_version").fetchone()
            with _at_once(file):
                if version != VERSION:
                    file.execute("DROP TABLE IF EXISTS seen")
                file.execute(
                    "CREATE TABLE IF NOT EXISTS seen (path BLOB PRIMARY KEY, digest BLOB, size INTEGER, "
                    "changed INTEGER, looked REAL, content TEXT, day TEXT, due TEXT, method TEXT, "
                    "arrangement_id TEXT, brief TEXT, packed BLOB)"
                )
                file.execute(f"PRAGMA user_version = {VERSION}")
            file.execute(f"SELECT path, digest, {_COLUMNS} FROM seen LIMIT 0").fetchall()
        except BaseException:
            file.close()
            raise
        return file

    def _rows(self, keys: Sequence[bytes]) -> list[Any]:
        asked = f"SELECT path, digest, {_COLUMNS} FROM seen WHERE path IN ({', '.join('?' * len(keys))})"
        try:
            return self._file.execute(asked, keys).fetchall()
        except (
            sqlite3.OperationalError
        ):  # perhaps bytes that are no text: they show themselves where a row is looked at
            self._file.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            return self._file.execute(asked, keys).fetchall()

    def _do_many(self, statement: str, rows: Sequence[tuple[object, ...]]) -> list[Any]:
        with _at_once(self._file):
            self._file.executemany(statement, rows)
        return []

    def _or_anew(self, step: Callable[[], T]) -> T:
        """What a step gives; where the file turns out to be damaged, a new one is begun for it."""
        try:
            return step()
        except _NOT_USABLE as problem:
            self._begin_anew(problem)
            return step()

    def _begin_anew(self, problem: sqlite3.Error | UnicodeDecodeError) -> None:
        """Put a damaged file aside. Raises `problem` where it is another one, OSError where that cannot be."""
        if not is_damaged(self._path, problem):
            raise problem
        with suppress(AttributeError):  # it may never have been opened
            self._file.close()
        aside = put_aside(self._path)
        self._file = self._opened()
        self._say(text("state.fingerprints.file_damaged", problem=problem, aside=aside))

    def _put_aside(self, keys: Sequence[bytes]) -> None:
        """Move the rows that cannot be understood into a file of their own."""
        aside = self._path.with_name(aside_name(FILE))
        marks = ", ".join("?" * len(keys))
        make_file(aside)
        self._file.execute("ATTACH ? AS aside", (str(aside),))
        try:
            with _at_once(self._file):
                self._file.execute(f"CREATE TABLE aside.seen AS SELECT * FROM main.seen WHERE path IN ({marks})", keys)
                self._file.execute(f"DELETE FROM main.seen WHERE path IN ({marks})", keys)
        finally:
            self._file.execute("DETACH aside")
        self._say(text("state.fingerprints.rows_damaged", count=len(keys), aside=aside))


@contextmanager
def _at_once(file: sqlite3.Connection) -> Iterator[None]:
    file.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with suppress(sqlite3.Error):  # a damaged file may have ended it itself
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _row(key: bytes, seen: Seen) -> tuple[object, ...]:
    values = [kind(value) for kind, value in zip(_TYPES, astuple(seen), strict=True)]
    return (key, _digest(key, values), *values)


def _is_sound(key: bytes, row: Sequence[object], digest: object) -> bool:
    """Whether a row is as it was written."""
    if any(type(value) is not kind for kind, value in zip(_TYPES, row, strict=True)):
        return False
    return digest == _digest(key, row)


def _digest(key: bytes, row: Sequence[Any]) -> bytes:
    """A digest of all but the method, which is taken away from a row that must be looked at again."""
    *plain, packed = row
    method = _COLUMNS.split(", ").index("method")
    digest = blake2b(json.dumps([*plain[:method], *plain[method + 1 :]]).encode(), digest_size=16)
    digest.update(key + b"\0" + packed)
    return digest.digest()


def opened(folder: Path, say: Say = lambda _: None) -> SeenStore | None:
    """The store in `folder`; a damaged one is begun anew. None where none can be kept: everything is looked at."""
    try:
        return SeenStore(folder, say)
    except (*_NOT_USABLE, OSError) as problem:
        what = getattr(problem, "strerror", None) or problem
        say(text("state.fingerprints.not_used", problem=what, file=folder / FILE))
    return None
