"""The main clicks in a workbook as people leave it, through whatever reaches the test engine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.excel import button
from tests.excel.filtering import VALUES, TableFilter
from tests.excel.opened import opened, texts

RESULTS = ("Summary", "Gaps", "Overlaps", "ActionPlan", "Checks")


def as_people_leave_it(app: Any, path: Path) -> Any:
    """A workbook with results, open in the test engine: filtered, sorted, protected, rows hidden, a risk rated anew."""
    book = opened(app, path)
    tables = {table.name: table for sheet in book.sheets for table in sheet.tables}
    plan = tables["ActionPlan"]
    TableFilter(plan.impl).set(1, VALUES, [f"={plan.range[1, 0].value}"], None)
    gaps = tables["Gaps"].range[1:, :]
    gaps.value = gaps.options(ndim=2).value[::-1]
    tables["Gaps"].impl.parent.ws.protection.sheet = True
    risks = tables["Risks"].range
    risks.sheet.impl.ws.row_dimensions[risks.row + 1].hidden = True
    header = risks.options(ndim=2).value[0]
    for name in ("Likelihood · INTL", "Impact · INTL"):
        risks[2, header.index(name)].value = 1
    book.sheets[1]["A900"].select()
    return book


def pressed(windows: Any, name: str, app: Any) -> str:
    """Press a button in the workbook in front, as xlwings reaches it; the text of the box that it shows."""
    windows.books[-1].set_mock_caller()
    getattr(button, name)()
    return str(app.impl.alerts[-1][0])


class Clicked(NamedTuple):
    """What came of Check, Run, Next finding and Run again: the boxes, and what stands in the workbook afterwards."""

    said: list[str]
    left: dict[str, Any]
    filter: dict[Any, Any]
    is_protected: bool


def clicked(app: Any, door: Callable[[], Any], path: Path) -> Clicked:
    """Press the main buttons in the workbook at `path`; `door` gives the way to Excel once the workbook is open."""
    book = as_people_leave_it(app, path)
    way = door()
    said = [pressed(way, each, app).replace(path.name, "") for each in ("check", "run", "next_finding", "run")]
    tables = {table.name: table for sheet in book.sheets for table in sheet.tables}
    kept: Any = TableFilter(tables["ActionPlan"].impl).by
    protected = bool(tables["Gaps"].impl.parent.ws.protection.sheet)
    return Clicked(said, {table: texts(book, table) for table in RESULTS}, dict(kept), protected)
