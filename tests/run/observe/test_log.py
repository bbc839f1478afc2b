"""The log: every line says of which run it is, it turns over, and several runs may write into it at once."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import concord
from pipeline.run.batch.crash_text import traceback_of
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.observe import log_file
from pipeline.run.observe.last_run import began, broke_off, ended
from pipeline.run.observe.log import Log
from pipeline.run.observe.log_file import LogFile
from pipeline.run.result import RunResult
from tests.cli.test_commands import TODAY
from tests.notify.watched import last_run
from tests.run.made import DAY, workbook

ROOT = Path(__file__).resolve().parents[3]
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 (\S+) (INFO|WARNING|ERROR) .*")
CELL = "what a cell says"
AT = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)


def lines(folder: Path) -> list[str]:
    return (folder / log_file.FILE).read_text(encoding="utf-8").splitlines()


def over(*reports: WorkbookResult) -> RunResult:
    return RunResult(run_id="run-1", paths=(Path("shared"),), started=AT, finished=AT, results=reports, code=3)


def mistake() -> ValueError:
    try:
        try:
            empty: dict[str, str] = {}
            empty[CELL]
        except KeyError as first:
            raise ValueError(CELL) from first
    except ValueError as second:
        return second
    raise AssertionError


def test_every_line_carries_moment_run_and_level(tmp_path: Path) -> None:
    log = Log(tmp_path, "run-1")
    log.warning("one\ntwo\u2028three")
    log.mistake(mistake())
    log.ended(over(WorkbookResult(path=Path("a.xlsx"), status="failed", reason="ours", traceback="first\nsecond")))
    found = [LINE.fullmatch(line) for line in lines(tmp_path)]
    assert len(found) > 10
    assert all(match and match[1] == "run-1" for match in found)


def test_a_files_name_cannot_forge_a_line(tmp_path: Path) -> None:
    name = "a\n2026-11-22T00:00:00.000+00:00 run-1 INFO ends: exit code 0\x1b[31m\udcff.xlsx"
    Log(tmp_path, "run-1").ended(over(WorkbookResult(path=Path(name), status="open", reason="Open by someone.")))
    text = "\n".join(lines(tmp_path))
    assert all(LINE.fullmatch(line) for line in lines(tmp_path))
    assert "\x1b" not in text
    assert sum(" INFO ends: exit code 0" in line and "run-1 INFO ends" in line[:60] for line in lines(tmp_path)) == 0


def test_one_cell_to_mend_is_one_cell(tmp_path: Path) -> None:
    counted = [WorkbookResult(path=Path(f"{many}.xlsx"), status="checked", cell_errors=many) for many in (1, 2)]
    Log(tmp_path, "run-1").ended(over(*counted))
    text = "\n".join(lines(tmp_path))
    assert "checked, 1 cell to mend: " in text
    assert "checked, 2 cells to mend: " in text


def test_unchanged_workbooks_are_only_counted(tmp_path: Path) -> None:
    Log(tmp_path, "run-1").ended(
        over(
            WorkbookResult(path=Path("a.xlsx"), status="unchanged"),
            WorkbookResult(path=Path("b.xlsx"), status="written"),
        )
    )
    text = "\n".join(lines(tmp_path))
    assert "a.xlsx" not in text
    assert "b.xlsx" in text
    assert "exit code 3; 1 unchanged, 1 written" in text


def test_what_a_cell_says_is_not_in_the_log(tmp_path: Path) -> None:
    log = Log(tmp_path, "run-1")
    log.mistake(mistake())
    reason = 'Gaps!A1: The header in A1 reads "a cell of a "secret" kind", but is "Rule". Save it again.'
    log.ended(over(WorkbookResult(path=Path("a.xlsx"), status="refused", reason=reason)))
    text = "\n".join(lines(tmp_path))
    assert CELL not in text
    assert "secret" not in text
    assert "KeyError" in text
    assert "Gaps!A1" in text


def test_a_traceback_has_the_way_and_the_kinds_but_not_the_texts() -> None:
    text = traceback_of(mistake())
    assert text.index("builtins.ValueError") < text.index("builtins.KeyError")
    assert "test_log.py" in text
    assert CELL not in text


def test_the_file_turns_over_at_its_size_and_keeps_so_many(tmp_path: Path) -> None:
    file = LogFile(tmp_path, size=1000, older=2)
    for number in range(100):
        file.emit(logging.makeLogRecord({"msg": f"line {number:04} {'x' * 40}"}))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["concord.log", "concord.log.1", "concord.log.2", "concord.log.lock"]
    kept = [line for name in names[2::-1] for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]
    assert kept == [f"line {number:04} {'x' * 40}" for number in range(100 - len(kept), 100)]
    assert all((tmp_path / name).stat().st_size <= 1000 for name in names)


def test_two_processes_at_once_lose_and_mix_no_line(tmp_path: Path) -> None:
    program = (
        "import sys, logging\nfrom pathlib import Path\nfrom pipeline.run.observe import log_file\n"
        "log_file.PATIENCE = 3600.0\n"  # the other writer may wait for this machine's processors
        "file = log_file.LogFile(Path(sys.argv[1]), size=20_000, older=50)\n"
        "for number in range(500):\n"
        "    file.emit(logging.makeLogRecord({'msg': f'{sys.argv[2]} {number:04} ' + sys.argv[2] * 80}))\n"
        "assert not file.trouble, file.trouble"
    )
    writers = [subprocess.Popen([sys.executable, "-c", program, tmp_path, who], cwd=ROOT) for who in "ab"]
    assert [writer.wait() for writer in writers] == [0, 0]
    files = [path for path in tmp_path.iterdir() if not path.name.endswith(".lock")]
    assert len(files) > 3
    found = sorted(line for path in files for line in path.read_text(encoding="utf-8").splitlines())
    assert found == sorted(f"{who} {number:04} {who * 80}" for who in "ab" for number in range(500))


def test_a_lock_that_somebody_keeps_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_file, "PATIENCE", 0.0)
    with log_file._locked(tmp_path / "concord.log.lock", 0.0) as is_ours:
        assert is_ours
        file = LogFile(tmp_path, size=10, older=2)
        for text in ("first", "second, which is too much"):
            file.emit(logging.makeLogRecord({"msg": text}))
    assert lines(tmp_path) == ["first", "second, which is too much"]


def test_a_file_that_cannot_be_turned_over_is_written_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_use(*_: object) -> None:
        raise PermissionError(13, "somebody holds it")

    monkeypatch.setattr("os.rename", in_use)
    file = LogFile(tmp_path, size=10, older=2)
    for text in ("first", "second, which is too much"):
        file.emit(logging.makeLogRecord({"msg": text}))
    assert lines(tmp_path) == ["first", "second, which is too much"]
    assert file.trouble == ""
    assert file.stuck == "somebody holds it"


def test_a_log_that_cannot_be_written_says_why_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / log_file.FILE).mkdir()
    log = Log(tmp_path, "run-1")
    log.warning("anything")
    assert log.trouble
    assert log.path is None
    assert capsys.readouterr() == ("", "")


def test_the_last_run_is_told_while_it_goes_on_when_it_is_over_and_when_it_broke_off(tmp_path: Path) -> None:
    began(tmp_path, "run-1", (Path("shared"),), AT)
    going = last_run(tmp_path)
    assert (going["status"], going["run_id"]) == ("running", "run-1")
    ended(
        tmp_path,
        over(WorkbookResult(path=Path("a.xlsx"), status="open"), WorkbookResult(path=Path("b"), status="unchanged")),
    )
    done = last_run(tmp_path)
    assert (done["status"], done["exit_code"], done["counts"]) == ("finished", 3, {"open": 1, "unchanged": 1})
    assert done["need_attention"] == [str(Path("a.xlsx").absolute())]
    broke_off(tmp_path, "run-2", (Path("shared"),), AT, 130)
    broken = last_run(tmp_path)
    assert (broken["status"], broken["exit_code"], broken["run_id"]) == ("interrupted", 130, "run-2")


def test_a_start_says_how_it_was_called(tmp_path: Path) -> None:
    from pipeline.run.batch.options import Options

    Log(tmp_path, "run-1").begins([Path("shared")], Options(today=DAY, strict=True), force=False)
    text = "\n".join(lines(tmp_path))
    assert str(Path("shared").absolute()) in text
    assert "today=2026-11-22" in text
    assert "strict=True" in text


@pytest.mark.parametrize("how", ["not openable", "drive full", "too large", "no lock"])
def test_no_log_keeps_a_run_from_its_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    (tmp_path / "state").mkdir()
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    log = tmp_path / "state" / log_file.FILE
    if how == "not openable":
        log.mkdir()
    elif how == "no lock":
        log.with_name(f"{log.name}.lock").mkdir()
    elif how == "drive full":
        if not Path("/dev/full").exists():
            pytest.skip("no /dev/full")
        log.symlink_to("/dev/full")
    else:
        log.write_bytes(b"x" * log_file.SIZE)
        log.with_name(f"{log.name}.{log_file.OLDER - 1}").write_bytes(b"x")
        (log.with_name(f"{log.name}.{log_file.OLDER}") / "in the way").mkdir(parents=True)
    path = workbook(tmp_path)
    before = path.read_bytes()
    result = CliRunner().invoke(concord, ["run", str(path), *TODAY], standalone_mode=False)
    assert (result.exception, result.return_value) == (None, 0)
    assert path.read_bytes() != before
    says = {"not openable": "could not be written", "drive full": "could not be written: No space left on device"}
    assert result.stderr.count("The log ") == (0 if how == "no lock" else 1)
    assert says.get(how, "grows further" if how == "too large" else "") in result.stderr


def test_a_lock_that_somebody_keeps_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(log_file, "_wait_for", lambda _, patience: waits.append(patience))
    file = LogFile(tmp_path)
    for _ in range(3):
        file.emit(logging.makeLogRecord({"msg": "x"}))
    assert waits == [log_file.PATIENCE, 0.0, 0.0]
