"""The terminal is closed, or the connection to it breaks: as Ctrl-C, for the run and for its workers."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.run.workers import Limits, each
from tests.run.test_fault_interrupted import BOOKS, is_at_work, place, running_in, signals_blocked, started

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux shows them")
__all__ = ["place"]


def statuses(place: Path) -> set[str]:
    with sqlite3.connect(place / "state" / "history.sqlite3") as history:
        return {status for (status,) in history.execute("SELECT status FROM run")}


def wait_until_at_work(place: Path, process: subprocess.Popen[str]) -> None:
    while not is_at_work(place) and process.poll() is None:
        time.sleep(0.002)


def assert_nothing_is_left(place: Path, process: subprocess.Popen[str]) -> None:
    while running_in(process.pid):  # whoever serves the workers ends as soon as it finds the run gone
        time.sleep(0.01)
    assert sorted(path.name for path in (place / "books").iterdir()) == [f"{each}.xlsx" for each in range(BOOKS)]
    assert statuses(place) <= {"interrupted"}  # none where it had not begun
    again = started(place)
    again.communicate(timeout=120)
    assert again.returncode == 0


def test_no_worker_hears_that_the_terminal_is_gone_not_even_while_it_starts() -> None:
    ((_, blocked),) = each(signals_blocked, ["any"], Limits())
    assert isinstance(blocked, set)
    assert signal.SIGHUP in blocked
    assert signal.SIGHUP not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_hung_up_it_gives_back_the_lease_leaves_nothing_and_the_next_run_finishes(place: Path) -> None:
    process = started(place)
    wait_until_at_work(place, process)
    for _ in range(3):  # the kernel sends one, and the shell sends more
        os.killpg(process.pid, signal.SIGHUP)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Every workbook is as it was, or finished" in said
    assert_nothing_is_left(place, process)


def test_it_holds_too_where_the_terminal_is_really_gone(place: Path) -> None:
    import fcntl
    import pty
    import termios

    master, slave = pty.openpty()
    argv = ["run", str(place / "books"), "--today", "2026-11-22", "--settle", "0", "--workers", "2"]
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *argv], stdin=slave, stdout=slave, stderr=slave, text=True,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(slave)
    wait_until_at_work(place, process)
    os.close(master)
    assert process.wait(120) == 130
    assert_nothing_is_left(place, process)


def test_a_run_that_is_to_outlive_its_terminal_does(place: Path) -> None:
    """As `nohup` starts it."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        process = started(place)
    finally:
        signal.signal(signal.SIGHUP, before)
    wait_until_at_work(place, process)
    os.killpg(process.pid, signal.SIGHUP)
    process.communicate(timeout=120)
    assert process.returncode == 0
    assert statuses(place) == {"finished"}
