"""What a click in the panel costs beside the work itself: the panel has loaded everything before.

`python -m benchmarks.panel [ROUNDS]` checks a workbook that is open in the test engine, once as the work alone and once
as a click in the panel (its thread, its messages, its look at what is in front), and prints both and what the click
adds, as multiples of what it takes to start Python and import pandas, which a press inside Excel pays each time. No
window is shown.

The stand-in for Excel is Python, too, and works in this process: how much of a click is its own is told by a look at
the stack a thousand times a second of processor time. What is left is what a click costs beside Excel.
"""

from __future__ import annotations

import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from benchmarks.button import seconds
from benchmarks.workbooks import workbook


def cpu(do: Callable[[], object]) -> float:
    """Processor time of all threads of this process while `do` is done."""
    before = time.process_time()
    do()
    return time.process_time() - before


def share_of_stand_in(do: Callable[[], object], rounds: int) -> float:
    """Which part of the processor time of `do` the stand-in for Excel takes, 0 to 1."""
    looks = {True: 0, False: 0}

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None and "tests/excel" not in Path(frame.f_code.co_filename).as_posix():
            frame = frame.f_back
        looks[frame is not None] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    for _ in range(rounds):
        do()
    signal.setitimer(signal.ITIMER_PROF, 0)
    return looks[True] / sum(looks.values())


def main(rounds: int) -> None:
    """Print a line a case."""
    from pipeline.excel.buttons import actions
    from pipeline.excel.panel.attached import Front
    from pipeline.excel.panel.worker import Ended, Worker
    from tests.excel.engine import excel

    with tempfile.TemporaryDirectory() as name, excel() as app:
        os.environ["XDG_STATE_HOME"] = name
        file = Path(name) / "book.xlsx"
        file.write_bytes(workbook())
        book = app.books.open(str(file))
        worker = Worker()
        worker.start()
        front = Front("ready", app.pid, book.name, name)

        def click() -> None:
            worker.press("check", front)
            while not isinstance(worker.events.get(), Ended):
                pass

        click()
        took: dict[str, list[float]] = {"Python and pandas": [], "the work alone": [], "a click in the panel": []}
        for _ in range(rounds):
            took["Python and pandas"].append(seconds("import pandas", Path(name)))
            took["the work alone"].append(cpu(lambda: actions.check(book)))
            took["a click in the panel"].append(cpu(click))
        worker.close()
        share = share_of_stand_in(lambda: actions.check(book), rounds)
    middle = {case: statistics.median(each) for case, each in took.items()}
    middle["what the click adds"] = middle["a click in the panel"] - middle["the work alone"]
    middle["a click without the stand-in"] = middle["a click in the panel"] - share * middle["the work alone"]
    for case, each in middle.items():
        print(f"{case:30} {1000 * each:6.0f} ms  {each / middle['Python and pandas']:5.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
