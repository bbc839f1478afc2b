"""What a click in the panel costs beside the work itself: the panel has loaded everything before.

`python -m benchmarks.panel [ROUNDS]` checks a workbook that is open in the test engine, once as the work alone and once
as a click in the panel (its thread, its messages, its look at what is in front), and prints both and what the click
adds, as multiples of what it takes to start Python and import pandas, which a press inside Excel pays each time. No
window is shown.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.button import seconds
from benchmarks.workbooks import workbook


def cpu(do: Callable[[], object]) -> float:
    """Processor time of all threads of this process while `do` is done."""
    before = time.process_time()
    do()
    return time.process_time() - before


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
    middle = {case: statistics.median(each) for case, each in took.items()}
    middle["what the click adds"] = middle["a click in the panel"] - middle["the work alone"]
    for case, each in middle.items():
        print(f"{case:25} {1000 * each:6.0f} ms  {each / middle['Python and pandas']:5.2f} x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
