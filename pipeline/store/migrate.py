"""The form of the history's database: it says which it has, and an older one is brought to ours under a lock.

Alembic is loaded only where a database is older.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from pipeline.store.tables import history, run

MIGRATIONS = Path(__file__).parent / "migrations"
FIRST, VERSION = "0001", "0002"  # the first and the last migration
VERSION_TABLE = "alembic_version"
# Any number, as long as every Concord takes the same.
_LOCK = 5_127_081_988
_NUMBER = re.compile(r"\d{4}")


class NewerFormError(Exception):
    """The database was brought to the form of a newer Concord; the text is that form."""


class UnknownFormError(SQLAlchemyError):
    """The database says of itself what none of ours does."""


def bring_up_to_date(engine: Engine) -> None:
    """Give a database the form that this Concord knows; several machines may do so at once.

    Raises NewerFormError, UnknownFormError, and SQLAlchemyError as a database does.
    """
    with engine.connect() as connection:
        there = version_of(connection)
        if there == VERSION:
            _refuse_another_form(connection)
            return
    with _alone(engine) as connection:
        there = version_of(connection)  # another machine may have been first
        if there is None:
            history.create_all(connection)
            _say_version(connection)
        elif there < VERSION:
            _migrate(connection)
        _refuse_another_form(connection)


def version_of(connection: Connection) -> str | None:
    """The form of a database: None for an empty one, "" for one from before versions.

    Raises NewerFormError, UnknownFormError.
    """
    there = sa.inspect(connection)
    if not there.has_table(VERSION_TABLE):
        return "" if there.has_table(run.name) else None
    found = [row[0] for row in connection.execute(sa.text(f"SELECT version_num FROM {VERSION_TABLE}"))]
    if not found:  # its first migration has not come to its end
        return ""
    (version, *others) = found
    if others or not isinstance(version, str) or not _NUMBER.fullmatch(version) or version < FIRST:
        raise UnknownFormError(f"{VERSION_TABLE}: {found!r:.80}")
    if version > VERSION:
        raise NewerFormError(version)
    return version


def _refuse_another_form(connection: Connection) -> None:
    """Raise UnknownFormError where a file's tables are not what its version says; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return
    for table in history.sorted_tables:
        found = connection.exec_driver_sql(f"PRAGMA table_info({table.name})")
        columns = {row[1]: (bool(row[3]), bool(row[5])) for row in found}
        if columns != {column.name: (not column.nullable, column.primary_key) for column in table.c}:
            raise UnknownFormError(f"{table.name}: {', '.join(columns)!r:.80}")


def _say_version(connection: Connection) -> None:
    connection.execute(sa.text(f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(sa.text(f"INSERT INTO {VERSION_TABLE} VALUES (:version)"), {"version": VERSION})


def _migrate(connection: Connection) -> None:
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    with EnvironmentContext(config, script, fn=lambda there, _: script._upgrade_revs(VERSION, there)) as environment:
        environment.configure(connection=connection, target_metadata=history)
        environment.run_migrations()


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which no other machine changes the form of the database."""
    if engine.dialect.name == "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            # The driver begins none of its own before a table is made.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                with suppress(SQLAlchemyError):  # it may have ended by itself
                    connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")
        return
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        yield connection
