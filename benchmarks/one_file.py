"""What it costs that one named workbook is opened by a worker, which can be ended, and not by the command itself.

`python -m benchmarks.one_file [PAIRS]` runs the command with and without (`--debug`) a worker, one after
the other, and prints the median of the ratios of the pairs: of the time people wait.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.workbooks import workbook

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = ("check", "run")


def timed(arguments: list[str], folder: Path) -> float:
    """Seconds from start to end of one call of the command line."""
    started = time.perf_counter()
    # As in memory.py: Concord keeps its processes from taking code from the folder they stand in.
    environment = {**os.environ, "CONCORD_STATE": str(folder / "state"), "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "pipeline", *arguments], check=False, capture_output=True, env=environment)
    return time.perf_counter() - started


def main(pairs: int) -> None:
    """Print a line a command."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        book = folder / "book.xlsx"
        book.write_bytes(workbook())
        for command in COMMANDS:
            with_worker, without = [], []
            for _ in range(pairs):
                without.append(timed([command, str(book), "--debug"], folder))
                with_worker.append(timed([command, str(book)], folder))
            ratio = statistics.median(ours / theirs for ours, theirs in zip(with_worker, without, strict=True))
            print(
                f"{command:6} {statistics.median(with_worker):6.2f} s with a worker, "
                f"{statistics.median(without):6.2f} s without: {ratio:5.2f} x",
                flush=True,
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
