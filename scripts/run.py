"""Sets Concord up and runs its main job on the samples: `python scripts/run.py`.

With arguments it is the command itself: `python scripts/run.py check my-workbook.xlsx`.
The samples are copied to `outputs/samples` first, so that those in the repository stay as they are.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from environment import ROOT, ready

FINISHED = (0, 3)  # 3: finished, some workbooks need attention; one of the samples is meant to


def command(python: Path, *arguments: str) -> list[str]:
    """What starts Concord, wherever one stands: never a module from the current folder (-P)."""
    return [str(python), "-P", "-m", "pipeline", *arguments]


def samples() -> int:
    """Run Concord on a fresh copy of the samples; 0 when it finished."""
    python = ready()
    copies, reports = ROOT / "outputs" / "samples", ROOT / "outputs" / "reports"
    for folder in (copies, reports):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "workbooks" / "samples", copies)
    code = subprocess.run(command(python, "run", str(copies), "--out", str(reports)), cwd=ROOT, check=False).returncode
    if code not in FINISHED:
        return code
    print(f"\nOpen the workbooks in {copies} to see the results.")
    print(f"{reports / 'portfolio.html'} shows all of them on one page, and leads to the page of each.")
    print("One sample has mistakes on purpose: its sheet Checks says what to mend.")
    return 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(subprocess.run(command(ready(), *sys.argv[1:]), check=False).returncode)
    sys.exit(samples())
