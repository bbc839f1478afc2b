"""The buttons through xlwings' own code for macOS: every question of ours is one that this code asks."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.excel.session import native
from tests.excel.real.clicks import clicked


def test_check_run_and_next_finding_do_what_they_do_over_the_test_engine(
    app: Any, tmp_path: Path, with_results: Path, request: pytest.FixtureRequest
) -> None:
    here = clicked(app, lambda: app, Path(shutil.copy(with_results, tmp_path / "engine.xlsx")))
    copy = Path(shutil.copy(with_results, tmp_path / "macos.xlsx"))
    there = clicked(app, lambda: request.getfixturevalue("macos"), copy)
    assert "The results are in the workbook." in there.said[1]
    assert "Nothing was written" in there.said[3]
    assert there.left == here.left
    assert [there.said[0], there.said[2]] == [here.said[0], here.said[2]]


def test_nobodys_macro_is_called_when_python_ends(macos: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taken_off: list[Any] = []
    monkeypatch.setattr("atexit.unregister", taken_off.append)
    native.tame()
    assert taken_off == [sys.modules["xlwings._xlmac"].cleanup]
