"""One run at a time in a folder, across machines."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.run.state import lease
from pipeline.run.state.lease import FILE, STALE_AFTER, RunInProgressError, leased
from tests.cli.test_commands import TODAY, call, code
from tests.run.made import workbook

NOW = 1_800_000_000.0


def left(folder: Path, **more: object) -> Path:
    """A lease file as another run writes it."""
    given = {"host": "elsewhere", "pid": 4711, "started": NOW - 60, "refreshed": NOW - 60, "token": "abc", **more}
    path = folder / FILE
    path.write_text(json.dumps(given), encoding="utf-8")
    return path


def gone() -> int:
    """The number of a process that was there and is not any more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def take(folder: Path) -> None:
    with leased([folder], now=lambda: NOW, sleep=lambda _: None):
        assert json.loads((folder / FILE).read_text())["pid"] == os.getpid()


def test_a_lease_is_there_during_the_run_and_gone_after_it(tmp_path: Path) -> None:
    take(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_second_run_is_told_whose_the_first_one_is(tmp_path: Path) -> None:
    left(tmp_path)
    with pytest.raises(RunInProgressError, match=r"elsewhere \(process 4711"):
        take(tmp_path)
    assert (tmp_path / FILE).exists()


def test_a_run_in_a_folder_below_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    left(tmp_path)
    with pytest.raises(RunInProgressError):
        take(tmp_path / "below")


@pytest.mark.parametrize("refreshed", [NOW - STALE_AFTER - 1, NOW + STALE_AFTER + 1])
def test_a_lease_that_was_not_refreshed_for_long_is_taken_over(tmp_path: Path, refreshed: float) -> None:
    left(tmp_path, refreshed=refreshed)
    take(tmp_path)


def test_the_lease_of_a_process_that_is_gone_is_taken_over(tmp_path: Path) -> None:
    left(tmp_path, host=socket.gethostname(), pid=gone())
    take(tmp_path)


def test_the_lease_of_an_earlier_process_of_our_number_is_taken_over(tmp_path: Path) -> None:
    left(tmp_path, host=socket.gethostname(), pid=os.getpid())
    take(tmp_path)


def test_an_empty_lease_is_somebodys_until_it_is_old(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.touch()
    os.utime(path, (NOW - 10, NOW - 10))
    with pytest.raises(RunInProgressError):
        take(tmp_path)
    os.utime(path, (NOW - 2 * STALE_AFTER,) * 2)
    take(tmp_path)


def test_of_two_that_take_over_a_stale_lease_one_has_it(tmp_path: Path) -> None:
    left(tmp_path, refreshed=0)
    with (
        pytest.raises(RunInProgressError),
        leased([tmp_path], now=lambda: NOW, sleep=lambda _: print(left(tmp_path))),
    ):
        pass
    assert json.loads((tmp_path / FILE).read_text())["host"] == "elsewhere"


def test_a_lease_that_was_taken_over_is_not_given_back_by_its_first_holder(tmp_path: Path) -> None:
    with leased([tmp_path]):
        left(tmp_path)
    assert (tmp_path / FILE).exists()


def test_a_lease_is_refreshed_as_long_as_it_is_ours(tmp_path: Path) -> None:
    mine = lease.Lease("here", 1, NOW, NOW, "mine")
    (tmp_path / FILE).write_bytes(mine.bytes())
    lease._refresh(tmp_path / FILE, mine, NOW + 60)
    assert lease.Lease.read(tmp_path / FILE) == lease.Lease("here", 1, NOW, NOW + 60, "mine")
    theirs = left(tmp_path).read_bytes()
    lease._refresh(tmp_path / FILE, mine, NOW + 120)
    assert (tmp_path / FILE).read_bytes() == theirs


def test_another_run_in_progress_is_exit_code_11_and_nothing_is_written(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    left(tmp_path, refreshed=time.time())
    assert code("run", tmp_path, *TODAY) == 11
    assert "elsewhere" in call("run", tmp_path, *TODAY).output
    assert path.read_bytes() == before
    assert code("check", tmp_path, *TODAY) == 0
    assert code("run", tmp_path, "--dry-run", *TODAY) == 0
    assert (tmp_path / FILE).exists()


def test_an_interruption_just_after_the_lease_was_taken_leaves_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(path: Path, data: bytes) -> None:
        path.write_bytes(data)
        raise KeyboardInterrupt

    monkeypatch.setattr(lease, "write_new", interrupted)
    with pytest.raises(KeyboardInterrupt):
        take(tmp_path)
    assert list(tmp_path.iterdir()) == []


NO_LEASES = {
    "infinite number of a process": b'{"host": "a", "pid": Infinity, "started": 1, "refreshed": 1}',
    "began at 1e300": b'{"host": "a", "pid": 7, "started": 1e300, "refreshed": 1}',
    "began at no number": b'{"host": "a", "pid": 7, "started": NaN, "refreshed": 1}',
    "refreshed at no number": b'{"host": "a", "pid": 7, "started": 1, "refreshed": NaN}',
    "a number of 4,000 digits": b'{"host": "a", "pid": 7, "started": ' + b"9" * 4000 + b', "refreshed": 1}',
    "a process of 4,000 digits": b'{"host": "a", "pid": ' + b"9" * 4000 + b', "started": 1, "refreshed": 1}',
    "deep": b"[" * 4000,
    "a list": b"[1, 2]",
    "no object": b"null",
    "a truth value for a number": b'{"host": "a", "pid": true, "started": 1, "refreshed": 1}',
    "lists everywhere": b'{"host": [], "pid": [], "started": [], "refreshed": [], "token": []}',
    "a name that draws on the screen": b'{"host": "\\u001b[2J", "pid": 7, "started": 1, "refreshed": 1}',
    "no text": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("content", NO_LEASES.values(), ids=NO_LEASES.keys())
def test_whatever_stands_in_a_lease_it_stops_a_run_for_half_an_hour_at_most(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(content)
    os.utime(path, (NOW - 10, NOW - 10))
    with pytest.raises(RunInProgressError, match="ignored after 30 minutes"):
        take(tmp_path)
    os.utime(path, (NOW - STALE_AFTER - 1,) * 2)
    take(tmp_path)


def test_a_lease_of_this_machine_with_an_impossible_process_is_nobodys(tmp_path: Path) -> None:
    path = left(tmp_path, host=socket.gethostname(), pid=2**40, refreshed=NOW)
    os.utime(path, (NOW - STALE_AFTER - 1,) * 2)
    take(tmp_path)
