"""The buttons through xlwings' own code for macOS: every question of ours is one that this code asks."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel.session import native
from tests.excel.opened import texts
from tests.excel.real.test_windows import RESULTS, as_people_leave_it, pressed, with_results

__all__ = ["with_results"]


def test_check_run_and_next_finding_do_what_they_do_over_the_test_engine(
    app: Any, tmp_path: Path, with_results: Path, request: pytest.FixtureRequest
) -> None:
    said, left = [], []
    for name in ("engine.xlsx", "macos.xlsx"):
        book = as_people_leave_it(app, Path(shutil.copy(with_results, tmp_path / name)))
        door = request.getfixturevalue("macos") if name == "macos.xlsx" else app
        said.append([pressed(door, each, app).replace(name, "") for each in ("check", "run", "next_finding", "run")])
        left.append({table: texts(book, table) for table in RESULTS})
    assert "The results are in the workbook." in said[1][1]
    assert "Nothing was written" in said[1][3]
    assert left[1] == left[0]
    assert [said[1][0], said[1][2]] == [said[0][0], said[0][2]]


def test_nobodys_macro_is_called_when_python_ends(macos: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_off: list[Any] = []
    monkeypatch.setattr("atexit.unregister", taken_off.append)
    native.tame()
    assert taken_off == [sys.modules["xlwings._xlmac"].cleanup]
