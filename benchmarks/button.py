"""What a press of a button costs: each one is a Python process of its own.

`python -m benchmarks.button [ROUNDS]` starts what the macro starts, and prints processor time: of Python and pandas
(which xlwings loads by itself), of all libraries that a press needs, and of presses; as milliseconds, as multiples of
Python and pandas, and in pairs with the libraries alone what is beyond them (median of the differences). The last line
is the same start with nothing compiled beforehand, which `concord excel install` spares people.

pandera loads hypothesis where that is installed, which only those have who run our tests: it is hidden here.
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

_AS_AT_USERS = "import sys; sys.modules['hypothesis'] = None; "
_XLWINGS = "import xlwings; "
_LIBRARIES = "import pandas, pandera.pandas, xlwings, python_calamine; "
_READY = "import pipeline.excel.button, pipeline.excel.buttons.process, pipeline.excel.buttons.messages; "
_CHECKED = _READY + (
    "from pathlib import Path; from datetime import date; from pipeline.run.workbook.gc_pause import uncollected; "
    "from pipeline.reading.workbook import read; from pipeline.analysis.assessment import Assessment; "
    "from pipeline.findings.engine import find; from pipeline.results.compute import compute\n"
    "with uncollected():\n"
    "    reading = read(Path('book.xlsx').read_bytes())\n"
    "    assessment = Assessment.of(reading.arrangement, date(2026, 11, 22), None)\n"
    "    compute(assessment, find(assessment), reading)"
)
FIRST, ALONE = "Python and pandas", "all libraries alone"
CASES = {
    FIRST: "import pandas",
    "pandas with pandera": "import pandas, pandera.pandas",
    "xlwings alone": _XLWINGS,
    ALONE: _LIBRARIES,
    "Help, until it can speak": _XLWINGS + "import pipeline.excel.button, pipeline.excel.buttons.guard",
    "Check, until the first cell": _XLWINGS + _READY,
    "Check of a typical workbook": _XLWINGS + _CHECKED,
}
_BEYOND = ("Check, until the first cell", "Check of a typical workbook")


def seconds(code: str, folder: Path, **environment: str) -> float:
    """Processor time of one process that runs `code` the way the macro lets it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    root = str(Path(__file__).parents[1])
    changed = os.environ | {"PYTHONPATH": root, **environment}
    subprocess.run([sys.executable, "-B", "-P", "-c", _AS_AT_USERS + code], check=True, cwd=folder, env=changed)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(rounds: int) -> None:
    """Print a line a case."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "book.xlsx").write_bytes(workbook())
        nothing = {"PYTHONPYCACHEPREFIX": str(folder / "empty")}
        took: dict[str, list[float]] = {case: [] for case in CASES}
        for _ in range(rounds):
            for case, code in CASES.items():
                took[case].append(seconds(code, folder))
        took[f"{_BEYOND[0]}, nothing compiled"] = [seconds(CASES[_BEYOND[0]], folder, **nothing)]
    first = statistics.median(took[FIRST])
    for case, each in took.items():
        line = f"{case:45} {1000 * statistics.median(each):6.0f} ms  {statistics.median(each) / first:5.2f} x"
        if case in _BEYOND:
            beyond = statistics.median(mine - libraries for mine, libraries in zip(each, took[ALONE], strict=True))
            line += f"  {1000 * beyond:4.0f} ms beyond the libraries"
        print(line)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
