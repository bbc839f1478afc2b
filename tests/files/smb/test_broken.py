"""A real share whose server dies, whose answers are lost, and runs that are killed on it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import smbclient
from click.testing import CliRunner, Result
from smbprotocol.exceptions import SMBConnectionClosed

from pipeline.cli.main import concord
from pipeline.files.smb import session
from pipeline.files.smb.backend import SmbDrive
from pipeline.run.batch import batch
from pipeline.run.batch.batch import Manner
from pipeline.run.batch.discover import search
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from pipeline.store.history import History
from tests.cli.test_commands import TODAY
from tests.files.smb.samba import Server, digest, names
from tests.run.made import DAY, workbook

pytestmark = pytest.mark.system("smbd", "pdbedit")

OPTIONS = Options(today=DAY)


@pytest.mark.parametrize("step", ["read", "create", "replace", "take_after"])
def test_a_server_that_dies_costs_one_workbook_and_when_it_is_back_the_rest_goes_on(
    folder: Path, signed_in: Server, monkeypatch: pytest.MonkeyPatch, in_this_process: None, step: str
) -> None:
    paths = [workbook(folder, f"{name}.xlsx", id=f"CA-{name}") for name in "abc"]
    before = paths[1].read_bytes()
    real: Callable[..., Any] = getattr(SmbDrive, step)

    def dying(self: SmbDrive, *given: Any) -> Any:
        if len(done) == 1 and not died:
            died.append(step)
            signed_in.kill()
            try:
                return real(self, *given)
            finally:
                signed_in.start()
        return real(self, *given)

    done: list[str] = []
    died: list[str] = []
    monkeypatch.setattr(SmbDrive, step, dying)
    files = search([signed_in.address(path) for path in paths]).files
    reports = []
    for found in files:  # one by one: what belongs to whom shows
        reports += batch.run([found], OPTIONS, Manner())
        done.append(found.path.name)
    assert died == [step]
    statuses = [report.status for report in reports]
    if step == "take_after":  # rights are carried over as far as possible
        assert statuses == ["written"] * 3
        return
    assert statuses == ["written", "unreached" if step == "read" else "refused", "written"]
    assert reports[1].path.name == "b.xlsx"
    assert "b.xlsx" in reports[1].reason or "server" in reports[1].reason
    assert paths[1].read_bytes() == before
    assert process(signed_in.address(paths[1]), OPTIONS).status == "written"


def test_a_server_that_is_gone_is_not_waited_for_by_each_workbook(
    monkeypatch: pytest.MonkeyPatch, signed_in: Server
) -> None:
    asked: list[str] = []

    def silent(server: str, **_: object) -> None:
        asked.append(server)
        raise ValueError("timed out")

    monkeypatch.setattr(smbclient, "register_session", silent)
    drive = SmbDrive()
    # Asked at 0, given up at 15; not asked again at 16, but at 31.
    moments = iter([0, 15, 16, 31, 46])
    monkeypatch.setattr(session, "time", SimpleNamespace(monotonic=lambda: next(moments)))
    for _ in range(3):
        with pytest.raises(OSError, match="does not answer"):
            drive.status(signed_in.address(signed_in.root))
    assert len(asked) == 2


def test_a_replacement_whose_answer_was_lost_counts_as_done(
    signed_in: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(folder)
    real = smbclient.replace

    def answer_lost(*given: Any, **more: Any) -> None:
        real(*given, **more)
        raise SMBConnectionClosed("closed")

    monkeypatch.setattr(smbclient, "replace", answer_lost)
    assert process(signed_in.address(path), OPTIONS).status == "written"
    assert names(folder) == [path.name]


@pytest.mark.parametrize("step", ["create", "take_after", "replace"])
def test_a_run_that_is_killed_leaves_the_old_workbook_and_the_next_run_tidies_up(
    signed_in: Server, folder: Path, step: str
) -> None:
    path = workbook(folder)
    before = path.read_bytes()
    program = (
        "import os, signal\nfrom hashlib import sha256\n"
        "from pipeline.files.atomic_replace import replace_whole\nfrom pipeline.files.backends import as_path\n"
        "from pipeline.files.smb.backend import SmbDrive\n"
        f"real = SmbDrive.{step}\n"
        "def struck(*given):\n"
        f"    if {step!r} == 'create': real(*given)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"SmbDrive.{step} = struck\n"
        f"replace_whole(as_path({str(signed_in.address(path))!r}), b'new', {digest(before)!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    assert len(names(folder)) == 2
    assert process(signed_in.address(path), OPTIONS).status == "written"
    assert names(folder) == [path.name]


@pytest.fixture
def mortal(tmp_path: Path, signed_in: Server) -> Iterator[Server]:
    """A server of its own, for who kills it for good; the password in the environment is that of all."""
    (tmp_path / "samba").mkdir()
    server = Server(tmp_path / "samba")
    yield server
    server.kill()


def shown(result: Result) -> str:
    return " ".join(result.output.split())


@pytest.mark.parametrize("step", ["replace", "entries", "status"])
def test_a_server_that_is_killed_in_mid_run_leaves_what_was_written_and_the_rest_is_not_reached(
    mortal: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    paths = [workbook(mortal.root, f"{name}.xlsx", id=f"CA-{name}") for name in "abc"]
    before = [path.read_bytes() for path in paths]
    real: Callable[..., Any] = getattr(SmbDrive, step)
    calls: list[str] = []

    def last_one(self: SmbDrive, *given: Any, **more: Any) -> Any:
        came = real(self, *given, **more)
        came = list(came) if step == "entries" else came
        calls.append(str(given[-1]))
        # The workbook, not the lease; and the folder is asked for what it is before the run begins.
        if calls[-1].endswith("a.xlsx") or step == "entries" or (step == "status" and len(calls) == 2):
            mortal.kill()
        return came

    monkeypatch.setattr(SmbDrive, step, last_one)
    address = str(mortal.address(mortal.root))
    words = ["run", address, "--out", str(tmp_path / "out"), "--settle", "0", "--debug", *TODAY]
    result = CliRunner().invoke(concord, words, standalone_mode=False)
    assert result.exception is None
    assert result.return_value == 3
    changed = [path.read_bytes() != content for path, content in zip(paths, before, strict=True)]
    (run,) = history_of(tmp_path / "state")
    assert (run["status"], run["exit_code"]) == ("finished", 3)
    assert "does not answer" in shown(result)
    assert (tmp_path / "out" / "portfolio.html").exists()
    if step == "replace":
        assert changed == [True, False, False]
        assert run["counts"] == {"written": 1, "unreached": 2}
        assert "1 written, 2 not reached." in shown(result)
    elif step == "entries":
        assert run["counts"] == {"unreached": 3}
    else:
        assert run["counts"] == {"unreached": 1}  # the folder itself


def history_of(state: Path) -> list[dict[str, Any]]:
    history = History.at(None, state)
    try:
        return [dict(row) for row in history.runs(9)]
    finally:
        history.close()


def test_a_server_that_is_down_is_called_that_and_the_run_failed(mortal: Server) -> None:
    mortal.kill()
    result = CliRunner().invoke(concord, ["run", str(mortal.address(mortal.root))])
    assert result.exit_code == 1
    assert "does not answer" in shown(result)
    assert "not there" not in shown(result)
