"""Side by side on the same workbook: Concord, what people would take instead, and what the machine could do at best.

`python -m benchmarks.instead [ROUNDS]` prints the processor time of one warm process, and the ratio to all that Concord
does (read, validate, analyse, plan, write). Instead: openpyxl's load and save; a plain loop of pandas, pandera and
openpyxl, which reads, validates and saves, and finds and plans nothing; validation alone of tables that are in memory
already. The floor: calamine reads all cells, and the parts that Concord changes are compressed.

The libraries that validate are not installed with Concord: CONCORD_RIVALS names a Python that has them, made by
`pip install frictionless==5.21.0 great_expectations==1.24.1 pointblank==1.1.1 pandas==3.1.1`. Without it they are
skipped, and that is said.
"""

from __future__ import annotations

import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import python_calamine

from benchmarks.instead_rivals import LIBRARIES
from benchmarks.many import plainly
from benchmarks.whole_run import load_and_save, timed
from benchmarks.workbooks import workbook
from pipeline.reading.content import Content
from pipeline.reading.workbook import Reading, read
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from schemas.fields import PARTNER_MARK
from schemas.spec import table

SIZES: dict[str, dict[str, int]] = {"typical": {}, "20,000 risks": {"risks": 20_000}}
OPTIONS = Options(today=date(2026, 11, 22))
RIVALS = Path(__file__).with_name("instead_rivals.py")


def floor(old: bytes, new: bytes) -> None:
    """Read every cell with calamine, and compress the parts by which `new` differs from `old`."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(old))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()
    for part in _changed(old, new):
        zlib.compress(part)


def _changed(old: bytes, new: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        known = {part.filename: part.CRC for part in before.infolist()}
        return [after.read(part) for part in after.infolist() if known.get(part.filename) != part.CRC]


def tables(reading: Reading, folder: Path) -> None:
    """The tables that people fill in as text files for the other libraries, with what is asked of each column."""
    asked = {}
    for name, content in reading.contents.items():
        if content.found.table.is_input and name != "Arrangement" and content.numbers:
            asked[name] = _asked(content)
            pd.DataFrame({key: content.values[key] for key in asked[name]}).to_csv(folder / f"{name}.csv", index=False)
    (folder / "checks.json").write_text(json.dumps(asked), encoding="utf-8")


def _asked(content: Content) -> dict[str, dict[str, Any]]:
    of = table(content.found.table.name)
    found = {}
    for head in content.heads.ours:
        column = of.by_name[head.key.partition(PARTNER_MARK)[0]]
        kind = "scale" if column.kind == "scale" else "number" if column.is_number else "text"
        is_word = column.kind == "word" and column.vocabulary
        found[head.key] = {
            "kind": kind, "required": column.required, "unique": column.name == of.key, "pattern": column.pattern or "",
            "allowed": list(column.vocabulary.codes) if is_word and column.vocabulary else [],
        }  # fmt: skip
    return found


def rivals(folder: Path, rounds: int) -> dict[str, float]:
    """What each of the other libraries takes; empty, with a word, where there are none."""
    python = os.environ.get("CONCORD_RIVALS", "")
    if not python:
        print("SKIPPED: frictionless, Great Expectations and pointblank (CONCORD_RIVALS names no Python that has them)")
        return {}
    took = {}
    for library in LIBRARIES:
        done = subprocess.run(
            [python, str(RIVALS), library, str(folder), str(rounds)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(f"SKIPPED: {library}: {done.stderr.strip().splitlines()[-1]}")
        else:
            took[f"validation alone, {library}"] = statistics.median(json.loads(done.stdout))
    return took


def main(rounds: int) -> None:
    """Print a table a size."""
    for size, given in SIZES.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            path, data = folder / "book.xlsx", workbook(**given)
            path.write_bytes(data)
            process(path, OPTIONS)
            new = path.read_bytes()
            took: dict[str, list[float]] = {}
            for _ in range(rounds if not given else max(1, rounds // 3)):
                path.write_bytes(data)
                took.setdefault("Concord, the whole run", []).append(timed(lambda: process(path, OPTIONS)))  # noqa: B023
                took.setdefault("Concord, read and validated", []).append(timed(lambda: read(data)))  # noqa: B023
                took.setdefault("openpyxl, load and save", []).append(timed(lambda: load_and_save(data)))  # noqa: B023
                path.write_bytes(data)
                took.setdefault("pandas, pandera, openpyxl", []).append(timed(lambda: plainly(path)))  # noqa: B023
                took.setdefault("the floor", []).append(timed(lambda: floor(data, new)))  # noqa: B023
            middle = {what: statistics.median(each) for what, each in took.items()}
            tables(read(data), folder)
            middle |= rivals(folder, rounds if not given else 1)
        ours = middle["Concord, the whole run"]
        for what, seconds in middle.items():
            print(f"{size:14} {what:40} {1000 * seconds:8.0f} ms  {seconds / ours:6.2f} x", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
