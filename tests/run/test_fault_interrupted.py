"""Ctrl-C and SIGTERM while workers are at work: nothing damaged, nothing left, and the next run goes on."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline.run.batch.workers import Limits, Workers
from tests.cli.test_commands import code
from tests.run.held import are_held
from tests.run.made import DAY, data, run

ROOT = Path(__file__).parents[2]
BOOKS = 3  # so many that they are worked through by workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux shows them")


def signals_blocked(_: str) -> set[int]:
    """In a worker: the signals that do not reach it."""
    return set(map(int, signal.pthread_sigmask(signal.SIG_BLOCK, [])))


def test_no_worker_hears_ctrl_c_not_even_while_it_starts() -> None:
    with Workers(Limits()) as workers:
        ((_, blocked),) = workers.each(signals_blocked, ["any"])
    assert isinstance(blocked, set)
    assert signal.SIGINT in blocked
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.fixture(autouse=True)
def as_from_a_terminal() -> Iterator[None]:
    """Where the tests run in the background, a run would inherit that Ctrl-C means nothing."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "books").mkdir()
    for number in range(BOOKS):
        (tmp_path / "books" / f"{number}.xlsx").write_bytes(data(id=f"CA-{number}"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("CONCORD_STATE", str(tmp_path / "state"))
    return tmp_path


def started(place: Path, *program: str) -> subprocess.Popen[str]:
    argv = ["run", str(place / "books"), "--today", DAY.isoformat(), "--settle", "0", "--workers", "2"]
    return subprocess.Popen(
        [sys.executable, "-m", *program, *argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def held(place: Path, moment: str, names: Collection[str]) -> subprocess.Popen[str]:
    """A run whose two workers stand still, each with one of these workbooks."""
    (place / "held").mkdir()
    process = started(place, "tests.run.held", str(place / "held"), moment)
    while not are_held(place / "held", names):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    return process


@cache
def finished(number: int) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "finished.xlsx")
        path.write_bytes(data(id=f"CA-{number}"))
        run(path)
        return path.read_bytes()


def running_in(session: int) -> list[str]:
    """The processes of a session that have not ended."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            state, _, _, of = place.read_text().rpartition(")")[2].split()[:4]
            if int(of) == session and state != "Z":
                found.append(place.parent.name)
    return found


@pytest.mark.parametrize(
    ("number", "moment", "names"),
    [(signal.SIGTERM, "begun", {"0.xlsx", "1.xlsx"}), (signal.SIGINT, "written", {"1.xlsx", "2.xlsx"})],
)
def test_broken_off_it_gives_back_the_lease_leaves_nothing_and_the_next_run_finishes(
    place: Path, number: signal.Signals, moment: str, names: set[str]
) -> None:
    process = held(place, moment, names)
    assert (place / "books" / ".concord-run.lock").exists()
    # Ctrl-C reaches all processes of a terminal; a scheduler ends the first one.
    (os.killpg if number is signal.SIGINT else os.kill)(process.pid, number)
    _, said = process.communicate()
    assert process.returncode == 130
    assert "Every workbook is as it was, or finished" in said
    while running_in(process.pid):  # whoever serves the workers ends as soon as it finds the run gone
        time.sleep(0.01)
    old, new = zip(*((data(id=f"CA-{each}"), finished(each)) for each in range(BOOKS)), strict=True)
    so_far = [new[0] if moment == "written" else old[0], *old[1:]]
    assert [(place / "books" / f"{each}.xlsx").read_bytes() for each in range(BOOKS)] == so_far
    assert sorted(path.name for path in (place / "books").iterdir()) == [f"{each}.xlsx" for each in range(BOOKS)]
    with sqlite3.connect(place / "state" / "history.sqlite3") as history:
        assert history.execute("SELECT status FROM run").fetchall() == [("interrupted",)]
    assert code("run", place / "books", "--today", DAY.isoformat(), "--settle", "0") == 0
    assert [(place / "books" / f"{each}.xlsx").read_bytes() for each in range(BOOKS)] == list(new)
