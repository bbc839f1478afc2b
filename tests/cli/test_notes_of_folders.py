"""Everything that is to be said of the workbooks of a folder is said: on screen, in the log, in the exit code."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import concord
from tests.cli.test_commands import TODAY
from tests.notify.watched import last_run
from tests.run.made import data

NAMES = ("clinic", "dam")
MANY = (*NAMES, "ferry", "school", "well")
AT_ONCE = pytest.mark.xdist_group("notes of many")
MACROS = "The workbook holds macros although it is not saved as .xlsm."


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("CONCORD_STATE", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path, state: Path) -> Path:
    """Two workbooks with macros in them."""
    return workbooks(tmp_path / "partners", NAMES)


def workbooks(folder: Path, names: Iterable[str]) -> Path:
    """Workbooks of such names in a new folder, all with macros in them."""
    folder.mkdir()
    for name in names:
        (folder / f"{name}.xlsx").write_bytes(with_macros(data(id=f"CA-{name}")))
        os.utime(folder / f"{name}.xlsx", (1_700_000_000, 1_700_000_000))
    return folder


@dataclass(frozen=True)
class Ran:
    """Two runs over many workbooks, and what was in the log after the first."""

    first: Result
    second: Result
    log: str


@pytest.fixture(scope="module")
def ran_twice(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONCORD_STATE", str(folder / "state"))
        many = workbooks(folder / "partners", MANY)
        first = call("run", many, *TODAY)
        kept = log(folder / "state")
        return Ran(first, call("run", many, *TODAY), kept)


def with_macros(content: bytes) -> bytes:
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("xl/vbaProject.bin", b"x")
    return file.getvalue()


def call(*arguments: object) -> Result:
    """Call the command in this process; what it returns is the exit code."""
    return CliRunner().invoke(concord, [str(argument) for argument in arguments], standalone_mode=False)


def on_one_line(result: Result) -> str:
    return " ".join(result.output.split())


def log(state: Path) -> str:
    return (state / "concord.log").read_text(encoding="utf-8")


def recorded_code(state: Path) -> int:
    (code,) = sqlite3.connect(state / "history.sqlite3").execute("select exit_code from run").fetchone()
    assert isinstance(code, int)
    return code


@AT_ONCE
def test_a_note_of_many_workbooks_is_said_once_with_their_number_and_the_first_few_names(ran_twice: Ran) -> None:
    result = ran_twice.first
    assert result.return_value == 0
    assert f"5 workbooks (clinic.xlsx, dam.xlsx, ferry.xlsx and 2 more): {MACROS}" in on_one_line(result)
    assert on_one_line(result).count(MACROS) == 1
    assert sum(MACROS in line for line in ran_twice.log.splitlines()) == 1


@AT_ONCE
def test_what_was_noted_of_workbooks_that_have_not_changed_is_said_again(ran_twice: Ran) -> None:
    result = ran_twice.second
    assert "5 workbooks had not changed and were not opened" in on_one_line(result)
    assert f"and 2 more): {MACROS}" in on_one_line(result)


@pytest.mark.parametrize("command", ["check", "report"])
def test_every_other_command_says_the_notes_of_a_folder(folder: Path, tmp_path: Path, command: str) -> None:
    more = ["--out", tmp_path / "out"] if command == "report" else []
    assert MACROS in on_one_line(call(command, folder, *more, *TODAY))


def test_names_that_are_alike_are_said_in_a_folder_run(folder: Path) -> None:
    (folder / "Dam.xlsx").write_bytes(data(id="CA-2"))
    assert "differs only in capitals" in on_one_line(call("run", folder, "--settle", "0", *TODAY))


def test_a_page_that_cannot_be_written_is_said_on_screen_in_the_log_and_in_the_exit_code(
    folder: Path, state: Path, tmp_path: Path
) -> None:
    (tmp_path / "out" / "dam.html").mkdir(parents=True)
    result = call("run", folder, "--out", tmp_path / "out", *TODAY)
    assert result.return_value == 3
    assert "dam.xlsx: Its page could not be written" in on_one_line(result)
    assert "2 workbooks: 2 written" in on_one_line(result)
    (line,) = [line for line in log(state).splitlines() if "could not be written" in line]
    assert " WARNING " in line
    assert (tmp_path / "out" / "portfolio.html").exists()
    last = last_run(state)
    assert (last["exit_code"], last["need_attention"]) == (3, [str(folder / "dam.xlsx")])


def test_pages_that_all_fail_for_one_reason_are_said_once(folder: Path, tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / "out" / f"{name}.html").mkdir(parents=True)
    output = on_one_line(call("run", folder, "--out", tmp_path / "out", *TODAY))
    assert output.count("Its page could not be written") == 1
    assert "2 workbooks (clinic.xlsx, dam.xlsx): Its page could not be written" in output


def test_a_page_that_cannot_be_written_is_in_the_exit_code_of_a_single_workbook_too(
    folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "out" / "dam.html").mkdir(parents=True)
    result = call("run", folder / "dam.xlsx", "--out", tmp_path / "out", *TODAY)
    assert (result.return_value, "Its page could not be written" in on_one_line(result)) == (3, True)


@pytest.mark.parametrize("name", ["dam.json", "portfolio.html", "portfolio.xlsx", "portfolio.csv"])
def test_a_report_that_cannot_be_written_costs_neither_the_results_nor_their_record(
    folder: Path, state: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "out" / name).mkdir(parents=True)
    result = call("run", folder, "--out", tmp_path / "out", *TODAY)
    assert result.return_value == 3
    assert "could not be written" in on_one_line(result)
    assert "2 workbooks: 2 written" in on_one_line(result)
    assert "could not be written" in log(state)
    assert recorded_code(state) == 3
    last = last_run(state)
    assert (last["status"], last["exit_code"]) == ("finished", 3)
    if name == "dam.json":
        assert (tmp_path / "out" / "portfolio.html").exists()


def test_what_could_not_be_written_is_in_the_results_for_machines(folder: Path, tmp_path: Path) -> None:
    for name in ("dam.html", "portfolio.html"):
        (tmp_path / "out" / name).mkdir(parents=True)
    printed = json.loads(call("run", folder, "--json", "--out", tmp_path / "out", *TODAY).stdout)
    assert printed["exit_code"] == 3
    assert "portfolio.html" in printed["failures"][0]
    notes = {Path(item["workbook"]).name: item["notes"] for item in printed["workbooks"]}
    assert [name for name, said in notes.items() if any("could not be written" in note for note in said)] == [
        "dam.xlsx"
    ]


def test_a_report_that_cannot_be_made_is_in_the_exit_code_of_report(folder: Path, tmp_path: Path) -> None:
    for name in ("dam.html", "portfolio.html"):
        (tmp_path / "out" / name).mkdir(parents=True)
    result = call("report", folder, "--out", tmp_path / "out", *TODAY)
    assert result.return_value == 3
    assert "dam.xlsx: Its page could not be written" in on_one_line(result)
    assert "portfolio.html" in on_one_line(result)
    assert f"Made {tmp_path / 'out' / 'clinic.html'}" in on_one_line(result)
