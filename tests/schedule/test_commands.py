"""The commands schedule, unschedule and status, with a crontab that stands in for the real one."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import concord
from pipeline.schedule import records
from tests.cli.json_said import said as printed_json
from tests.run.made import workbook
from tests.schedule.conftest import Program, Programs
from tests.schedule.readers import cron_command

pytestmark = pytest.mark.system("sh")
AT = ("--at", "06:30", "--for", "cron")


@pytest.fixture
def crontab(programs: Programs, state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pipeline.schedule.schedulers.cron.is_running", lambda: True)
    (tmp_path / "work").mkdir()
    return programs("crontab")


def call(*arguments: object) -> Result:
    """Call the command in this process; its exit code is the one the process would have."""
    result = CliRunner().invoke(concord, [str(argument) for argument in arguments], standalone_mode=False)
    if result.exception is None:
        result.exit_code = result.return_value or 0
    return result


def said(result: Result) -> str:
    assert isinstance(result.exception, click.ClickException)
    return result.exception.format_message()


def test_a_relative_path_is_made_whole_and_the_line_runs_the_workbooks(crontab: Program, tmp_path: Path) -> None:
    path = workbook(tmp_path / "work")
    before = path.read_bytes()
    assert call("schedule", "work", *AT, "--", "--settle", "0").exit_code == 0
    (line,) = crontab.table.splitlines()
    assert shlex.quote(str(tmp_path / "work")).strip("'") in line
    done = subprocess.run(["sh", "-c", cron_command(line)], cwd="/", capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert path.read_bytes() != before
    found = printed_json(call("status", "--json").stdout)["schedules"][0]
    assert found["last_run"]["exit_code"] == 0
    assert found["last_run"]["counts"] == {"written": 1}
    assert (found["concerns"], found["installed"]) == ([], True)


def test_print_installs_nothing_and_shows_the_line_that_is_installed(crontab: Program, state: Path) -> None:
    shown = call("schedule", "work", *AT, "--print").stdout
    assert crontab.table == ""
    assert records.names(state) == []
    call("schedule", "work", *AT)
    assert crontab.table.strip() in shown


@pytest.mark.parametrize("system", ["windows", "systemd", "cron", "launchd"])
def test_print_shows_any_system_on_any_system(system: str, state: Path) -> None:
    path = r"\\server\share\a" if system == "windows" else "/"
    assert path in call("schedule", path, "--at", "06:30", "--for", system, "--print").stdout


def test_without_any_scheduler_print_is_offered_and_works(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "--print --for" in said(call("schedule", tmp_path, "--at", "06:30"))
    assert records.names(state) == []
    assert str(tmp_path) in call("schedule", tmp_path, "--at", "06:30", "--print").stdout


def test_the_same_name_replaces_and_another_folder_needs_a_name(crontab: Program, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    call("schedule", "work", *AT)
    assert "again" in call("schedule", "work", "--at", "07:00", "--for", "cron").stdout
    assert "--name" in said(call("schedule", "more", *AT))
    assert len(crontab.table.splitlines()) == 1
    call("schedule", "more", *AT, "--name", "More")
    assert [entry["name"] for entry in printed_json(call("status", "--json").stdout)["schedules"]] == [
        "more",
        "workbooks",
    ]


def test_a_refused_installation_leaves_the_former_one_and_its_record(crontab: Program, state: Path) -> None:
    call("schedule", "work", *AT)
    before = crontab.table, records.read(state, "workbooks")
    crontab.refuses("^-$")
    assert "not today" in said(call("schedule", "work", "--at", "07:00", "--for", "cron"))
    assert (crontab.table, records.read(state, "workbooks")) == before


def test_a_first_installation_that_is_refused_leaves_nothing(crontab: Program, state: Path) -> None:
    crontab.refuses("^-$")
    assert "not today" in said(call("schedule", "work", *AT))
    assert records.names(state) == []
    assert list((state / "schedule").iterdir()) == []


def test_another_scheduler_takes_over_from_the_first(crontab: Program, programs: Programs, tmp_path: Path,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    call("schedule", "work", *AT)
    programs("systemctl")
    programs("loginctl")
    assert "systemd" in call("schedule", "work", "--at", "06:30").stdout
    assert crontab.table == ""
    assert len(list((tmp_path / "config" / "systemd" / "user").iterdir())) == 2


def test_a_secret_stays_out_of_line_and_record_and_its_file_is_named(
    crontab: Program, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_SMB_PASSWORD", "hunter2")
    monkeypatch.setenv("CONCORD_DB", "postgresql+psycopg://concord:hunter2@host/history")
    result = call("schedule", "work", *AT)
    assert result.stderr.count(str(state / "schedule.secrets")) == 2
    assert "hunter2" not in result.output + crontab.table
    assert not any(b"hunter2" in file.read_bytes() for file in state.rglob("*") if file.is_file())
    assert any("CONCORD_SMB_PASSWORD is not in" in each for each in one_status()["concerns"])


def one_status() -> dict[str, list[str]]:
    found: dict[str, list[str]] = printed_json(call("status", "--json").stdout)["schedules"][0]
    return found


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--db", "postgresql+psycopg://concord:hunter2@host/history"], "password"), (["--workers", "0"], "workers"),
        (["--today", "2026-11-22"], "each run"), (["--out", "reports"], "whole path"), (["--no-such"], "no-such"),
    ],
)  # fmt: skip
def test_options_that_a_scheduled_run_cannot_have_are_refused_now(
    options: list[str], word: str, crontab: Program
) -> None:
    message = said(call("schedule", "work", *AT, "--", *options))
    assert word in message
    assert "hunter2" not in message
    assert crontab.calls in ([], ["-l"])


def test_a_path_that_is_not_there_is_refused_now(crontab: Program) -> None:
    assert "gone is not there" in said(call("schedule", "gone", *AT))


def test_unschedule_takes_the_only_one_away_and_asks_among_several(crontab: Program, state: Path) -> None:
    call("schedule", "work", *AT)
    call("schedule", "work", *AT, "--name", "other")
    assert "other, workbooks" in said(call("unschedule"))
    call("unschedule", "other")
    assert "not scheduled any more" in call("unschedule").stdout
    assert crontab.table == ""
    assert not any((state / "schedule").iterdir())
    assert "Nothing is scheduled" in call("status").stdout


def test_unschedule_finds_one_that_was_scheduled_with_another_folder_for_state(
    crontab: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    call("schedule", "work", *AT)
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "elsewhere"))
    assert "Nothing called" in said(call("unschedule", "other"))
    call("unschedule", "workbooks")
    assert crontab.table == ""


def test_status_says_what_somebody_took_away_and_ends_with_3(crontab: Program, tmp_path: Path) -> None:
    call("schedule", "work", *AT)
    crontab.beside("table").unlink()
    (tmp_path / "work").rmdir()
    result = call("status", "workbooks")
    assert result.exit_code == 3
    assert "Schedule it again" in result.stdout
    assert "cannot be reached now" in result.stdout


def test_status_of_a_name_that_is_not_scheduled_says_so(crontab: Program) -> None:
    assert "Nothing called" in said(call("status", "other"))
    call("schedule", "work", *AT)
    assert "Did you mean workbooks?" in said(call("status", "workboks"))


def test_status_names_a_record_that_is_broken_and_shows_the_others(crontab: Program, state: Path) -> None:
    call("schedule", "work", *AT)
    call("schedule", "work", *AT, "--name", "other")
    (records.folder(state, "other") / records.JOB).write_text("{")
    result = call("status")
    assert result.exit_code == 3
    assert "cannot be understood" in result.stdout
    assert "has not run yet" in result.stdout


def test_a_secret_that_is_in_its_file_already_gives_no_word(crontab: Program, state: Path) -> None:
    state.mkdir(mode=0o700)
    (state / "schedule.secrets").touch(0o600)
    (state / "schedule.secrets").write_text("CONCORD_SMB_PASSWORD=hunter2\n")
    result = call("schedule", "work", *AT)
    assert "CONCORD_SMB_PASSWORD" not in result.output + crontab.table
    assert one_status()["concerns"] == []
    assert "CONCORD_SMB_PASSWORD" not in os.environ


def test_a_folder_that_cannot_be_written_leaves_nothing_and_is_named(
    crontab: Program, programs: Programs, state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs("systemctl")
    (tmp_path / "config").write_text("a file, where a folder should be")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert str(tmp_path / "config") in said(call("schedule", "work", "--at", "06:30", "--for", "systemd"))
    assert records.names(state) == []
