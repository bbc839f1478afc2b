"""What people wrote into the action plan of a sample after its first run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook

from pipeline.domain.table_update import KEEP, OutColumn, OutRow, TableUpdate, Value
from pipeline.reading.workbook import read
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from pipeline.xlsx.writer.rewrite import rewrite
from schemas.fields import PARTNER_MARK
from schemas.spec import table

TABLE = "ActionPlan"
NAMES = ("action", "what_to_do", "what_we_agreed", "agreed_responsible", "post", "agreed_due", "status", "progress",
         "verified_by", "verified_on", "notes")  # fmt: skip


def worked_on(data: bytes, plan: Mapping[str, Any]) -> bytes:
    """The workbook after the plan's first run, with the people's columns of its action plan filled in.

    Raises ValueError when the run does not write, or when an action of the plan is not found in it.
    """
    ran = _run(data, date.fromisoformat(plan["first_run"]))
    updates = [_changes(ran, name, changes) for name, changes in plan["since"].items()]
    present = {str(row.values["action"]): row.row for row in read(ran).present[TABLE].rows}
    strangers = sorted(set(plan["actions"]) - set(present))
    if strangers:
        raise ValueError(f"the first run does not propose {', '.join(strangers)}")
    rows = [OutRow(row, _cells(plan["actions"].get(action, {}))) for action, row in present.items()]
    rows += [OutRow(None, _cells(said, None)) for said in plan["own"]]
    return rewrite(ran, [*updates, TableUpdate(TABLE, _columns(NAMES), tuple(rows), clear_filter=False)])


def _run(data: bytes, today: date) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sample.xlsx"
        path.write_bytes(data)
        outcome = process(path, Options(today=today))
        if outcome.status != "written":
            raise ValueError(f"the first run did not write: {outcome.status} {outcome.reason}")
        return path.read_bytes()


def _changes(data: bytes, name: str, changes: Mapping[str, Mapping[str, str]]) -> TableUpdate:
    """The table `name` with the cells of `changes` (by id and column key) changed, and all others as they stand."""
    keys = sorted({key for cells in changes.values() for key in cells})
    ids = {row.row: row.id for row in read(data).arrangement.table_rows(name)}
    rows = []
    for number in _body(data, name):
        said = changes.get(ids.get(number, ""), {})
        rows.append(OutRow(number, tuple(said.get(key, KEEP) for key in keys)))
    columns = [table(name).by_name[key.partition(PARTNER_MARK)[0]] for key in keys]
    headers = [column.header(key.partition(PARTNER_MARK)[2]) for column, key in zip(columns, keys, strict=True)]
    return TableUpdate(name, tuple(map(OutColumn, headers)), tuple(rows), clear_filter=False)


def _body(data: bytes, name: str) -> range:
    """The sheet rows of a table's body, empty ones included."""
    book = load_workbook(BytesIO(data))
    (area,) = [sheet.tables[name].ref for sheet in book.worksheets if name in sheet.tables]
    first, last = (int(row) for row in re.findall(r"\d+", area))
    return range(first + 1, last + 1)


def _columns(names: Iterable[str]) -> tuple[OutColumn, ...]:
    columns = [table(TABLE).by_name[name] for name in names]
    return tuple(OutColumn(column.header(), "date" if column.kind == "date" else "text") for column in columns)


def _cells(said: Mapping[str, str], otherwise: Value = KEEP) -> tuple[Value, ...]:
    return tuple(_cell(name, said[name]) if name in said else otherwise for name in NAMES)


def _cell(name: str, text: str) -> Value:
    return date.fromisoformat(text) if table(TABLE).by_name[name].kind == "date" else text
