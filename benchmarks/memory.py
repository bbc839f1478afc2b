"""The most memory that a whole run takes of a process of its own, as a workbook grows.

`python -m benchmarks.memory [TABLE [ROWS...]]` makes a workbook of so many rows of TABLE, works through it in a fresh
process and prints that process' peak and what is left of it at the end, beside those of a small workbook: what a row
costs is the difference. Only Linux tells the peak.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.workbooks import workbook

ROOT = Path(__file__).resolve().parents[1]
SMALL = {"risks": 10, "activities": 10, "indicators": 10, "lines": 10}
ROWS = (20_000, 200_000)
_RUN = """
import sys
from datetime import date
from pathlib import Path
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
outcome = process(Path(sys.argv[1]), Options(today=date(2026, 11, 22)))
assert outcome.status == "written", outcome.reason
lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
print(*(line.split()[1] for name in ("VmHWM", "VmRSS") for line in lines if line.startswith(name)))
"""


def memory(data: bytes) -> tuple[float, float]:
    """The peak and the end, in MB, of a process that works through the workbook `data`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(data)
        # Named, as a process of Concord's is kept from taking code from its folder: it might find another Concord.
        ours = {**os.environ, "PYTHONPATH": str(ROOT)}
        ran = subprocess.run([sys.executable, "-c", _RUN, path], check=True, capture_output=True, text=True, env=ours)
    peak, end = (int(kilobytes) / 1024 for kilobytes in ran.stdout.split())
    return peak, end


def main(table: str, sizes: tuple[int, ...]) -> None:
    """Print a line a size."""
    small, _ = memory(workbook(**SMALL))
    print(f"{SMALL[table]:8,} {table}  {small:6.0f} MB at the highest")
    for rows in sizes:
        peak, end = memory(workbook(**{**SMALL, table: rows}))
        per_row = 1024 * (peak - small) / rows
        print(f"{rows:8,} {table}  {peak:6.0f} MB at the highest, {per_row:.1f} KB a row; {end:.0f} MB at the end")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "risks", tuple(map(int, sys.argv[2:])) or ROWS)
