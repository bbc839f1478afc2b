"""Workers: what one item does to its worker costs that item alone."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.run.batch import batch
from pipeline.run.batch.batch import Manner
from pipeline.run.batch.options import Options
from pipeline.run.batch.workbook_result import WorkbookResult
from pipeline.run.batch.workers import Limits, Workers, ended
from tests.run.batch import misbehaving
from tests.run.made import DAY, found, workbook

pytestmark = pytest.mark.usefixtures("by_workers")

ROOT = Path(__file__).parents[3]
LIMITS = Limits(seconds=15.0, memory=512 << 20, workers=2)
SMALL = Limits(seconds=15.0, memory=128 << 20, workers=2)


def shouted(items: list[str], limits: Limits) -> Iterator[tuple[int, object]]:
    """What comes of the items in workers that are there for them alone."""
    with Workers(limits) as workers:
        yield from workers.each(misbehaving.shout, items)


class Clock:
    """Time as the pool sees it: it stands still until it is let go; then every look at it is far later."""

    def __init__(self) -> None:
        self._now, self._step = 1.0, 0.0  # pebble takes 0 for "not begun"
        self.sleep = time.sleep

    def time(self) -> float:
        self._now += self._step
        return self._now

    def let_go(self) -> None:
        self._step = 2 * LIMITS.seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """No limit is reached because this machine is busy, only because the clock was let go."""
    clock = Clock()
    monkeypatch.setattr("pebble.pool.process.time", clock)
    return clock


def test_of_200_workbooks_one_that_kills_its_worker_one_that_hangs_and_one_that_eats_memory_are_named(
    monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    bad = ["dies", "hangs", "eats"]
    names = [f"item {number}" for number in range(200 - len(bad))]
    names[50:50], names[100:100], names[150:150] = bad[:1], bad[1:2], bad[2:]
    monkeypatch.setattr(batch, "work", misbehaving.work)
    left = set(names)

    def told(report: WorkbookResult) -> None:
        left.discard(report.path.stem)
        if left == {"hangs"}:
            clock.let_go()

    files = [found(Path(f"{name}.xlsx")) for name in names]
    results = batch.run(files, Options(today=DAY, write=False), Manner(LIMITS), after=told)
    assert [report.path.stem for report in results] == names
    assert sum(report.status == "checked" for report in results) == 200 - len(bad)
    said = {report.path.stem: report.reason for report in results if report.status == "refused"}
    assert said.keys() == set(bad)
    assert "end abruptly" in said["dies"]
    assert "longer than 15 seconds" in said["hangs"]
    assert "more than 512 MB" in said["eats"]


@pytest.mark.usefixtures("clock")
def test_an_ordinary_exception_comes_back_as_itself() -> None:
    items = ["errs", "fine"]
    found = {items[place]: result for place, result in shouted(items, LIMITS)}
    assert isinstance(found["errs"], ZeroDivisionError)
    assert ended(found["errs"], LIMITS) is None
    assert found["fine"] == "FINE"


@pytest.mark.usefixtures("clock")
def test_a_worker_that_takes_too_much_memory_where_the_system_does_not_bound_it_is_ended_from_outside() -> None:
    items = ["fine", "grows", "good", "grows", "last"]
    found = dict(shouted(items, SMALL))
    assert [found[0], found[2], found[4]] == ["FINE", "GOOD", "LAST"]
    for place in (1, 3):
        came = found[place]
        assert isinstance(came, MemoryError)
        assert "needed more than 128 MB of memory" in (ended(came, SMALL) or "")


@pytest.mark.usefixtures("clock")
def test_workers_are_gone_when_the_caller_stops_early() -> None:
    before = set(multiprocessing.active_children())
    running = shouted(["fine", "hangs", "hangs"], LIMITS)
    assert next(running) == (0, "FINE")
    with pytest.raises(KeyboardInterrupt):
        running.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) <= before


def test_workers_write_into_workbooks_and_leave_copies_alone(tmp_path: Path) -> None:
    paths = [workbook(tmp_path, f"{number}.xlsx", id=f"CA-{number}") for number in range(3)]
    paths += [workbook(tmp_path, f"{name}.xlsx", id="CA-SAME") for name in ("first", "second")]
    told: list[Path] = []
    manner = Manner(Limits(workers=2))
    results = batch.run([*map(found, paths)], Options(today=DAY), manner, after=lambda report: told.append(report.path))
    assert [report.status for report in results] == ["written"] * 3 + ["refused"] * 2
    assert sorted(told) == sorted(paths)
    assert all("CA-SAME" in report.reason and report.found["findings"] for report in results[3:])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no server of processes")
@pytest.mark.parametrize(("given", "is_said"), [("(open, ('gone',))", False), ("(int, ('no number',))", True)])
def test_a_worker_that_finds_what_its_run_made_for_it_gone_says_nothing(given: str, is_said: bool) -> None:
    """So it is where Ctrl-C comes as workers start: they would print a traceback below the last sentence."""
    made = (
        "from pipeline.run.batch.workers import _context\n"
        "class Given:\n"
        f"    def __reduce__(self): return {given}\n"
        "process = _context().Process(target=print, args=(Given(),))\n"
        "process.start()\n"
        "process.join()\n"
        "print(process.exitcode)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=False, env=env)
    assert (done.stdout, "Traceback" in done.stderr) == ("1\n", is_said)
