"""The limits of time and memory hold for every workbook that is opened from a file, by every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.run import create
from pipeline.run.batch import batch
from pipeline.run.batch.batch import Manner
from pipeline.run.batch.options import Options
from pipeline.run.batch.workers import Limits
from tests.cli.test_commands import TODAY, call, code
from tests.run.batch import misbehaving
from tests.run.made import DAY, found, workbook

pytestmark = pytest.mark.usefixtures("by_workers")

SHORT = Limits(seconds=0.2)


@pytest.fixture
def misbehaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "work", misbehaving.work)
    monkeypatch.setattr(create, "_made", misbehaving.made)


def reasons(*names: str, limits: Limits) -> list[str]:
    files = [found(Path(f"{name}.xlsx")) for name in names]
    return [report.reason for report in batch.run(files, Options(today=DAY, write=False), Manner(limits))]


def test_the_only_workbook_that_is_named_is_given_up_when_it_takes_too_long(misbehaves: None) -> None:
    (reason,) = reasons("hangs", limits=SHORT)
    assert "longer than 0.2 seconds" in reason
    assert "the file itself is whole" in reason


def test_the_only_workbook_that_is_named_is_given_up_when_it_takes_too_much_memory(misbehaves: None) -> None:
    (reason,) = reasons("eats", limits=Limits(memory=512 << 20))
    assert "more than 512 MB" in reason


def test_of_three_workbooks_one_that_ends_its_worker_costs_itself_alone(misbehaves: None) -> None:
    first, bad, last = reasons("one", "dies", "two", limits=Limits())
    assert (first, last) == ("ONE", "TWO")
    assert "end abruptly" in bad


@pytest.mark.parametrize("command", ["check", "run", "report"])
def test_a_command_gives_up_the_workbook_that_it_is_given(
    misbehaves: None, tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, "hangs.xlsx")
    assert code(command, path, "--time-limit", "1", *TODAY, *(["--out", tmp_path] if command == "report" else [])) == 1
    said = capsys.readouterr()
    assert "longer than 1 seconds" in " ".join((said.out + said.err).split())


def test_a_new_workbook_from_one_that_takes_too_long_is_not_made(misbehaves: None, tmp_path: Path) -> None:
    old, new = workbook(tmp_path, "hangs.xlsx"), tmp_path / "new.xlsx"
    result = call("new", new, "--from", old, "--time-limit", "1")
    assert "longer than 1 seconds" in " ".join(result.output.split())
    assert not new.exists()


def test_a_new_workbook_is_made_from_an_old_one_by_a_worker(tmp_path: Path) -> None:
    assert code("new", tmp_path / "new.xlsx", "--from", workbook(tmp_path)) == 0
    assert code("check", tmp_path / "new.xlsx", *TODAY) == code("check", tmp_path / "clinic.xlsx", *TODAY)


def test_what_cannot_be_carried_over_is_said_in_words(tmp_path: Path) -> None:
    old = tmp_path / "old.xlsx"
    old.write_bytes(b"no workbook")
    result = call("new", tmp_path / "new.xlsx", "--from", old)
    assert result.exit_code == 1
    assert "This is a text file" in result.output
