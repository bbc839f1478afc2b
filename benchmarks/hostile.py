"""What workbooks cost that are made to cost time: each holds far more of one thing than any partnership has.

`python -m benchmarks.hostile [MB [WORD ...]]` makes some hundred kinds with so many megabytes of what they are about
(of XML in a part, or of rows in a file; 1 unless told), checks and runs each once, and prints a line a kind: the size
of the file and the seconds of the processor that each took. With words only the kinds that have one in their name.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks.hostile_parts import PARTS
from benchmarks.hostile_rows import ROWS, filled
from benchmarks.spoilt import spoilt
from benchmarks.workbooks import DAY
from pipeline.run.batch.options import Options
from pipeline.run.workbook.outcome import Outcome
from pipeline.run.workbook.process import process

# Late enough that all results are others than those the workbook holds, so that a run writes.
LATER = DAY + timedelta(days=500)
SLOW = 5.0  # seconds of the processor


def kinds() -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Each kind by name, and what makes a workbook of it with about so many bytes of what it is about."""
    yield from ((name, partial(spoilt, spoil)) for name, spoil in PARTS.items())
    yield from ((name, partial(filled, rows)) for name, rows in ROWS.items())


def taken(path: Path, data: bytes, *, write: bool) -> tuple[float, Outcome]:
    """The seconds of the processor that one look at the workbook takes, or one run, and what came of it."""
    path.write_bytes(data)
    started = time.process_time()
    outcome = process(path, Options(today=LATER, write=write))
    return time.process_time() - started, outcome


def main(megabytes: float, words: list[str]) -> None:
    """Print a line a kind, and which were slow."""
    slow = []
    with tempfile.TemporaryDirectory() as folder:
        for name, make in kinds():
            if words and not any(word in name for word in words):
                continue
            data = make(int(megabytes * 1e6))
            checked, _ = taken(Path(folder, "x.xlsx"), data, write=False)
            ran, outcome = taken(Path(folder, "x.xlsx"), data, write=True)
            said = f"{outcome.status} {outcome.reason}"[:60].strip()
            print(f"{name:52} {len(data) / 1e6:5.2f} MB  check {checked:6.2f} s  run {ran:6.2f} s  {said}", flush=True)
            if max(checked, ran) > SLOW:
                slow.append(name)
    print(f"slower than {SLOW:g} s: {', '.join(slow) or 'none'}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, sys.argv[2:])
