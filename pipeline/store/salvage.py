"""What can be read of a damaged history, taken over into the one that was begun in its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table

from pipeline.store.checked_types import Checked
from pipeline.store.tables import history, run

AT_A_TIME = 500
# The latter comes from what SQLite says of a name in the file.
_NOT_READ = (sqlite3.Error, UnicodeDecodeError)


def salvage(damaged: Path, engine: Engine) -> int:
    """Take over every row that can be understood, of runs that can be; how many runs. Raises SQLAlchemyError."""
    with suppress(*_NOT_READ), closing(sqlite3.connect(damaged, isolation_level=None)) as old:
        old.text_factory = as_text
        with engine.begin() as fresh:
            known: set[str] = set()
            for table in history.sorted_tables:
                _take_over(old, fresh, table, known)
            return len(known)
    return 0


def as_text(data: bytes) -> str:
    """A text of an SQLite file; bytes that are none show themselves where the value is looked at."""
    return data.decode("utf-8", "surrogateescape")


def _take_over(old: sqlite3.Connection, fresh: Connection, table: Table, known: set[str]) -> None:
    names = [column.name for column in table.c]
    marks = ", ".join("?" * len(names))
    insert = f"INSERT OR IGNORE INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
    some: list[tuple[Any, ...]] = []
    for row in _rows(old, table):
        run_id = row[names.index("run_id")]
        if not _is_sound(table, row) or (table is not run and run_id not in known):
            continue
        if table is run:
            known.add(run_id)
        some.append(row)
        if len(some) == AT_A_TIME:
            fresh.exec_driver_sql(insert, some)
            some = []
    if some:
        fresh.exec_driver_sql(insert, some)


def _rows(old: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    """The rows as they stand in the file, from both ends as far as it can be read: some may come twice."""
    columns = ", ".join(column.name for column in table.c)
    for order in ("ASC", "DESC"):
        try:
            yield from old.execute(f"SELECT {columns} FROM {table.name} ORDER BY rowid {order}")
        except _NOT_READ:
            continue
        return


def _is_sound(table: Table, row: tuple[Any, ...]) -> bool:
    return all(
        column.type.is_sound_in_file(value)
        for column, value in zip(table.c, row, strict=True)
        if isinstance(column.type, Checked)
    )
