"""Excel for every test here: an instance of the test engine, closed afterwards, and a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlwings

from tests.excel.engine import install


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for copies, log and settings."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "APPDATA", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def app() -> Iterator[Any]:
    """A running Excel without workbooks."""
    engine = install()
    impl = engine.apps.add()
    yield xlwings.App(impl=impl)
    impl.quit()
    if hasattr(xlwings.Book, "_mock_caller"):
        del xlwings.Book._mock_caller  # nothing else clears it
