"""Sets Concord up and runs its main job on the samples: `python scripts/run.py`.

With arguments it is the command itself: `python scripts/run.py check my-workbook.xlsx`.
The samples are copied to `outputs/samples` first, so that those in the repository stay as they are. A copy in which
somebody wrote stays, and so does whatever else somebody put there.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from environment import ROOT, as_typed, ready

FINISHED = (0, 3)  # 3: finished, some workbooks need attention; one of the samples is meant to
SAMPLES = ROOT / "workbooks" / "samples"
# How each copy was left by the last run of this script, and from which sample it was made.
RECORD = ".samples.json"
CALLED = "CONCORD_CALLED"


def command(python: Path, *arguments: str) -> list[str]:
    """What starts Concord, wherever one stands: never a module from the current folder (-P)."""
    return [str(python), "-P", "-m", "pipeline", *arguments]


def started(*arguments: str, cwd: Path | None = None) -> int:
    """Run Concord, which calls itself in its messages what people typed here; its exit code."""
    python = ready()
    environment = {**os.environ, CALLED: as_typed()}
    return subprocess.run(command(python, *arguments), cwd=cwd, env=environment, check=False).returncode


def samples(outputs: Path) -> int:
    """Run Concord on copies of the samples; 0 when it finished."""
    copies, reports = outputs / "samples", outputs / "reports"
    kept = copied(SAMPLES, copies)
    code = started("run", str(copies), "--out", str(reports), cwd=ROOT)
    if code not in FINISHED:
        return code
    remember(SAMPLES, copies, kept)
    if kept:
        print(f"\nKept as somebody left it: {', '.join(kept)} in {copies}.")
        print("For fresh samples rename that folder, then run this again.")
    print(f"\nOpen the workbooks in {copies} to see the results.")
    print("One sample has mistakes on purpose: its sheet Checks says what to correct.")
    print("Two show sheets that are there only when asked for: aid-before-its-end and island-energy.")
    print("languages has a small one in French, in Spanish and in Arabic.")
    print(f"All partnerships on one page, which leads to the page of each: {reports / 'portfolio.html'}")
    return 0


def copied(source: Path, copies: Path) -> list[str]:
    """Copy each sample that is not there yet, or whose copy nobody has changed since; the names of those kept."""
    copies.mkdir(parents=True, exist_ok=True)
    left, kept = _read(copies / RECORD), []
    for sample in found(source):
        name = sample.relative_to(source).as_posix()
        copy, entry = copies / name, left.get(name, {})
        copy.parent.mkdir(exist_ok=True)
        if copy.exists() and digest(copy) not in (entry.get("copy"), digest(sample)):
            kept.append(name)
        elif not copy.exists() or entry.get("sample") != digest(sample):
            try:
                shutil.copyfile(sample, copy)
            except PermissionError:  # open in Excel
                kept.append(name)
    return kept


def found(source: Path) -> list[Path]:
    """The samples, those of the languages after the others."""
    return [*sorted(source.glob("*.xls[xm]")), *sorted(source.glob("languages/*.xls[xm]"))]


def remember(source: Path, copies: Path, kept: list[str]) -> None:
    """Write down how the run has left each copy that is ours to replace."""
    left = {
        name: {"sample": digest(sample), "copy": digest(copies / name)}
        for sample in found(source)
        if (name := sample.relative_to(source).as_posix()) not in kept and (copies / name).exists()
    }
    (copies / RECORD).write_text(json.dumps(left, indent=1), encoding="utf-8")


def digest(file: Path) -> str:
    """By what a file is known again."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(record: Path) -> dict[str, dict[str, str]]:
    try:
        left = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return left if isinstance(left, dict) else {}


if __name__ == "__main__":
    sys.exit(started(*sys.argv[1:]) if len(sys.argv) > 1 else samples(ROOT / "outputs"))
