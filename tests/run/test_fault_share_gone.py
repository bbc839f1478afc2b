"""A share that goes away in the middle of a run: what was written is said, the rest is called not reached."""

from __future__ import annotations

import builtins
import errno
import io
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli.main import concord
from pipeline.run.batch import task
from pipeline.run.batch.discover import is_folder, search
from pipeline.run.batch.options import Options
from pipeline.run.run import Request
from tests.cli.test_commands import TODAY
from tests.run.made import DAY, data

GONE = [errno.ESTALE, errno.EHOSTDOWN, errno.ENOTCONN, errno.ENOENT]
NAMES = ("a", "b", "c")
# So many of the steps are tried for each answer; all with CONCORD_STRIKES=0.
MOST = 2 if os.environ.get("CONCORD_STRIKES", "3") != "0" else 0


COUNTED: list[int] = []


class Share:
    """A folder whose drive goes away for good after so many calls to the system; until then it counts them."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.calls = 0
        self.gone_after: int | None = None
        self.number = errno.ESTALE

    def ask(self, path: object) -> None:
        try:
            text = os.fspath(path)  # type: ignore[call-overload]
        except TypeError:
            return
        if isinstance(text, str) and text.startswith(self.folder):
            self.calls += 1
            if self.is_gone:
                raise OSError(self.number, os.strerror(self.number), text)

    @property
    def is_gone(self) -> bool:
        return self.gone_after is not None and self.calls > self.gone_after


CALLS = ("stat", "lstat", "scandir", "listdir", "open", "replace", "rename", "link", "unlink", "readlink", "chmod",
         "chown", "mkdir", "listxattr", "getxattr", "setxattr")  # fmt: skip


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Share]:
    folder = tmp_path / "share"
    folder.mkdir()
    for name in NAMES:
        (folder / f"{name}.xlsx").write_bytes(data(id=f"CA-{name}"))
    share = Share(folder)
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, asking(share, getattr(os, name)))
        patch.setattr(io, "open", asking(share, io.open))
        patch.setattr(builtins, "open", asking(share, builtins.open))
        real = os.access
        patch.setattr(os, "access", lambda path, *more, **named: _there(share, path) and real(path, *more, **named))
        patch.setattr("pipeline.files.rename_exchange._call", lambda: None)  # as on a network drive
        yield share


def asking(share: Share, real: Any) -> Any:
    def call(path: Any = ".", *more: Any, **named: Any) -> Any:
        share.ask(path)
        return real(path, *more, **named)

    return call


def _there(share: Share, path: Any) -> bool:
    try:
        share.ask(path)
    except OSError:
        return False
    return True


def run(tmp_path: Path, *more: str) -> Result:
    """A run in this process, whose every mistake would be raised."""
    words = ["run", str(tmp_path / "share"), "--out", str(tmp_path / "out"), "--settle", "0", "--debug", *TODAY, *more]
    return CliRunner().invoke(concord, words, standalone_mode=False)


def recorded(tmp_path: Path) -> dict[str, Any]:
    connection = sqlite3.connect(tmp_path / "state" / "history.sqlite3")
    connection.row_factory = sqlite3.Row
    (row,) = connection.execute("select * from run").fetchall()
    rows = connection.execute("select * from workbook_result").fetchall()
    return {**dict(row), "results": {Path(one["path"]).name: (one["status"], one["message"]) for one in rows}}


def steps(tmp_path: Path, share: Share) -> Sequence[int]:
    """After how many calls the share goes away, one by one, spread over the run; each answer has other ones."""
    last = calls_of_a_run(tmp_path, share)
    if not MOST:
        return range(last)
    apart = max(1, last // (MOST * len(GONE)))
    return range(apart * GONE.index(share.number), last, apart * len(GONE))


def calls_of_a_run(tmp_path: Path, share: Share) -> int:
    """How many calls a whole run takes, which is the same for each answer: counted once."""
    if not COUNTED:
        before = {path: path.read_bytes() for path in (tmp_path / "share").iterdir()}
        share.calls = 0
        assert run(tmp_path).return_value == 0
        COUNTED.append(share.calls)
        put_back(tmp_path, before)
    return COUNTED[0]


def put_back(tmp_path: Path, before: dict[Path, bytes]) -> None:
    for folder in ("state", "out"):
        shutil.rmtree(tmp_path / folder, ignore_errors=True)
    for path in (tmp_path / "share").iterdir():
        path.unlink()
    for path, content in before.items():
        path.write_bytes(content)


@pytest.mark.parametrize("number", GONE, ids=errno.errorcode.get)
def test_whenever_the_share_goes_away_the_run_ends_in_words_and_says_what_it_did(
    tmp_path: Path, share: Share, number: int
) -> None:
    before = {path: path.read_bytes() for path in (tmp_path / "share").iterdir()}
    share.number = number
    for after in steps(tmp_path, share):
        share.calls, share.gone_after = 0, after
        result = run(tmp_path)
        share.gone_after = None
        at = f"gone after {after} calls"
        written = {path.name for path, content in before.items() if path.read_bytes() != content}
        if result.return_value is None:  # before the run began
            problem = result.exception
            assert problem is not None
            assert getattr(problem, "exit_code", None) == (2 if number == errno.ENOENT else 1), (at, problem)
            assert not written
        else:
            assert_said(tmp_path, result, written, at)
        put_back(tmp_path, before)


def assert_said(tmp_path: Path, result: Result, written: set[str], at: str) -> None:
    assert result.exception is None, (at, result.exception)
    history = recorded(tmp_path)
    assert history["status"] == "finished", at
    assert history["exit_code"] == result.return_value, at
    said = {name for name, (status, _) in history["results"].items() if status == "written"}
    assert said <= written, at
    for name in written - said:  # the answer to the very last step was lost
        assert "it is the old file or the new one" in history["results"][name][1], at
    missing = [why for status, why in history["results"].values() if status not in ("written", "unchanged")]
    assert all(missing), at
    if set(history["results"]) == {"share"} and history["results"]["share"][0] == "refused":
        assert result.return_value == 1, at  # what was named is not there any more
        return
    assert result.return_value == (3 if missing else 0), (at, history["results"])
    if len(history["results"]) > 1 or missing:
        assert (tmp_path / "out" / "portfolio.html").exists(), at


def test_what_was_written_is_said_as_written_and_the_rest_as_not_reached(tmp_path: Path, share: Share) -> None:
    real = os.replace

    def last_one(fresh: Any, target: Any, **more: Any) -> None:
        real(fresh, target, **more)
        if str(target).endswith("a.xlsx"):
            share.gone_after = share.calls

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", last_one)
        result = run(tmp_path)
    share.gone_after = None
    assert result.return_value == 3
    shown = " ".join(result.output.split())
    assert "3 workbooks: 1 written, 2 not reached." in shown
    assert "2 workbooks (b.xlsx, c.xlsx): The connection to the drive of" in shown
    history = recorded(tmp_path)
    assert (history["status"], history["exit_code"]) == ("finished", 3)
    assert [history["results"][f"{name}.xlsx"][0] for name in NAMES] == ["written", "unreached", "unreached"]
    portfolio = (tmp_path / "out" / "portfolio.csv").read_text(encoding="utf-8-sig")
    assert "Clinic access" in portfolio
    assert "b.xlsx" in portfolio


def test_a_folder_that_is_moved_in_mid_run_is_called_that(tmp_path: Path, share: Share) -> None:
    real = os.replace

    def moved(fresh: Any, target: Any, **more: Any) -> None:
        real(fresh, target, **more)
        if str(target).endswith("a.xlsx"):
            real(tmp_path / "share", tmp_path / "moved")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", moved)
        result = run(tmp_path)
    assert result.return_value == 3
    shown = " ".join(result.output.split())
    assert "3 workbooks: 1 written, 2 not reached." in shown
    assert "is not there any more: it was moved or renamed" in shown
    assert list((tmp_path / "moved").glob("*.xlsx"))


@pytest.mark.parametrize(
    ("number", "says"), [(errno.EHOSTDOWN, "does not answer"), (errno.ESTALE, "was lost"), (errno.ENOTCONN, "was lost")]
)
def test_a_server_that_is_down_at_the_start_is_called_that(
    tmp_path: Path, share: Share, number: int, says: str
) -> None:
    share.number, share.gone_after = number, 0
    result = run(tmp_path)
    share.gone_after = None
    problem = result.exception
    assert getattr(problem, "exit_code", None) == 1
    assert says in str(problem)
    assert "does not exist" not in str(problem)


def test_a_run_in_a_folder_that_is_deleted_meanwhile_ends_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    for name in NAMES:
        (tmp_path / "here" / f"{name}.xlsx").write_bytes(data(id=f"CA-{name}"))
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    real = task.process

    def gone(*given: Any) -> object:
        came = real(*given)
        shutil.rmtree(tmp_path / "here", ignore_errors=True)
        return came

    monkeypatch.setattr(task, "process", gone)
    monkeypatch.chdir(tmp_path / "here")
    words = ["run", ".", "--settle", "0", "--debug", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(concord, words, standalone_mode=False)
    assert not (tmp_path / "here").exists()
    assert (done.exception, done.stderr, done.return_value) == (None, "", 3)
    assert "3 workbooks: 1 written, 2 not reached." in " ".join(done.stdout.split())
    assert recorded(tmp_path)["status"] == "finished"


def test_what_was_named_is_asked_once(tmp_path: Path, share: Share) -> None:
    folder = tmp_path / "share"
    request = Request(paths=(folder,), options=Options(today=DAY))
    share.gone_after = 0
    assert not request.is_single
    share.gone_after = None


def test_where_the_drive_does_not_say_the_name_tells_a_workbook_from_a_folder(tmp_path: Path, share: Share) -> None:
    share.gone_after = 0
    try:
        assert is_folder(tmp_path / "share")
        assert not is_folder(tmp_path / "share" / "a.xlsx")
        found = search([tmp_path / "share"])
    finally:
        share.gone_after = None
    assert found.unreached == {tmp_path / "share"}
