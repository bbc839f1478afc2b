"""What a press of a button costs: each one is a Python process of its own.

`python -m benchmarks.button [ROUNDS]` starts what the macro starts, and prints processor time: of Python and pandas
(which xlwings loads by itself), of all libraries that a press needs, and of presses; as milliseconds, as multiples of
Python and pandas, and in pairs with the libraries alone what is beyond them (median of the differences). A press holds
Python's garbage collector, so that they are counted with it and without. The last line is the same start with nothing
compiled beforehand, which `concord excel install` spares people.

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
_LIBRARIES = "import pandas, pandera.pandas, xlwings, python_calamine"
_PRESS = """
from pipeline.excel import button
def _check(book):
    import xlwings, pipeline.excel.buttons.process, pipeline.excel.buttons.messages
    {}
button.guarded, button._check = lambda work: work(None), _check
button.press("||check")
"""
_CHECKED = """
    from pathlib import Path; from datetime import date
    from pipeline.reading.workbook import read; from pipeline.analysis.assessment import Assessment
    from pipeline.findings.engine import find; from pipeline.results.compute import compute
    reading = read(Path('book.xlsx').read_bytes())
    assessment = Assessment.of(reading.arrangement, date(2026, 11, 22), None)
    compute(assessment, find(assessment), reading)
"""
FIRST, ALONE, UNCOLLECTED = "Python and pandas", "all libraries alone", "all libraries alone, uncollected"
CASES = {
    FIRST: "import pandas",
    "pandas with pandera": "import pandas, pandera.pandas",
    "xlwings alone": "import xlwings",
    ALONE: _LIBRARIES,
    UNCOLLECTED: "import gc; gc.disable(); " + _LIBRARIES + "; gc.freeze()",
    "Help, until it can speak": "import xlwings, pipeline.excel.button, pipeline.excel.buttons.guard",
    "Check, until the first cell": _PRESS.format(""),
    "Check of a typical workbook": _PRESS.format(_CHECKED),
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
            for libraries, named in ((ALONE, "the libraries"), (UNCOLLECTED, "the same uncollected")):
                beyond = statistics.median(mine - alone for mine, alone in zip(each, took[libraries], strict=True))
                line += f"  {1000 * beyond:4.0f} ms beyond {named}"
        print(line)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
