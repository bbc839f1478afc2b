"""What Concord keeps is its owner's alone, also where the folder or the files stood there before."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from pipeline.store.state_dir import state_folder
from tests.cli.test_commands import TODAY, call, code
from tests.run.made import workbook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere there")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("CONCORD_STATE", str(folder))
    folder.mkdir()
    folder.chmod(0o755)
    return folder


def others_may_read(folder: Path) -> list[str]:
    """What another user could read, for whom every folder on the way must be open."""
    found = []
    for path in folder.rglob("*"):
        way = [path, *path.parents[: len(path.relative_to(folder).parts) - 1]]
        if all(each.stat().st_mode & 0o005 for each in way):
            found.append(path.name)
    return sorted(found)


def test_everything_that_runs_leave_in_a_folder_that_stood_there_before_is_private(tmp_path: Path, state: Path) -> None:
    (state / "of others.txt").touch(0o644)
    (tmp_path / "books").mkdir()
    path = workbook(tmp_path / "books")
    for more in ([], ["--beside"], ["--force"]):
        assert code("run", tmp_path / "books", *more, *TODAY, "--settle", "0") == 0
    assert {"seen.sqlite3", "history.sqlite3", "concord.log", "last-run.json", "backups", "beside"} <= set(
        os.listdir(state)  # noqa: PTH208
    )
    assert path.exists()
    assert others_may_read(state) == ["of others.txt"]
    assert state.stat().st_mode & 0o777 == 0o755


def test_files_that_others_could_read_are_made_private_by_the_next_command(tmp_path: Path, state: Path) -> None:
    workbook(tmp_path)
    assert code("run", tmp_path, *TODAY, "--settle", "0") == 0
    for path in (state, *state.rglob("*")):
        path.chmod(path.stat().st_mode | 0o055)
    assert call("history").exit_code == 0
    assert others_may_read(state) == []
    assert state.stat().st_mode & 0o077 == 0


def test_a_history_at_an_address_of_its_own_is_private_from_the_start(tmp_path: Path, state: Path) -> None:
    assert code("run", workbook(tmp_path), "--db", f"sqlite:///{tmp_path / 'own.sqlite3'}", *TODAY) == 0
    assert (tmp_path / "own.sqlite3").stat().st_mode & 0o077 == 0


def test_a_file_of_secrets_that_others_may_read_is_left_to_be_said(state: Path) -> None:
    secrets = state / "notify.secrets"
    secrets.touch(0o644)
    state_folder()
    assert secrets.stat().st_mode & 0o777 == 0o644
