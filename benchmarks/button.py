"""What a press of a button costs: each one is a Python process of its own.

`python -m benchmarks.button [ROUNDS]` starts what the macro starts and prints, as multiples of what it
takes to start Python and import pandas (which xlwings does by itself), how much processor time goes by until the
first cell could be asked for, and until a typical workbook has been checked. The last line is the same start with
nothing compiled beforehand, which `concord excel install` spares people.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.workbooks import workbook

_XLWINGS = "import xlwings; "
_READY = "import pipeline.excel.button, pipeline.excel.buttons.process, pipeline.excel.buttons.messages; "
_CHECKED = _READY + (
    "from pathlib import Path; from datetime import date; from pipeline.run.batch.options import Options; "
    "from pipeline.reading.workbook import read; from pipeline.analysis.assessment import Assessment; "
    "from pipeline.findings.engine import find; from pipeline.results.compute import compute; "
    "reading = read(Path('book.xlsx').read_bytes()); "
    "assessment = Assessment.of(reading.arrangement, date(2026, 11, 22), None); "
    "compute(assessment, find(assessment), reading)"
)
CASES = {
    "xlwings alone": _XLWINGS,
    "Help, until it can speak": _XLWINGS + "import pipeline.excel.button, pipeline.excel.buttons.guard",
    "Check, until the first cell": _XLWINGS + _READY,
    "Check of a typical workbook": _XLWINGS + _CHECKED,
}


def seconds(code: str, folder: Path, **environment: str) -> float:
    """Processor time of one process that runs `code` the way the macro lets it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    root = str(Path(__file__).parents[1])
    changed = os.environ | {"PYTHONPATH": root, **environment}
    subprocess.run([sys.executable, "-B", "-P", "-c", code], check=True, cwd=folder, env=changed)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    """Print a line a case."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "book.xlsx").write_bytes(workbook())
        nothing = {"PYTHONPYCACHEPREFIX": str(folder / "empty")}
        took: dict[str, list[float]] = {"Python and pandas": [], **{case: [] for case in CASES}}
        for _ in range(rounds):
            took["Python and pandas"].append(seconds("import pandas", folder))
            for case, code in CASES.items():
                took[case].append(seconds(code, folder))
        last = "Check, until the first cell"
        took[f"{last}, nothing compiled"] = [seconds(CASES[last], folder, **nothing)]
        first = statistics.median(took["Python and pandas"])
        for case, each in took.items():
            print(f"{case:45} {1000 * statistics.median(each):6.0f} ms  {statistics.median(each) / first:5.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
