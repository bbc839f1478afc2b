"""The terminal is closed, or the connection to it breaks: as Ctrl-C, for the run and for its workers."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.run.batch.workers import Limits, Workers
from tests.cli.test_commands import code
from tests.run.held import are_held
from tests.run.made import DAY
from tests.run.test_fault_interrupted import BOOKS, held, place, running_in, signals_blocked, started

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux shows them")
__all__ = ["place"]
AT_WORK = {"0.xlsx", "1.xlsx"}


@pytest.fixture(autouse=True)
def as_from_a_terminal() -> Iterator[None]:
    """Where the tests run without a terminal, a run would inherit that closing one means nothing."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


def statuses(place: Path) -> set[str]:
    with sqlite3.connect(place / "state" / "history.sqlite3") as history:
        return {status for (status,) in history.execute("SELECT status FROM run")}


def assert_nothing_is_left(place: Path, process: subprocess.Popen[str]) -> None:
    while running_in(process.pid):  # whoever serves the workers ends as soon as it finds the run gone
        time.sleep(0.01)
    assert sorted(path.name for path in (place / "books").iterdir()) == [f"{each}.xlsx" for each in range(BOOKS)]
    assert statuses(place) == {"interrupted"}
    assert code("run", place / "books", "--today", DAY.isoformat(), "--settle", "0") == 0


def test_no_worker_hears_that_the_terminal_is_gone_not_even_while_it_starts() -> None:
    with Workers(Limits()) as workers:
        ((_, blocked),) = workers.each(signals_blocked, ["any"])
    assert isinstance(blocked, set)
    assert signal.SIGHUP in blocked
    assert signal.SIGHUP not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_hung_up_it_gives_back_the_lease_leaves_nothing_and_the_next_run_finishes(place: Path) -> None:
    process = held(place, "begun", AT_WORK)
    for _ in range(3):  # the kernel sends one, and the shell sends more
        os.killpg(process.pid, signal.SIGHUP)
    _, said = process.communicate()
    assert process.returncode == 130
    assert "Every workbook is as it was, or finished" in said
    assert_nothing_is_left(place, process)


def test_it_holds_too_where_the_terminal_is_really_gone(place: Path) -> None:
    import fcntl
    import pty
    import termios

    master, slave = pty.openpty()
    (place / "held").mkdir()
    argv = ["run", str(place / "books"), "--today", "2026-11-22", "--settle", "0", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.run.held", str(place / "held"), "begun", *argv],
        stdin=slave, stdout=slave, stderr=slave, text=True, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(slave)
    while not are_held(place / "held", AT_WORK):
        assert process.poll() is None
        time.sleep(0.01)
    os.close(master)
    assert process.wait() == 130
    assert_nothing_is_left(place, process)


def test_a_run_that_is_to_outlive_its_terminal_does(place: Path) -> None:
    """As `nohup` starts it."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = started(place, "pipeline")
    finally:
        signal.signal(signal.SIGHUP, before)
    lease = place / "books" / ".concord-run.lock"
    while not lease.exists() and process.poll() is None:
        time.sleep(0.002)
    os.killpg(process.pid, signal.SIGHUP)
    process.communicate()
    assert process.returncode == 0
    assert statuses(place) == {"finished"}
