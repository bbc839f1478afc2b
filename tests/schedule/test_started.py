"""What a scheduler starts: the run, its settings, and what is kept of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.schedule import records
from pipeline.schedule.job import Job
from tests.chance import every
from tests.run.made import workbook
from tests.schedule.made import job


def start(job: Job, cwd: Path) -> subprocess.CompletedProcess[str]:
    """As a scheduler would: with next to no environment."""
    lent = {name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "PATH", "PYTHONPATH")}
    return subprocess.run(
        [job.python, *job.arguments], cwd=cwd, env={**lent, "LC_ALL": "C"}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


def made(state: Path, *paths: Path, **more: object) -> Job:
    return job(paths=tuple(map(str, paths)), environment=(("CONCORD_STATE", str(state)),), **more)


def log(state: Path) -> str:
    return (records.folder(state, "partners") / records.LOG).read_text(encoding="utf-8")


def test_a_run_is_done_with_its_secrets_and_said_in_the_log_and_to_nobody_else(tmp_path: Path) -> None:
    folder = tmp_path / "100% é 'q'"
    folder.mkdir()
    before = workbook(folder).read_bytes()
    (tmp_path / "pipeline.py").write_text("raise SystemExit('a module of the folder it is started in')")
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "schedule.secrets").touch(0o600)
    (tmp_path / "state" / "schedule.secrets").write_text(f"CONCORD_DB=sqlite:///{tmp_path}/told.sqlite3\n")
    done = start(made(tmp_path / "state", folder, options=("--settle", "0")), tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "clinic.xlsx").read_bytes() != before
    assert str(folder) in log(tmp_path / "state")
    assert (tmp_path / "told.sqlite3").exists()
    last = records.last_run(tmp_path / "state", "partners")
    assert last is not None
    assert last.code == 0
    assert last.finished is not None
    assert isinstance(last.started, datetime)


def test_a_path_that_is_not_there_ends_with_its_code_and_is_passed_on(tmp_path: Path) -> None:
    done = start(made(tmp_path / "state", tmp_path / "gone"), tmp_path)
    assert done.returncode == 2
    assert "gone" in done.stdout
    assert done.stdout.strip() in log(tmp_path / "state")
    last = records.last_run(tmp_path / "state", "partners")
    assert last is not None
    assert last.code == 2
    assert records.last_words(tmp_path / "state", "partners") in done.stdout
    assert "gone" in records.last_words(tmp_path / "state", "partners")


@pytest.mark.system("chmod")
def test_a_run_does_not_begin_while_others_can_read_its_secrets(tmp_path: Path) -> None:
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "schedule.secrets").write_text("CONCORD_SMB_PASSWORD=hunter2\n")
    (tmp_path / "state" / "schedule.secrets").chmod(0o644)
    done = start(made(tmp_path / "state", tmp_path), tmp_path)
    assert done.returncode == 1
    assert "chmod 600" in done.stdout
    assert "hunter2" not in log(tmp_path / "state")


def test_a_log_that_has_grown_large_makes_room(tmp_path: Path) -> None:
    folder = records.folder(tmp_path / "state", "partners")
    folder.mkdir(parents=True)
    (folder / records.LOG).write_bytes(b"x" * (1 << 20) + b"y")
    start(made(tmp_path / "state", tmp_path / "gone"), tmp_path)
    assert (folder / records.OLDER_LOG).stat().st_size > 1 << 20
    assert (folder / records.LOG).stat().st_size < 10_000


def test_a_run_that_has_not_ended_stands_there_as_begun(tmp_path: Path) -> None:
    begun = records.LastRun(datetime.now().astimezone(), 7)
    records.write_last_run(tmp_path, "partners", begun)
    assert records.last_run(tmp_path, "partners") == begun
    assert json.loads((records.folder(tmp_path, "partners") / records.LAST).read_text())["finished"] is None


def test_the_starter_loads_nothing_heavy_for_its_workers() -> None:
    program = (
        "import sys, pipeline.schedule.started\n"
        "print([name for name in 'pandas openpyxl sqlalchemy click'.split() if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def spoil(how: str, state: Path) -> None:
    """Let the log of the schedule be one that cannot be written, or cannot be put aside."""
    folder = records.folder(state, "partners")
    if how == "no folder":
        state.mkdir()
        (state / records.FOLDER).write_bytes(b"")
        return
    folder.mkdir(parents=True)
    if how == "not openable":
        (folder / records.LOG).mkdir()
    elif how == "drive full":
        (folder / records.LOG).symlink_to("/dev/full")
    else:
        (folder / records.LOG).write_bytes(b"x" * (1 << 20) + b"y")
        (folder / records.OLDER_LOG / "in the way").mkdir(parents=True)


# A log that cannot be opened meets what is said where there is no folder, or on a full drive.
@pytest.mark.parametrize("how", every(2, ["no folder", "not openable", "too large"]))
def test_no_log_keeps_a_run_from_its_work(tmp_path: Path, how: str) -> None:
    assert_the_run_is_done(tmp_path, how)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_nor_does_one_on_a_full_drive(tmp_path: Path) -> None:
    assert_the_run_is_done(tmp_path, "drive full")


def assert_the_run_is_done(tmp_path: Path, how: str) -> None:
    (tmp_path / "books").mkdir()
    before = workbook(tmp_path / "books").read_bytes()
    spoil(how, tmp_path / "state")
    done = start(made(tmp_path / "state", tmp_path / "books", options=("--settle", "0")), tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "books" / "clinic.xlsx").read_bytes() != before
    if how == "too large":
        assert done.stdout + done.stderr == ""
        assert log(tmp_path / "state").count("cannot be put aside") == 1
        assert "1 workbook: 1 written" in log(tmp_path / "state")
        return
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert said.count("cannot be written") == (2 if how == "no folder" else 1) + (how == "no folder")
    assert "1 written" in said
    if how != "no folder":
        last = records.last_run(tmp_path / "state", "partners")
        assert last is not None
        assert last.code == 0


def test_where_there_is_no_folder_for_state_the_run_says_so_itself(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "books").mkdir()
    done = start(made(tmp_path / "file" / "state", tmp_path / "books"), tmp_path)
    assert done.returncode == 1
    assert "Set CONCORD_STATE to one that can" in done.stderr
    assert "Traceback" not in done.stderr
