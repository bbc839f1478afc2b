"""Cost per row as a workbook grows from 200 to 200,000 rows: `python -m benchmarks.growing [TABLE]`."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from benchmarks.whole_run import timed
from benchmarks.workbooks import workbook
from pipeline.run.batch.options import Options
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.process import process

SIZES = (200, 2_000, 20_000, 200_000)


def main(table: str) -> None:
    """Print a line a size: the whole of read, validate, analyse and write, and its part per row."""
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        for rows in SIZES:
            path.write_bytes(
                workbook(**{**dict.fromkeys(("risks", "activities", "indicators", "lines"), 10), table: rows})
            )
            outcomes: list[Outcome] = []
            seconds = timed(lambda: outcomes.append(process(path, Options(today=date(2026, 11, 22)))))  # noqa: B023
            per_row = 1e6 * seconds / rows
            first = first if rows != 2_000 else per_row
            ratio = f"{per_row / first:5.2f} x the cost of a row at 2,000" if first else ""
            told = f"{outcomes[0].status} {outcomes[0].reason}".strip()
            print(f"{rows:8,} {table}  {seconds:8.2f} s  {per_row:7.1f} us a row  {told}  {ratio}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "risks")
