"""A history that is damaged is put aside and begun anew with what can be read, said once, and costs nothing else."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine
from sqlalchemy import text as sql

from pipeline.portfolio.from_history import past
from pipeline.run.batch.options import Options
from pipeline.run.result import RunResult
from pipeline.run.state.history_writer import recorded, this_run
from pipeline.store.damaged import PREFIX
from pipeline.store.history import FILE, History, SQLAlchemyError
from pipeline.store.previous_run import before
from tests.chance import examples
from tests.cli.test_commands import TODAY, call, code
from tests.portfolio.made import DAY, FOLDER, report
from tests.run.made import workbook

RUNS = 30  # made once for all that damage them


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


def ran(history: History, hour: int, said: list[str]) -> None:
    """A run over two workbooks, recorded and asked about as a run does it."""
    moment, run_id = datetime(2026, 11, 1 + hour // 24, hour % 24, tzinfo=UTC), f"2026-11-22T{hour:03}"
    results = [report(f"{name}.xlsx", {"RSK-02/R1": "high", f"ACT-03/{hour}": "high"}) for name in "ab"]
    with recorded(history, run_id, (FOLDER,), Options(today=DAY), said.append) as record:
        record.results = list(results)
        record.end("finished", 0)
    ended = RunResult(
        run_id=run_id, paths=(FOLDER,), started=moment, finished=moment, results=tuple(results), code=0
    )  # fmt: skip
    past(history, ended)
    before(history, this_run(ended), [str(one.path) for one in results])


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A history with many runs in it."""
    folder = tmp_path_factory.mktemp("sound")
    history, said = History.at(None, folder), list[str]()
    for hour in range(RUNS):
        ran(history, hour, said)
    history.close()
    assert said == []
    return folder / FILE


def a_run(folder: Path, hour: int) -> list[str]:
    """What a run with this history says; that it is recorded."""
    said: list[str] = []
    history = History.at(None, folder)
    ran(history, hour, said)
    assert f"2026-11-22T{hour:03}" in {row["run_id"] for row in history.runs(100)}
    history.of_workbook(str(FOLDER / "a.xlsx"), 100)
    history.close()
    return said


def aside(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith(PREFIX) and path.name.endswith(FILE))


def rows(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute("SELECT count(*) FROM run").fetchone()[0])


def random_bytes(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 64)


def text_in_another_encoding(file: Path) -> None:
    file.write_bytes("Übersicht der Läufe\r\n".encode("utf-16") * 300)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])


def first_page_lost(file: Path) -> None:
    file.write_bytes(bytes(4096) + file.read_bytes()[4096:])


def root_page_overwritten(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'workbook_result'").fetchone()
    data = bytearray(file.read_bytes())
    data[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    file.write_bytes(data)


def another_table_of_that_name(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE run (name TEXT)")


def columns_lost(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("ALTER TABLE own_result DROP COLUMN late")


def version_lost(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("UPDATE alembic_version SET version_num = '99 bottles'")


def a_folder_in_its_place(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "something").touch()


def values_that_cannot_be(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("UPDATE run SET paths = '[\"/shared', day = x'00ff' WHERE run_id LIKE '%5'")
        database.execute("UPDATE own_result SET critical = 'many' WHERE run_id LIKE '%6'")
        database.execute("UPDATE item_state SET value = CAST(x'ff41' AS TEXT) WHERE run_id LIKE '%9'")


KINDS: list[Callable[[Path], None]] = [
    random_bytes, text_in_another_encoding, cut_short, first_page_lost, root_page_overwritten,
    another_table_of_that_name, columns_lost, version_lost, a_folder_in_its_place, values_that_cannot_be,
]  # fmt: skip


@pytest.mark.parametrize("damage", KINDS)
def test_a_damaged_history_is_put_aside_and_said_once_and_the_run_is_recorded(
    state: Path, sound: Path, damage: Callable[[Path], None]
) -> None:
    shutil.copy(sound, state / FILE)
    damage(state / FILE)
    (said,) = a_run(state, 50)
    (old,) = aside(state)
    assert "could not be understood" in said
    assert str(old) in said
    assert a_run(state, 51) == []
    assert aside(state) == [old]


def test_what_can_be_read_is_taken_over(state: Path, sound: Path) -> None:
    shutil.copy(sound, state / FILE)
    values_that_cannot_be(state / FILE)
    (said,) = a_run(state, 50)
    assert f"{RUNS - 3 + 1} runs" in said  # with the one that found it
    assert rows(state / FILE) == RUNS - 3 + 1
    shutil.copy(sound, state / FILE)
    root_page_overwritten(state / FILE)
    a_run(state, 50)
    assert rows(state / FILE) == RUNS + 1


def test_a_run_that_finds_the_damage_only_at_its_end_is_recorded_whole(state: Path, sound: Path) -> None:
    shutil.copy(sound, state / FILE)
    history, said = History.at(None, state), list[str]()
    with recorded(history, "2026-11-23", (FOLDER,), Options(today=DAY), said.append) as record:
        history.close()
        random_bytes(state / FILE)
        record.results = [report("a.xlsx", {"RSK-02/R1": "high"})]
        record.end("finished", 0)
    (row,) = history.runs(100)
    assert (row["run_id"], row["status"]) == ("2026-11-23", "finished")
    assert len(history.of_workbook(str(FOLDER / "a.xlsx"), 9)) == 1
    history.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(12))
@given(st.data())
def test_whatever_bytes_of_it_are_damaged_every_run_is_recorded_and_it_is_said_once(
    state: Path, sound: Path, data: st.DataObject
) -> None:
    for path in state.iterdir():
        path.unlink()
    content = bytearray(sound.read_bytes())
    pages = len(content) // 4096
    for _ in range(data.draw(st.integers(1, 4), "how many places")):
        at = data.draw(st.integers(0, pages - 1), "page") * 4096 + data.draw(st.integers(0, 4095), "byte")
        new = data.draw(st.binary(min_size=1, max_size=600), "bytes")
        content[at : at + len(new)] = new
    del content[data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))), "length") :]
    (state / FILE).write_bytes(content)
    # A run says it that comes upon it, and none after that.
    assert len([said for hour in (50, 51, 52) for said in a_run(state, hour)]) <= 1


def test_the_command_says_it_once_and_history_shows_what_is_kept(tmp_path: Path, state: Path) -> None:
    path = workbook(tmp_path)
    assert code("run", path, *TODAY) == 0
    random_bytes(state / FILE)
    result = call("run", path, *TODAY)
    assert (result.exit_code, result.stderr.count("could not be understood")) == (0, 1)
    assert "could not be understood" in (state / "concord.log").read_text(encoding="utf-8")
    assert "understood" not in call("run", path, *TODAY).stderr
    random_bytes(state / FILE)
    shown = call("history")
    assert (shown.exit_code, "put aside" in shown.stderr) == (0, True)


def test_a_damaged_database_that_was_named_is_put_aside_too(tmp_path: Path) -> None:
    url, file = f"sqlite:///{tmp_path / 'ours.db'}", tmp_path / "ours.db"
    assert code("history", "--db", url) == 0
    root_page_overwritten(file)
    result = call("run", workbook(tmp_path), "--db", url, *TODAY)
    assert (result.exit_code, "put aside" in result.stderr) == (0, True)
    assert rows(file) == 1


def test_a_file_of_somebody_else_that_was_named_by_mistake_is_never_put_aside(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all, " * 500)
    result = call("run", workbook(tmp_path), "--db", f"sqlite:///{letter}", *TODAY)
    assert result.exit_code == 0
    assert "could not be kept" in result.stderr
    assert letter.read_text() == "Dear all, " * 500


@pytest.mark.system("postgres")
def test_what_no_run_has_written_into_a_server_is_an_answer_in_words(postgres: str, tmp_path: Path) -> None:
    history = History.at(postgres, tmp_path)
    said: list[str] = []
    ran(history, 1, said)
    engine: Any = create_engine(postgres)
    with engine.begin() as connection:
        connection.execute(sql("UPDATE own_result SET items = '[1]'"))
    with pytest.raises(SQLAlchemyError, match="not what was written"):
        ran(history, 2, said)
    with engine.begin() as connection:
        connection.execute(sql("DELETE FROM own_result"))
    engine.dispose()
    history.close()
