"""The history's database says which form it has; one that is older is brought to ours, a newer one is left alone."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, text

from pipeline.run.state.history_writer import ended_otherwise
from pipeline.store import migrate
from pipeline.store.history import History, NewerHistoryError
from pipeline.store.migrate import FIRST, VERSION, bring_up_to_date, version_of
from pipeline.store.tables import history as tables
from tests.cli.test_commands import TODAY, call, code
from tests.run.made import workbook

RUN = {
    "run_id": "2026-01-01", "started_at": "2026-01-01T10:00:00.000+00:00", "host": "here", "pid": 1, "version": "0",
    "day": "2026-01-01", "status": "running", "paths": ["/shared"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = create_engine(url)
    yield made
    made.dispose()


def do(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def as_before_versions(engine: Engine, without: tuple[str, ...] = ()) -> None:
    """Let the database be as programs without versions left it, with a run in it."""
    before = [table for table in tables.sorted_tables if table.name not in without]
    tables.create_all(engine, before)
    with engine.begin() as connection:
        connection.execute(text("DROP INDEX workbook_result_path"))
        connection.execute(tables.tables["run"].insert().values(**RUN))


def version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return version_of(connection)


def differences(engine: Engine) -> list[Any]:
    """What a database lacks or has too much, or otherwise, compared with the tables of this program."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found: list[Any] = compare_metadata(context, tables)
        return found


def test_an_empty_database_gets_the_form_of_this_program_and_says_so(engine: Engine) -> None:
    bring_up_to_date(engine)
    assert version(engine) == VERSION
    assert differences(engine) == []


@pytest.mark.parametrize("without", [(), ("own_result",), ("own_result", "told_result", "item_state")])
def test_a_database_from_before_versions_is_taken_over_with_what_is_in_it(
    engine: Engine, without: tuple[str, ...]
) -> None:
    as_before_versions(engine, without)
    bring_up_to_date(engine)
    assert version(engine) == VERSION
    assert differences(engine) == []
    with engine.connect() as connection:
        assert [row.run_id for row in connection.execute(text("SELECT run_id FROM run"))] == [RUN["run_id"]]


def test_the_migrations_lead_to_the_tables_of_this_program_from_the_first_one_on(engine: Engine) -> None:
    do(engine, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    bring_up_to_date(engine)
    assert version(engine) == VERSION
    assert differences(engine) == []


def test_there_is_a_migration_for_each_form(engine: Engine) -> None:
    files = sorted(path.name[1:5] for path in (migrate.MIGRATIONS / "versions").glob("v*.py"))
    assert files == [f"{number:04}" for number in range(int(FIRST), int(VERSION) + 1)]


def test_a_database_of_our_form_is_only_asked_for_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    bring_up_to_date(engine)
    monkeypatch.setattr(migrate, "_alone", lambda _: pytest.fail("it was locked"))
    bring_up_to_date(engine)


def test_two_machines_may_bring_a_database_up_to_date_at_once(url: str, engine: Engine) -> None:
    as_before_versions(engine)
    program = (
        "import sys; from pipeline.store.history import History; from pathlib import Path; "
        "sys.stdin.read(1); History.at(sys.argv[1], Path('.'))"
    )
    machines = [
        subprocess.Popen([sys.executable, "-c", program, url], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said: list[bytes] = []
    waiting = [threading.Thread(target=lambda one=one: said.append(one.communicate(b"x")[1])) for one in machines]
    for thread in waiting:
        thread.start()
    for thread in waiting:
        thread.join()
    assert [one.returncode for one in machines] == [0, 0], said
    assert version(engine) == VERSION
    assert differences(engine) == []


def test_a_migration_that_is_broken_off_leaves_the_database_as_it_was(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_before_versions(engine, without=("own_result",))
    real = migrate._migrate

    def broken_off(connection: Any) -> None:
        real(connection)
        raise KeyboardInterrupt

    monkeypatch.setattr(migrate, "_migrate", broken_off)
    with pytest.raises(KeyboardInterrupt):
        bring_up_to_date(engine)
    assert version(engine) == ""
    monkeypatch.undo()
    bring_up_to_date(engine)
    assert differences(engine) == []


def test_a_newer_database_is_said_and_the_run_goes_on_without_history(tmp_path: Path, url: str, engine: Engine) -> None:
    assert code("run", workbook(tmp_path), "--db", url, *TODAY) == 0
    do(engine, "UPDATE alembic_version SET version_num = '9999'")
    result = call("run", workbook(tmp_path), "--db", url, *TODAY)
    assert (result.exit_code, "9999" in result.stderr, "Update Concord" in result.stderr) == (0, True, True)
    assert "The results are in the workbook" in result.stdout
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM run")).scalar() == 1
    shown = call("history", "--db", url)
    assert (shown.exit_code, "Update Concord" in shown.stderr) == (1, True)


def test_a_newer_database_that_answers_only_at_the_end_is_said_then(tmp_path: Path, url: str, engine: Engine) -> None:
    bring_up_to_date(engine)
    do(engine, "UPDATE alembic_version SET version_num = '9999'")
    opened = History.at(url, tmp_path, asked_later=True)
    with pytest.raises(NewerHistoryError, match="9999"):
        opened.finish("x", {}, ())
    said: list[str] = []
    ended_otherwise(opened, "x", 1, said.append)  # it is the end of a run, and ends nothing else
    assert "9999" in said[0]
    opened.close()


def test_a_database_that_is_up_to_date_costs_no_loading_of_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'own.sqlite3'}"
    History.at(url, tmp_path).close()
    program = (
        "import sys; from pathlib import Path; from pipeline.store.history import History; "
        f"History.at({url!r}, Path('.')); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
