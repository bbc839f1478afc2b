"""A folder of many workbooks against a plain loop over them; time and memory of the first run and of the next.

`python -m benchmarks.many [COUNT [LOOPED]]` first does LOOPED of the workbooks in turns, in one warm process, with
processor time as measure: plainly (all sheets by pandas.read_excel with openpyxl, checked with pandera, loaded and
saved with openpyxl: what people write who have no engine), and as a worker does (identify, read, validate, analyse,
write, page). Then `concord run` on COUNT workbooks, all of them changed, with history and --out, and once more: wall
time, and the most memory that its first process took, workers apart.
"""

from __future__ import annotations

import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd

from benchmarks.folder import fill
from benchmarks.whole_run import timed
from pipeline.disclosure.audience import PARTIES
from pipeline.run.batch.options import Options
from pipeline.run.batch.task import Task, identify, work
from pipeline.run.batch.workers import Limits
from pipeline.run.output.files import Target
from pipeline.run.output.record import FILE as RECORD

ROOT = Path(__file__).resolve().parent.parent
DAY = "2026-11-22"


@dataclass(frozen=True)
class Spent:
    """What a run took: seconds, the most memory of its first process (MB), and its last line."""

    seconds: float
    memory: float
    said: str


def concord(folder: Path, *more: str) -> Spent:
    """Run the command in a process of its own; what it remembers lies beside the folder."""
    state = {"CONCORD_STATE": str(folder.parent / "state"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pipeline", "run", str(folder), "--today", DAY, *more]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env={**os.environ, **state}, stdout=said, stderr=subprocess.STDOUT)
        most = 0.0
        while process.poll() is None:
            most = max(most, peak(process.pid))
            time.sleep(0.02)
        seconds = time.perf_counter() - began
        said.seek(0)
        return Spent(seconds, most, said.read().decode().strip().splitlines()[-1])


def peak(pid: int) -> float:
    """The most memory that a process had so far, in MB; 0 where the system does not say (only Linux does)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def plainly(path: Path) -> None:
    """One workbook as a plain script does it."""
    import pandera.pandas as pandera

    for frame in pd.read_excel(path, sheet_name=None, engine="openpyxl").values():
        columns = {name: pandera.Column(nullable=True) for name in frame.columns}
        pandera.DataFrameSchema(columns).validate(frame, lazy=True)
    openpyxl.load_workbook(path).save(io.BytesIO())


def as_a_worker(path: Path, options: Options) -> None:
    """One workbook as a worker of a run does it: its results are in it and its page in the folder afterwards."""
    _, looked = identify(path)
    out = options.out or path.parent
    page = Target(out / f"{path.stem}.html", out / RECORD, PARTIES, path.name, "", (), "", (path,))
    assert work(Task(path, options, page=page, looked=looked)).status == "written"


def in_turns(paths: list[Path], out: Path) -> None:
    """Print what a workbook takes in processor time, and the ratio of the means."""
    ours, theirs = [], []
    options = Options(today=date.fromisoformat(DAY), out=out, backups=out / "backups")
    for path in paths:
        theirs.append(timed(lambda path=path: plainly(path)))  # type: ignore[misc]
        ours.append(timed(lambda path=path: as_a_worker(path, options)))  # type: ignore[misc]
    plain, worker = statistics.fmean(theirs[1:]), statistics.fmean(ours[1:])  # the first ones load libraries
    print(
        f"{len(paths) - 1} workbooks in turns: plainly {1000 * plain:.0f} ms, as a worker {1000 * worker:.0f} ms of "
        f"processor time: {plain / worker:.1f} x; with {Limits().at_a_time} workers "
        f"{Limits().at_a_time * plain / worker:.1f} x",
        flush=True,
    )


def main(count: int, looped: int) -> None:
    """Print what the loop and the runs take."""
    with tempfile.TemporaryDirectory() as there:
        folder, out = Path(there) / "shared", Path(there) / "out"
        in_turns(fill(Path(there) / "some", looped + 1), out / "some")
        fill(folder, count)
        time.sleep(3)  # what was just made counts as still being saved
        for name in ("first run", "second run"):
            spent = concord(folder, "--out", str(out / "all"))
            print(
                f"{name}: {spent.seconds:.1f} s, {1000 * spent.seconds / count:.1f} ms a workbook, "
                f"first process {spent.memory:.0f} MB. {spent.said}",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000, int(sys.argv[2]) if len(sys.argv) > 2 else 30)
