"""What should not be kept is removed, back-ups and history alike: of single workbooks, and of all when it is old."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine
from sqlalchemy import text as sql

from pipeline.cli.main import concord
from pipeline.store.backups import FOLDER, Keeping, all_copies, keep, tidy
from pipeline.store.damaged import PREFIX
from pipeline.store.history import FILE
from pipeline.store.migrate import bring_up_to_date
from pipeline.store.tables import history as tables
from schemas.thresholds import keep_days
from tests.cli.test_commands import TODAY, call, code
from tests.run.made import RISKS, data, workbook

TABLES = ("run", "workbook_result", "item_state", "told_result", "own_result")


# Three runs come before nearly every test: they are made once, and put back for each.


class Ran:
    """A folder with two workbooks, run twice, the first of them once more by itself; and what is remembered of it."""

    def __init__(self, place: Path) -> None:
        self.now, self._kept = place / "now", place / "kept"

    @property
    def books(self) -> Path:
        return self.now / "books"

    @property
    def state(self) -> Path:
        return self.now / "state"

    def make(self) -> None:
        """The runs, with a history in the folder for state."""
        self.books.mkdir(parents=True)
        for name in ("a.xlsx", "b.xlsx"):
            workbook(self.books, name, id=f"CA-{name}")
        assert code("run", self.books, "--settle", "0", *TODAY) == 0
        (self.books / "a.xlsx").write_bytes(data({"Risks": RISKS[1:]}, id="CA-a.xlsx"))
        assert code("run", self.books, "--settle", "0", *TODAY) == 0
        assert code("run", self.books / "a.xlsx", *TODAY) == 0
        copytree(self.now, self._kept)

    def put_back(self, url: str) -> None:
        """All as it is after them, with the history in this database as well."""
        rmtree(self.now, ignore_errors=True)
        copytree(self._kept, self.now)
        ours: Any = create_engine(f"sqlite:///{self.state / FILE}")
        theirs: Any = create_engine(url)
        bring_up_to_date(theirs)
        with ours.connect() as kept, theirs.begin() as connection:
            for table in tables.sorted_tables:
                connection.execute(table.insert(), [dict(row._mapping) for row in kept.execute(table.select())])
        ours.dispose()
        theirs.dispose()


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    made = Ran(tmp_path_factory.mktemp("forget"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONCORD_STATE", str(made.state))
        made.make()
    return made


@pytest.fixture(autouse=True)
def state(ran: Ran, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONCORD_STATE", str(ran.state))
    rmtree(ran.now, ignore_errors=True)
    return ran.state


@pytest.fixture
def books(ran: Ran, state: Path, url: str) -> Path:
    ran.put_back(url)
    return ran.books


def rows(url: str, where: str) -> dict[str, int]:
    engine: Any = create_engine(url)
    with engine.connect() as connection:
        found = {name: connection.execute(sql(f"SELECT count(*) FROM {name} {where}")).scalar() for name in TABLES}
    engine.dispose()
    return found


def test_back_ups_and_history_of_a_workbook_go_and_those_of_others_stay(books: Path, state: Path, url: str) -> None:
    result = call("restore", "--forget", books / "a.xlsx", "--db", url)
    assert (result.exit_code, "back-ups: 2, runs in the history: 3" in result.output) == (0, True), result.output
    assert list(all_copies(state / FOLDER)) == [books / "b.xlsx"]
    assert [path.name[0] for path in (state / FOLDER).iterdir()] == ["b"]
    left = rows(url, "")
    assert left["run"] == 2  # the one over that workbook alone has gone
    assert left["workbook_result"] == left["own_result"] == 2
    engine: Any = create_engine(url)
    with engine.connect() as connection:
        assert not connection.execute(sql("SELECT 1 FROM item_state WHERE workbook_id = 'CA-a.xlsx'")).all()
    engine.dispose()


def test_what_the_last_look_showed_goes_as_well(books: Path, state: Path, url: str) -> None:
    assert call("restore", "--forget", books / "a.xlsx", "--db", url).exit_code == 0
    assert os.fsencode(books / "a.xlsx") not in b"".join(path.read_bytes() for path in state.glob("seen.sqlite3*"))


def test_nothing_of_a_workbook_is_left_in_the_file_of_the_history(books: Path, state: Path) -> None:
    assert code("run", books, "--force", "--settle", "0", *TODAY) == 0
    kept = b"".join(path.read_bytes() for path in state.glob("history.sqlite3*"))
    assert b"CA-a.xlsx" in kept
    assert call("restore", "--forget", books / "a.xlsx").exit_code == 0
    assert b"CA-a.xlsx" not in b"".join(path.read_bytes() for path in state.glob("history.sqlite3*"))


def test_a_workbook_that_was_renamed_is_forgotten_under_all_its_names(books: Path, url: str) -> None:
    (books / "a.xlsx").rename(books / "new.xlsx")
    assert code("run", books, "--db", url, "--settle", "0", *TODAY) == 0
    assert call("restore", "--forget", books / "new.xlsx", "--db", url).exit_code == 0
    assert rows(url, "")["workbook_result"] == 3


def test_without_a_file_it_asks_and_removes_what_is_older_than_the_limit(
    books: Path, state: Path, url: str, tmp_path: Path
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=keep_days() + 1)
    engine: Any = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            sql("UPDATE run SET started_at = :then WHERE run_id = (SELECT min(run_id) FROM run)"),
            {"then": long_ago.isoformat(timespec="milliseconds")},
        )
    engine.dispose()
    gone = tmp_path / "gone.xlsx"
    keep(state / FOLDER, gone, b"old", long_ago)
    (state / f"{PREFIX}x-history.sqlite3").touch()
    os.utime(state / f"{PREFIX}x-history.sqlite3", (1, 1))
    before = rows(url, "")
    assert CliRunner().invoke(concord, ["restore", "--forget", "--db", url], input="n\n").exit_code != 0
    assert (rows(url, ""), gone in all_copies(state / FOLDER)) == (before, True)
    result = call("restore", "--forget", "--yes", "--db", url)
    assert "back-ups: 1, runs in the history: 1, damaged files that had been put aside: 1" in result.output
    assert (rows(url, "")["run"], gone in all_copies(state / FOLDER)) == (2, False)


def test_each_run_removes_history_and_back_ups_that_are_older_than_its_settings_say(
    books: Path, state: Path, url: str, tmp_path: Path
) -> None:
    (tmp_path / "settings.yaml").write_text("keep_days: 10\n", encoding="utf-8")
    old = datetime.now(UTC) - timedelta(days=11)
    keep(state / FOLDER, books / "a.xlsx", b"old", old)
    engine: Any = create_engine(url)
    with engine.begin() as connection:
        connection.execute(sql("UPDATE run SET started_at = :then"), {"then": old.isoformat(timespec="milliseconds")})
    engine.dispose()
    (books / "a.xlsx").write_bytes(data({"Risks": RISKS[:1]}, id="CA-a.xlsx"))
    assert code("run", books, "--db", url, "--settle", "0", "--config", tmp_path / "settings.yaml", *TODAY) == 0
    assert rows(url, "")["run"] == 1
    assert min(copy.moment for copy in all_copies(state / FOLDER)[books / "a.xlsx"]) > old


def test_a_run_never_removes_the_last_copy_of_a_workbook(state: Path, tmp_path: Path) -> None:
    old = datetime.now(UTC) - timedelta(days=11)
    keep(state / FOLDER, tmp_path / "a.xlsx", b"old", old)
    tidy(state / FOLDER, Keeping(days=10), datetime.now(UTC))
    assert list(all_copies(state / FOLDER)) == [tmp_path / "a.xlsx"]


@pytest.mark.parametrize("given", ["keep_days: 0", "keep_days: soon", "keep_days: 1.5", "keep: 5", "thresholds: 3"])
def test_a_limit_that_cannot_be_meant_is_refused(tmp_path: Path, given: str) -> None:
    (tmp_path / "settings.yaml").write_text(f"{given}\n", encoding="utf-8")
    result = call("restore", "--forget", "--yes", "--config", tmp_path / "settings.yaml")
    assert (result.exit_code, "settings.yaml" in result.stderr) == (2, True)
