"""The buttons through xlwings' own code for Windows: every call of ours is one that this code makes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel.buttons import caller
from pipeline.excel.session import native
from tests.excel.coded import coded
from tests.excel.languages import GERMAN
from tests.excel.opened import opened
from tests.excel.real.clicks import as_people_leave_it, clicked, pressed
from tests.excel.real.pywin32 import WINDOW


def test_check_run_and_next_finding_do_what_they_do_over_the_test_engine(
    app: Any, tmp_path: Path, with_results: Path, request: pytest.FixtureRequest
) -> None:
    here = clicked(app, lambda: app, Path(shutil.copy(with_results, tmp_path / "engine.xlsx")))
    copy = Path(shutil.copy(with_results, tmp_path / "windows.xlsx"))
    there = clicked(app, lambda: request.getfixturevalue("windows"), copy)
    assert "The results are in the workbook." in there.said[1]
    assert "Nothing was written" in there.said[3]
    assert there.left == here.left
    assert there.filter == here.filter != {}
    assert there.is_protected
    assert here.is_protected
    assert [text.split("before-run")[0] for text in there.said] == [text.split("before-run")[0] for text in here.said]


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
