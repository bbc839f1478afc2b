"""Read, validate, analyse and write back, against openpyxl's load and save of the same workbook.

`python -m benchmarks.whole_run [ROUNDS]` prints the ratio of the medians in one warm process. docs/design.md
asks for 0.2 on the typical workbook and 0.1 on one with 20,000 rows; README.md says what it gave.
"""

from __future__ import annotations

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl

from benchmarks.workbooks import workbook
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process

SIZES: dict[str, dict[str, int]] = {
    "typical": {},
    "20,000 risks": {"risks": 20_000},
    "20,000 risks, rated by those exposed": {"risks": 20_000, "rated_by_exposed": 20_000},
    "20,000 activities": {"activities": 20_000},
    "20,000 indicators": {"indicators": 20_000},
}


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time of one call, which other work on the machine disturbs least."""
    started = time.process_time()
    work()
    return time.process_time() - started


def load_and_save(data: bytes) -> None:
    """What the ratio compares with."""
    openpyxl.load_workbook(io.BytesIO(data)).save(io.BytesIO())


def main(rounds: int) -> None:
    """Print a line a size."""
    options = Options(today=date(2026, 11, 22))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        for name, size in SIZES.items():
            data = workbook(**size)
            ours, theirs = [], []
            for _ in range(rounds if not size else max(1, rounds // 4)):
                path.write_bytes(data)
                ours.append(timed(lambda: process(path, options)))
                theirs.append(timed(lambda data=data: load_and_save(data)))  # type: ignore[misc]
            ratio = statistics.median(ours) / statistics.median(theirs)
            print(f"{name:36} {1000 * statistics.median(ours):8.0f} ms  {ratio:5.2f} x openpyxl load and save")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
