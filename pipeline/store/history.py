"""The history: what every run found, in SQLite on this machine or in a database that several machines share.

SQLAlchemy is loaded with this file, so only by commands that need it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, Select, create_engine, event, insert, select, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from pipeline.printable import without_passwords
from pipeline.store.migrate import NewerFormError, bring_up_to_date
from pipeline.store.network_drive import is_on_network_drive
from pipeline.store.private import make_file
from pipeline.store.tables import item_state, own_result, run, told_result, workbook_result
from schemas.wording.text import text

__all__ = ["History", "HistoryError", "NewerHistoryError", "SQLAlchemyError", "is_busy", "trouble"]

FILE = "history.sqlite3"
WAIT_MS = 10_000
MEMORY = ":memory:"  # an SQLite database that is no file
Row = Mapping[str, Any]


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
    """The runs in a database. Raises SQLAlchemyError where the database does not answer."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.is_ready = False

    @classmethod
    def at(cls, url: str | None, folder: Path, *, asked_later: bool = False) -> History:
        """The history at a database URL, in the folder for state where none is given. Raises HistoryError.

        `asked_later`: one that did not answer just now, and is asked again when there is something to keep.
        """
        given = _url(url, folder)
        try:
            engine = create_engine(given)
        except (NoSuchModuleError, ImportError) as problem:
            address = without_passwords(given.render_as_string(hide_password=False))
            raise HistoryError(text("state.history.no_driver", address=address, problem=problem)) from None
        if given.get_backend_name() == "sqlite":
            if given.database and given.database != MEMORY:
                with suppress(OSError):  # what stands in the way shows when it is opened
                    make_file(Path(given.database))
            event.listen(engine, "connect", _prepare)
        opened = cls(engine)
        if not asked_later:
            opened._make_ready()
        return opened

    def _make_ready(self) -> None:
        if self.is_ready:
            return
        try:
            bring_up_to_date(self._engine)
        except NewerFormError as form:
            raise NewerHistoryError(text("state.history.newer", address=self._address, form=form)) from None
        self.is_ready = True

    def begin(self, row: Row) -> None:
        """A run has started."""
        with self._engine.begin() as connection:
            connection.execute(insert(run).values(**row))

    def finish(self, run_id: str, changes: Row, rows: Iterable[Rows], beginning: Row | None = None) -> None:
        """A run is over: what came of it and, some at a time, what it leaves of its workbooks; all or nothing.

        `beginning`: the row of its start, where that could not be kept at the time.
        """
        self._make_ready()
        with self._engine.begin() as connection:
            if beginning:
                connection.execute(insert(run).values(**beginning))
            for some in rows:
                tables = (workbook_result, item_state, told_result, own_result)
                for table, new in zip(tables, some, strict=True):
                    if new:
                        connection.execute(insert(table), list(new))
            connection.execute(update(run).where(run.c.run_id == run_id).values(**changes))

    def runs(self, most: int) -> list[Row]:
        """The last runs, newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(run).order_by(run.c.started_at.desc(), run.c.run_id).limit(most))
            return [dict(row) for row in rows.mappings()]

    def of_workbook(self, workbook_id: str, most: int) -> list[Row]:
        """What the last runs that opened a workbook found in it, newest first; by its arrangement id or its path."""
        known = (workbook_result.c.workbook_id == workbook_id) | (workbook_result.c.path == workbook_id)
        wanted = (
            select(run.c.started_at, run.c.day, workbook_result)
            .join(run)
            .where(known, workbook_result.c.was_opened == 1)
            .order_by(run.c.started_at.desc())
            .limit(most)
        )
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(wanted).mappings()]

    def ask(self, wanted: Select[Any]) -> list[Row]:
        """The rows that a question of another module asks for."""
        with self._engine.connect() as connection:
            return [dict(row) for row in connection.execute(wanted).mappings()]

    @property
    def _address(self) -> str:
        return without_passwords(self._engine.url.render_as_string(hide_password=False))

    def trouble(self, problem: Exception) -> str:
        """What a database says of a problem, without the password of its URL."""
        return trouble(problem, self._engine.url)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


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


def _prepare(connection: Any, _: object) -> None:
    for pragma in (f"busy_timeout = {WAIT_MS}", "journal_mode = WAL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
