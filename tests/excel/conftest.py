"""Excel for every test here: an instance of the test engine, closed afterwards, and a home of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.excel.engine import excel


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
    with excel() as app:
        yield app
