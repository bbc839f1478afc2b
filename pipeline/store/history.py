"""The history: what every run found, in SQLite on this machine or in a database that several machines share.

SQLAlchemy is loaded with this file, so only by commands that need it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Engine, Executable, Select, create_engine, event, insert, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from pipeline.printable import without_passwords
from pipeline.store.checked_types import DamagedValueError, decoded
from pipeline.store.damaged import is_damaged, put_aside
from pipeline.store.migrate import NewerFormError, UnknownFormError, bring_up_to_date
from pipeline.store.network_drive import is_on_network_drive
from pipeline.store.private import make_file
from pipeline.store.salvage import as_text, salvage
from pipeline.store.tables import item_state, own_result, run, told_result, workbook_result
from schemas.wording.text import text

__all__ = ["History", "HistoryError", "NewerHistoryError", "SQLAlchemyError", "is_busy", "trouble"]

FILE = "history.sqlite3"
WAIT_MS = 10_000
MEMORY = ":memory:"  # an SQLite database that is no file
# How every SQLite database begins. A file that is named with --db and does not is somebody's, not a damaged history.
_HEADER = b"SQLite format 3\0"
_MAY_BE_DAMAGE = (DBAPIError, DamagedValueError, UnknownFormError)
Row = Mapping[str, Any]
Say = Callable[[str], None]
T = TypeVar("T")


class Rows(NamedTuple):
    """What a run leaves of some workbooks: how each came out, its items, and its numbers, for others and its own."""

    results: Sequence[Row]
    items: Sequence[Row] = ()
    told: Sequence[Row] = ()
    own: Sequence[Row] = ()


_HOST = re.compile(r"[\w.:\[\]%-]*")


class HistoryError(Exception):
    """A database that cannot be used for the history; the text says why and what to do."""


class NewerHistoryError(HistoryError):
    """A database that a newer Concord has given its form: this one must not write into it."""


class History:
    """The runs in a database. Raises SQLAlchemyError where the database does not answer.

    An SQLite file that is damaged is put aside, and a new one begun with what could be read: `listen` to be told.
    """

    def __init__(self, engine: Engine, file: Path | None = None) -> None:
        self._engine = engine
        self._file = file
        self._said: list[str] = []
        self._say: Say = self._said.append
        self._begun: Row = {}
        self.is_ready = False

    @classmethod
    def at(cls, url: str | None, folder: Path, *, asked_later: bool = False) -> History:
        """The history at a database URL, in the folder for state where none is given. Raises HistoryError.

        `asked_later`: one that did not answer just now, and is asked again when there is something to keep.
        """
        given = _url(url, folder)
        try:
            engine = create_engine(given, json_deserializer=decoded)
        except (NoSuchModuleError, ImportError) as problem:
            address = without_passwords(given.render_as_string(hide_password=False))
            raise HistoryError(text("state.history.no_driver", address=address, problem=problem)) from None
        file = None
        if given.get_backend_name() == "sqlite":
            if given.database and given.database != MEMORY:
                file = Path(given.database)
                with suppress(OSError):  # what stands in the way shows when it is opened
                    make_file(file)
            event.listen(engine, "connect", _prepare)
        opened = cls(engine, file if file and (not url or _is_database(file)) else None)
        if not asked_later:
            opened._or_healed(lambda: None)
        return opened

    def listen(self, say: Say) -> None:
        """Let `say` be told what is found damaged, and what was found until now."""
        for sentence in self._said:
            say(sentence)
        self._said, self._say = [], say

    def begin(self, row: Row) -> None:
        """A run has started."""

        def begin() -> None:
            with self._engine.begin() as connection:
                connection.execute(insert(run).values(**row))

        self._or_healed(begin)
        self._begun = row

    def finish(self, run_id: str, changes: Row, rows: Iterable[Rows], beginning: Row | None = None) -> None:
        """A run is over: what came of it and, some at a time, what it leaves of its workbooks; all or nothing.

        `beginning`: the row of its start, where that could not be kept at the time. `rows` are gone through a
        second time where the database turns out to be damaged.
        """

        def finish() -> None:
            with self._engine.begin() as connection:
                if beginning:
                    connection.execute(insert(run).values(**beginning))
                for some in rows:
                    tables = (workbook_result, item_state, told_result, own_result)
                    for table, new in zip(tables, some, strict=True):
                        if new:
                            connection.execute(insert(table), list(new))
                connection.execute(update(run).where(run.c.run_id == run_id).values(**changes))

        self._or_healed(finish)

    def runs(self, most: int) -> list[Row]:
        """The last runs, newest first."""
        return self.ask(select(run).order_by(run.c.started_at.desc(), run.c.run_id).limit(most))

    def of_workbook(self, workbook_id: str, most: int) -> list[Row]:
        """What the last runs that opened a workbook found in it, newest first; by its arrangement id or its path."""
        known = (workbook_result.c.workbook_id == workbook_id) | (workbook_result.c.path == workbook_id)
        return self.ask(
            select(run.c.started_at, run.c.day, workbook_result)
            .join(run)
            .where(known, workbook_result.c.was_opened == 1)
            .order_by(run.c.started_at.desc())
            .limit(most)
        )

    def workbooks(self) -> list[Row]:
        """All workbooks that runs opened, by `path` and `workbook_id`."""
        return self.ask(select(workbook_result.c.path, workbook_result.c.workbook_id).distinct())

    def ask(self, wanted: Select[Any]) -> list[Row]:
        """The rows that a question of another module asks for."""

        def ask() -> list[Row]:
            with self._engine.connect() as connection:
                found = connection.execute(wanted)
                names = tuple(found.keys())
                return [dict(zip(names, row, strict=True)) for row in found]

        return self._or_healed(ask)

    def change(self, *steps: Executable) -> list[int]:
        """Do what another module asks for, all or nothing; how many rows each step concerned."""

        def change() -> list[int]:
            with self._engine.begin() as connection:
                return [connection.execute(step).rowcount for step in steps]

        return self._or_healed(change)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def _or_healed(self, step: Callable[[], T]) -> T:
        """What a step gives; where the file turns out to be damaged, it is done in a new one."""
        for _ in range(2):  # another run may have put it aside and begun a new one just now
            try:
                self._make_ready()
                return step()
            except UnicodeDecodeError as problem:  # in what SQLite says of a name in it
                damage: SQLAlchemyError = UnknownFormError(str(problem))
            except _MAY_BE_DAMAGE as problem:
                if self._file is None or not _is_damage(self._file, problem):
                    raise
                damage = problem
            self.is_ready = False
            self._engine.dispose()
        self._begin_anew(damage)
        return step()

    def _make_ready(self) -> None:
        if self.is_ready:
            return
        try:
            bring_up_to_date(self._engine)
        except NewerFormError as form:
            raise NewerHistoryError(text("state.history.newer", address=self._address, form=form)) from None
        self.is_ready = True

    def _begin_anew(self, damage: SQLAlchemyError) -> None:
        """Put the file aside, and begin a new one with what can be read. Raises `damage` where that cannot be."""
        if self._file is None:
            raise damage
        try:
            aside = put_aside(self._file)
            make_file(self._file)
        except OSError:
            raise damage from None
        self._make_ready()
        count = salvage(aside, self._engine)
        if self._begun:
            same = select(run.c.run_id).where(run.c.run_id == self._begun["run_id"])
            with self._engine.begin() as connection:
                if connection.execute(same).first() is None:
                    connection.execute(insert(run).values(**self._begun))
        self._say(text("state.history.damaged", problem=self.trouble(damage), aside=aside, count=count))

    @property
    def _address(self) -> str:
        return without_passwords(self._engine.url.render_as_string(hide_password=False))

    def trouble(self, problem: Exception) -> str:
        """What a database says of a problem, without the password of its URL."""
        return trouble(problem, self._engine.url)


def is_busy(problem: SQLAlchemyError) -> bool:
    """Whether somebody else is writing into the file just now, for longer than was waited."""
    cause = getattr(problem, "orig", None)
    busy = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return isinstance(cause, sqlite3.OperationalError) and cause.sqlite_errorcode & 0xFF in busy


def trouble(problem: Exception, url: str | URL | None) -> str:
    """What a database said, in one line, without the password of `url`."""
    said = str(problem.__cause__ or problem).strip() or type(problem).__name__
    password = None
    if url is not None:
        with suppress(ArgumentError, ValueError):
            password = str(make_url(url).password or "")
    return without_passwords(said.splitlines()[0], password)


def _url(url: str | None, folder: Path) -> URL:
    try:
        given = make_url(url) if url else URL.create("sqlite", database=str(folder / FILE))
    except (ArgumentError, ValueError):  # the latter for a port that is none
        raise HistoryError(text("state.history.no_url")) from None
    is_file = given.get_backend_name() == "sqlite"
    # A password with a sign that belongs to the URL comes apart, and its end would be taken for a host and be named.
    if not is_file and ("@" in (given.database or "") or not _HOST.fullmatch(given.host or "")):
        raise HistoryError(text("state.history.no_url"))
    file = given.database if is_file else None
    if file and file != MEMORY and is_on_network_drive(Path(file).absolute().parent):
        raise HistoryError(text("state.history.network_drive", file=file))
    return given


def _is_damage(file: Path, problem: SQLAlchemyError) -> bool:
    return not isinstance(problem, DBAPIError) or is_damaged(file, problem.orig)


def _is_database(file: Path) -> bool:
    """Whether a file that somebody named is an SQLite database, or an empty file that becomes one."""
    try:
        with file.open("rb") as opened:
            return opened.read(len(_HEADER)) in (b"", _HEADER)
    except OSError:
        return False


def _prepare(connection: Any, _: object) -> None:
    connection.text_factory = as_text
    for pragma in (f"busy_timeout = {WAIT_MS}", "journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}")
