"""Whether a change leaves everything that a run makes as it was, byte for byte.

`python -m benchmarks.same write FILE [PART]` works through all samples, arrangements made by chance (the tests'
generators; the sheets that people ask for too), workbooks as people leave them, long ones and hostile ones, and writes
a digest of each thing that was made: the parts of the workbook after a run, after a second one and after one forty days
later, what was read, findings, plan and checks as JSON, in French too, and the page of each audience. PART limits it to
workbooks with that in their name. `python -m benchmarks.same compare BEFORE AFTER` names what differs.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.hostile_rows import ROWS, filled
from benchmarks.workbooks import workbook
from pipeline.domain.arrangement import Arrangement, row_tables
from pipeline.report.page import page
from pipeline.run.batch.options import Options
from pipeline.run.batch.task import described
from pipeline.run.output.json_report import of_workbook
from pipeline.run.workbook.process import process
from schemas.fields import empty
from schemas.spec import table
from tests.independent import left_rows
from tests.independent.left_book import LeftBook
from tests.independent.strategies import DAYS, made
from tests.independent.troubled import troubled
from tests.independent.well_run import well_run
from tests.independent.well_run_sheets import with_sheets
from tests.reading.books import book

SAMPLES = Path(__file__).resolve().parents[1] / "workbooks" / "samples"
TODAY = date(2026, 11, 22)
LATER = timedelta(days=40)
CHANCES = 24
LONG: dict[str, dict[str, int]] = {
    "risks": {"risks": 1500}, "activities": {"activities": 1500}, "indicators": {"indicators": 1500},
    "lines": {"lines": 1500},
}  # fmt: skip
WITH_A_CLOCK = "docProps/core.xml"  # when the workbook was made, which the tests' builder takes from the clock
HOSTILE = 20_000  # bytes


def workbooks() -> Iterator[tuple[str, Callable[[], bytes], date]]:
    """Each workbook by name, what makes it, and the day to run it on."""
    for file in sorted(SAMPLES.rglob("*.xlsx")):
        yield f"sample {file.stem}", file.read_bytes, TODAY
    yield "typical", workbook, TODAY
    for name, size in LONG.items():
        yield f"long {name}", partial(workbook, **size), TODAY
    for seed in range(CHANCES):
        day, sizes = DAYS[seed % len(DAYS)], (seed % 13, (seed * 5) % 13, (seed * 7) % 13, (seed * 3) % 9, seed % 9)
        partners = (2, 3, 4, 1, 0, 30)[seed % 6]
        yield f"chance {seed}", partial(_of_chance, seed, partners, sizes, day), day
        yield f"left {seed}", partial(_left, seed, day), day
    for seed in range(CHANCES // 4):
        yield f"well run {seed}", partial(_of_seed, well_run, seed), TODAY
        yield f"troubled {seed}", partial(_of_seed, troubled, seed), TODAY
    for name, rows in ROWS.items():
        yield f"hostile {name}", partial(filled, rows, HOSTILE), TODAY


def _of_chance(seed: int, partners: int, sizes: tuple[int, int, int, int, int], day: date) -> bytes:
    return _book(made(seed, partners, sizes, day))


def _of_seed(make: Callable[[int], Arrangement], seed: int) -> bytes:
    return _book(with_sheets(make(seed), seed))


def _left(seed: int, day: date) -> bytes:
    """As people leave it, in six ways."""
    of, chance = LeftBook(made(seed, (2, 3, 2, 1)[seed % 4], (6, 6, 6, 6, 2), day)), Random(seed)
    for way in chance.sample(left_rows.WAYS, 6):
        way(of, chance)
    return of.data()


def _book(given: Arrangement) -> bytes:
    """The workbook of an arrangement."""
    names = [name for name in row_tables() if name != "Copies" and (given.table_rows(name) or not table(name).optional)]
    rows: dict[str, Any] = {name: [_cells(name, row) for row in given.table_rows(name)] for name in names}
    codes = [partner.partner for partner in given.partners]
    return book({**rows, "Arrangement": dict(given.fields)}, partners=codes)


def _cells(name: str, row: object) -> dict[str, Any]:
    """A row by the keys of its columns, without its empty cells."""
    cells = {}
    for column in table(name).columns:
        value = getattr(row, column.name)
        each = {column.key(code): one for code, one in value.items()} if column.per_partner else {column.name: value}
        cells.update({key: one for key, one in each.items() if one != empty(column.kind)})
    return cells


def digests(name: str, data: bytes, day: date) -> Iterator[tuple[str, str]]:
    """What a run makes of a workbook: each thing's name and its digest."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(data)
        options = Options(today=day)
        outcome = process(path, options)
        yield f"{name}: outcome", _digest(outcome.status, outcome.reason, outcome.notes)
        yield from _parts(f"{name}: run", path)
        if outcome.reading is None or outcome.results is None:
            return
        said = [(*problem[:6], problem.address, problem.header) for problem in outcome.problems]
        yield f"{name}: read", _digest(outcome.reading.arrangement, said)
        told = json.dumps(of_workbook(described(outcome, options), "parties")).replace(folder, "")
        yield f"{name}: findings", _digest(told)
        codes = outcome.reading.arrangement.party_codes
        for audience in ("parties", "outside", *codes[:3]):
            yield f"{name}: page for {audience}", _digest(page(outcome.reading, outcome.results, "book", audience))
        yield f"{name}: second run", process(path, options).status
        french = Options(today=day, write=False, language="fr")
        told = json.dumps(of_workbook(described(process(path, french), french), "parties")).replace(folder, "")
        yield f"{name}: findings in French", _digest(told)
        yield f"{name}: later", process(path, Options(today=day + LATER)).status
        yield from _parts(f"{name}: later", path)


def _parts(name: str, path: Path) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
        for part in parts.namelist():
            if part == WITH_A_CLOCK:
                continue
            yield f"{name}, {part}", sha256(parts.read(part)).hexdigest()[:16]


def _digest(*what: object) -> str:
    return sha256("\n".join(map(_plain, what)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(what: object) -> str:
    """A thing as a text that is the same in every process: the order of a set is not."""
    if isinstance(what, (set, frozenset)):
        return f"{{{', '.join(sorted(map(_plain, what)))}}}"
    if named := getattr(what, "__dataclass_fields__", None) or getattr(what, "_fields", None):  # a NamedTuple's
        return f"{type(what).__name__}({', '.join(_plain(getattr(what, name)) for name in named)})"
    if isinstance(what, (list, tuple)):
        return f"({', '.join(map(_plain, what))})"
    if isinstance(what, dict):
        return f"{{{', '.join(f'{_plain(key)}: {_plain(value)}' for key, value in what.items())}}}"
    return repr(what)


def write(file: Path, wanted: str) -> None:
    """Write the digests of all workbooks with `wanted` in their name."""
    found: dict[str, str] = {}
    for name, make, day in workbooks():
        if wanted in name:
            found.update(digests(name, make(), day))
    file.write_text(json.dumps(found, indent=0), encoding="utf-8")
    print(f"{len(found)} digests")


def compare(before: Path, after: Path) -> int:
    """Name what differs; 1 where something does. What only one of the files is about, by its limit, is left out."""
    old, new = (json.loads(file.read_text(encoding="utf-8")) for file in (before, after))
    of_both = {key.partition(":")[0] for key in old} & {key.partition(":")[0] for key in new}
    keys = [key for key in dict.fromkeys((*old, *new)) if key.partition(":")[0] in of_both]
    others = [key for key in keys if old.get(key) != new.get(key)]
    print("\n".join([*others, f"{len(others)} of {len(keys)} differ"]))
    return 1 if others else 0


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "write":
        write(Path(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
    elif len(sys.argv) == 4 and sys.argv[1] == "compare":
        sys.exit(compare(Path(sys.argv[2]), Path(sys.argv[3])))
    else:
        sys.exit(__doc__)
