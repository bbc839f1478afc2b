"""What the last look at each workbook showed, by path: a cache, which may be lost at any time.

Plain sqlite3, not SQLAlchemy: it is read before anything else, when nothing has changed it is all
that is read, and no other machine ever sees it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

FILE = "seen.sqlite3"
VERSION = 1
WAIT = 10.0
_COLUMNS = "size, changed, looked, content, day, due, method, arrangement_id, brief, packed"
_ASKED_AT_ONCE = 500


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
    """The looks, in a file of the state folder. Raises sqlite3.Error or OSError."""

    def __init__(self, folder: Path) -> None:
        self._file = sqlite3.connect(folder / FILE, timeout=WAIT, isolation_level=None)
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        (version,) = self._file.execute("PRAGMA user_version").fetchone()
        with self._at_once():
            if version != VERSION:
                self._file.execute("DROP TABLE IF EXISTS seen")
            self._file.execute(
                "CREATE TABLE IF NOT EXISTS seen (path BLOB PRIMARY KEY, size INTEGER, changed INTEGER, looked REAL, "
                "content TEXT, day TEXT, due TEXT, method TEXT, arrangement_id TEXT, brief TEXT, packed BLOB)"
            )
            self._file.execute(f"PRAGMA user_version = {VERSION}")

    def all_of(self, paths: Iterable[Path]) -> dict[Path, Seen]:
        """The last look at each of the paths, absent where there was none."""
        by_key = {os.fsencode(str(path)): path for path in paths}
        keys = list(by_key)
        found = {}
        for start in range(0, len(keys), _ASKED_AT_ONCE):
            some = keys[start : start + _ASKED_AT_ONCE]
            marks = ", ".join("?" * len(some))
            for key, *row in self._file.execute(f"SELECT path, {_COLUMNS} FROM seen WHERE path IN ({marks})", some):
                found[by_key[key]] = Seen(*row)
        return found

    def keep(self, looks: Iterable[tuple[Path, Seen]]) -> None:
        """Remember these looks in the place of earlier ones."""
        rows = [(os.fsencode(str(path)), *astuple(seen)) for path, seen in looks]
        with self._at_once():
            self._file.executemany(f"REPLACE INTO seen (path, {_COLUMNS}) VALUES ({', '.join('?' * 11)})", rows)

    def forget(self, paths: Iterable[Path]) -> None:
        """Look at these anew the next time; whose workbooks they were stays known."""
        keys = [(os.fsencode(str(path)),) for path in paths]
        with self._at_once():
            self._file.executemany("UPDATE seen SET method = '' WHERE path = ?", keys)

    def forget_before(self, moment: float) -> None:
        """Forget what was last looked at before `moment` (s since 1970): workbooks that are gone."""
        with self._at_once():
            self._file.execute("DELETE FROM seen WHERE looked < ?", (moment,))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        self._file.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._file.execute("ROLLBACK")
            raise
        self._file.execute("COMMIT")


def opened(folder: Path) -> SeenStore | None:
    """The store in `folder`; a damaged one is begun anew. None where none can be kept: everything is looked at."""
    for _ in range(2):
        try:
            return SeenStore(folder)
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            for ending in ("", "-wal", "-shm"):
                (folder / f"{FILE}{ending}").unlink(missing_ok=True)
    return None
