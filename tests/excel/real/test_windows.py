"""The buttons through xlwings' own code for Windows: every call of ours is one that this code makes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel import button
from pipeline.excel.buttons import caller
from pipeline.excel.session import native
from pipeline.run.workbook.process import process
from tests.excel.coded import coded
from tests.excel.filtering import VALUES, TableFilter
from tests.excel.languages import GERMAN
from tests.excel.opened import OPTIONS, opened, texts
from tests.excel.real.pywin32 import WINDOW
from tests.run.made import workbook

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


@pytest.fixture(scope="module")
def with_results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = workbook(tmp_path_factory.mktemp("made"))
    assert process(path, OPTIONS).status == "written"
    return path


def pressed(windows: Any, name: str, app: Any) -> str:
    """Press a button in the workbook in front, as xlwings reaches it; the text of the box that it shows."""
    windows.books[-1].set_mock_caller()
    getattr(button, name)()
    return str(app.impl.alerts[-1][0])


def test_check_run_and_next_finding_do_what_they_do_over_the_test_engine(
    app: Any, tmp_path: Path, with_results: Path, request: pytest.FixtureRequest
) -> None:
    said, left = [], []
    for name in ("engine.xlsx", "windows.xlsx"):
        book = as_people_leave_it(app, Path(shutil.copy(with_results, tmp_path / name)))
        door = request.getfixturevalue("windows") if name == "windows.xlsx" else app
        said.append([pressed(door, each, app).replace(name, "") for each in ("check", "run", "next_finding", "run")])
        left.append({table: texts(book, table) for table in RESULTS})
        tables = {table.name: table for sheet in book.sheets for table in sheet.tables}
        kept: Any = TableFilter(tables["ActionPlan"].impl).by
        assert kept
        left[-1]["filter"] = [dict(kept)]
        assert tables["Gaps"].impl.parent.ws.protection.sheet
    assert "The results are in the workbook." in said[1][1]
    assert "Nothing was written" in said[1][3]
    assert left[1] == left[0]
    assert [text.split("before-run")[0] for text in said[1]] == [text.split("before-run")[0] for text in said[0]]


def test_the_workbook_is_found_by_its_name_in_the_excel_with_this_window(
    app: Any, windows: Any, with_results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Süd = 100%.xlsx", "other.xlsx"):
        opened(app, Path(shutil.copy(with_results, tmp_path / name)))
    monkeypatch.setattr("sys.platform", "win32")
    caller.remember("SÜD = 100%.xlsx", str(WINDOW))
    try:
        found = caller.caller()
    finally:
        monkeypatch.setattr(caller, "_pressed", None)
        monkeypatch.undo()
    assert found.name == "Süd = 100%.xlsx"
    assert coded(found.name) == "S_00FCd _003D 100_0025_002Exlsx"
    assert found.app.pid == windows.pid


def test_a_german_excel_outside_a_macro_gets_its_own_codes(
    app: Any, windows: Any, with_results: Path, tmp_path: Path
) -> None:
    app.impl.api.language = GERMAN
    book = as_people_leave_it(app, Path(shutil.copy(with_results, tmp_path / "german.xlsx")))
    assert "The results are in the workbook." in pressed(windows, "run", app)
    plan = next(table for sheet in book.sheets for table in sheet.tables if table.name == "ActionPlan")
    formats = {cell.number_format for row in plan.impl.range.rows_of_cells() for cell in row}
    assert not any("J" in code or "Standard" in code for code in formats)


def test_no_other_excel_is_ended_when_python_ends(windows: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_off: list[Any] = []
    monkeypatch.setattr("atexit.unregister", taken_off.append)
    monkeypatch.setattr("sys.platform", "win32")
    native.tame()
    monkeypatch.undo()
    assert taken_off == [sys.modules["xlwings._xlwindows"].cleanup]
