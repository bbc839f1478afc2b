"""The history: what runs leave in a database, on SQLite and on PostgreSQL; and that it never costs a workbook."""

from __future__ import annotations

import pkgutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from pipeline.store import history as store
from pipeline.store.history import History, HistoryError
from pipeline.store.network_drive import kind_of_drive
from tests.cli.test_commands import TODAY, call, code
from tests.run.made import RISKS, data, workbook

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def rows(url: str, query: str) -> list[dict[str, Any]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = [dict(row) for row in connection.execute(text(query)).mappings()]
    engine.dispose()
    return found


def test_a_run_leaves_itself_its_workbooks_and_their_findings_and_actions(tmp_path: Path, url: str) -> None:
    path = workbook(tmp_path, id="CA-ONE")
    assert code("run", path, "--db", url, *TODAY) == 0
    (run,) = rows(url, "SELECT * FROM run WHERE run_id = (SELECT max(run_id) FROM run)")
    assert (run["status"], run["exit_code"], run["host"]) == ("finished", 0, socket.gethostname())
    where = f"WHERE run_id = '{run['run_id']}'"
    (result,) = rows(url, f"SELECT * FROM workbook_result {where}")
    assert (result["workbook_id"], result["status"], result["path"]) == ("CA-ONE", "written", str(path))
    items = {(row["kind"], row["item_id"]): row["status"] for row in rows(url, f"SELECT * FROM item_state {where}")}
    assert items["finding", "RSK-02/R1"] == "critical"
    assert items["action", "RSK/R1"] == "new"


def test_history_shows_the_runs_and_one_workbook_over_time(tmp_path: Path, url: str) -> None:
    path = workbook(tmp_path, id="CA-TWO")
    assert code("run", path, "--db", url, *TODAY) == 0
    path.write_bytes(data({"Risks": RISKS[1:]}, id="CA-TWO"))
    assert code("run", path, "--db", url, *TODAY) == 0
    assert "finished (0)" in call("history", "--db", url).stdout
    by_id, by_file = (call("history", name, "--db", url).stdout for name in ("CA-TWO", path))
    assert by_id == by_file
    assert len(by_id.splitlines()) == 3


def test_a_run_that_was_killed_is_visible_as_such(tmp_path: Path, url: str) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    history = History.at(url, tmp_path)
    history.begin({
        "run_id": f"9999-{tmp_path.name}", "started_at": "2099-01-01T00:00:00+00:00", "host": socket.gethostname(),
        "pid": gone.pid, "version": "0", "day": "2099-01-01", "status": "running", "paths": ["/shared"],
    })  # fmt: skip
    history.close()
    assert "did not finish" in call("history", "--db", url, "--last", 1).stdout


def test_an_interrupted_run_is_recorded_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.run.batch.task.process", interrupted)
    assert code("run", workbook(tmp_path), *TODAY) == 130
    assert "interrupted" in call("history").stdout


def test_a_database_that_does_not_answer_is_said_and_costs_no_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    (tmp_path / "folder").mkdir()
    result = call("run", path, "--db", f"sqlite:///{tmp_path / 'folder'}", *TODAY)
    assert "It is tried again when the run is over" in result.stderr
    assert "The history of this run could not be kept" in result.stderr
    assert "The results are in the workbook" in result.stdout


@pytest.fixture
def locked(state: Path, monkeypatch: pytest.MonkeyPatch, in_this_process: None) -> Iterator[sqlite3.Connection]:
    """The history with another program in the middle of writing into it."""
    monkeypatch.setattr(store, "WAIT_MS", 1)
    state.mkdir(exist_ok=True)
    with closing(sqlite3.connect(state / store.FILE, isolation_level=None, check_same_thread=False)) as other:
        yield other


def recorded(state: Path) -> list[tuple[str, int | None, int]]:
    """Of each run its status, its exit code, and the number of its workbooks."""
    with closing(sqlite3.connect(state / store.FILE)) as reader:
        query = "SELECT status, exit_code, (SELECT count(*) FROM workbook_result WHERE run_id = run.run_id) FROM run"
        return list(reader.execute(query))


def free_when(name: str, monkeypatch: pytest.MonkeyPatch, lock: sqlite3.Connection, nth: int = 1) -> None:
    """Let the other program be done when the function called `name` is called for the nth time."""
    module, _, function = name.rpartition(".")
    owner = pkgutil.resolve_name(module)
    real, calls = getattr(owner, function), iter(range(1, 100))

    def called(*given: Any, **more: Any) -> Any:
        if next(calls) == nth and lock.in_transaction:
            lock.execute("ROLLBACK")
        return real(*given, **more)

    monkeypatch.setattr(owner, function, called)


def test_a_history_that_is_locked_when_a_run_begins_has_the_whole_run_at_its_end(
    tmp_path: Path, state: Path, locked: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path)
    assert code("history") == 0  # which makes the tables
    locked.execute("BEGIN IMMEDIATE")
    free_when("pipeline.run.batch.task.process", monkeypatch, locked)
    result = call("run", path, *TODAY)
    assert result.exit_code == 0
    assert "cannot be written just now" in result.stderr
    assert "could not be kept" not in result.stderr
    assert recorded(state) == [("finished", 0, 1)]


def test_so_has_one_that_cannot_even_be_opened_then(
    tmp_path: Path, state: Path, locked: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path)
    locked.execute("BEGIN EXCLUSIVE")
    free_when("pipeline.run.batch.task.process", monkeypatch, locked)
    result = call("run", path, *TODAY)
    assert result.exit_code == 0
    assert "It is tried again when the run is over" in result.stderr
    assert recorded(state) == [("finished", 0, 1)]


def test_at_the_end_a_locked_history_is_waited_for(
    tmp_path: Path, state: Path, locked: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path)
    assert code("history") == 0
    locked.execute("BEGIN IMMEDIATE")
    free_when("pipeline.store.history.History.finish", monkeypatch, locked, nth=3)
    assert code("run", path, *TODAY) == 0
    assert recorded(state) == [("finished", 0, 1)]


def test_one_that_stays_locked_is_said_and_costs_no_workbook(
    tmp_path: Path, state: Path, locked: sqlite3.Connection
) -> None:
    path = workbook(tmp_path)
    assert code("history") == 0
    locked.execute("BEGIN IMMEDIATE")
    result = call("run", path, *TODAY)
    assert result.exit_code == 0
    assert "The results are in the workbook" in result.stdout
    assert "The history of this run could not be kept" in result.stderr


def test_an_interrupted_run_too_is_recorded_when_its_beginning_could_not_be(
    tmp_path: Path, state: Path, locked: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        locked.execute("ROLLBACK")
        raise KeyboardInterrupt

    path = workbook(tmp_path)
    assert code("history") == 0
    locked.execute("BEGIN IMMEDIATE")
    monkeypatch.setattr("pipeline.run.batch.task.process", interrupted)
    assert code("run", path, *TODAY) == 130
    assert recorded(state) == [("interrupted", None, 0)]


@pytest.mark.parametrize("url", ["nonsense", "nosuch://host/name"])
def test_a_url_that_cannot_be_meant_is_refused_before_anything_is_done(tmp_path: Path, url: str) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    assert code("run", path, "--db", url, *TODAY) == 2
    assert path.read_bytes() == before


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    shown = call("history", "--db", "nosuch://concord:secret@host/name").output
    assert "secret" not in shown


def test_a_file_on_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "is_on_network_drive", lambda path: True)
    with pytest.raises(HistoryError, match="network drive"):
        History.at(f"sqlite:///{tmp_path / 'history.sqlite3'}", tmp_path)
    result = call("run", workbook(tmp_path), *TODAY)
    assert result.exit_code == 0
    assert "network drive" in result.stderr


def test_the_kind_of_drive_is_that_of_the_nearest_mount() -> None:
    mounts = [("/", "ext4"), ("/mnt/shared drive", "cifs"), ("/mnt/shared drive/local", "ext4")]
    kinds = {
        path: kind_of_drive(path, mounts) for path in ("/home/a", "/mnt/shared drive/x", "/mnt/shared drive/local")
    }
    assert kinds == {"/home/a": "ext4", "/mnt/shared drive/x": "cifs", "/mnt/shared drive/local": "ext4"}


def test_check_and_a_dry_run_leave_no_history(tmp_path: Path, state: Path) -> None:
    path = workbook(tmp_path)
    assert code("check", path, *TODAY) == 0
    assert code("run", path, "--dry-run", *TODAY) == 0
    assert not state.exists()
