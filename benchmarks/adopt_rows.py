"""What a register of many rows costs: `python -m benchmarks.adopt_rows [ROWS] [--memory]`.

Adopts a register of ROWS rows (5,000) and one of a tenth of them, splits the workbook, fills in a copy and joins it.
Prints processor time of each step as a multiple of reading and saving the same register with openpyxl, how the cost of
a row grows from the small one to the large one (1: not at all). `--memory` adopts alone and prints the bytes it took.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl

from pipeline.adopt.adopt import Request, adopt
from pipeline.copies.came import came
from pipeline.copies.join import join
from pipeline.copies.open_workbook import Opened, opened
from pipeline.copies.party_copy import party_copy, shown_to
from pipeline.disclosure.formula_reads import FormulaReads

ROWS = 5_000
DAY = date(2026, 11, 28)
HEADERS = ("ID", "Risk description", "Threat", "Category", "Likelihood", "Impact", "Risk score", "Existing controls",
           "Mitigation plan", "Owner", "Status", "Review date")  # fmt: skip


def register(path: Path, rows: int) -> Path:
    """A register of so many rows, all different."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Risk register")
    sheet.append(HEADERS)
    for at in range(rows):
        likelihood, impact = 1 + at % 5, 1 + at // 5 % 5
        sheet.append((
            f"R-{at:05}", f"Convoy {at} is attacked on the road to place {at % 997}",
            ("Ambush", "Flood", "Theft")[at % 3], "Security", likelihood, impact, likelihood * impact,
            f"Radio checks {at}", f"Two vehicles and guide {at}",
            "Logistics", ("Open", "Closed")[at % 2], DAY,
        ))  # fmt: skip
    book.save(path)
    return path


def cost(step: Callable[[], object]) -> float:
    """The processor time of a step, in seconds."""
    start = time.process_time()
    step()
    return time.process_time() - start


def steps(rows: int, folder: Path) -> dict[str, float]:
    """The processor time of each step, by its name."""
    old, new = register(folder / f"register-{rows}.xlsx", rows), folder / f"new-{rows}.xlsx"
    request = Request(old=[old], viewer="REDC=Red Crossing", accept=True, today=DAY)
    found = {
        "openpyxl": cost(lambda: openpyxl.load_workbook(old).save(io.BytesIO())),
        "adopt": cost(lambda: adopt(request, new)),
    }
    book, copies = opened(new), list[bytes]()
    found["split"] = cost(lambda: copies.append(_copy(book)))
    path = folder / "copy.xlsx"
    path.write_bytes(_filled(copies[0]))
    copy = opened(path)
    back = came(path.name, copy.data, copy.reading)
    found["join"] = cost(lambda: join(book.data, book.reading, [back], DAY))
    return found


def _copy(book: Opened) -> bytes:
    reading = book.reading
    withheld = FormulaReads(reading, book.sheets, reading.contents).withheld(shown_to(reading, "REDC"))
    return party_copy(reading, "REDC", DAY, DAY, withheld)


def _filled(copy: bytes) -> bytes:
    """The copy with one own cell filled and one common cell changed in every row."""
    book = openpyxl.load_workbook(io.BytesIO(copy))
    sheet = book["Risks"]
    headers, *rows = sheet[sheet.tables["Risks"].ref]
    column = {cell.value: at for at, cell in enumerate(headers)}
    for row in rows:
        row[column["Exposure · REDC"]].value = "Direct"
        row[column["Measures"]].value = f"{row[column['Measures']].value} and a guide"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def main(rows: int) -> None:
    """Print a line a step."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = (steps(count, Path(folder)) for count in (rows // 10, rows))
    for name in ("adopt", "split", "join"):
        times, growth = large[name] / large["openpyxl"], large[name] / small[name] / 10
        print(f"{name:6} {times:4.1f} x openpyxl; a row costs {growth:4.2f} x that of the small one")


if __name__ == "__main__":
    count = next((int(word) for word in sys.argv[1:] if word.isdigit()), ROWS)
    if "--memory" in sys.argv:
        with tempfile.TemporaryDirectory() as place:
            source = register(Path(place) / "register.xlsx", count)
            adopt(Request(old=[source], viewer="REDC=Red Crossing", accept=True, today=DAY), Path(place) / "new.xlsx")
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)
    else:
        main(count)
