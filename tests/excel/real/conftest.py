"""The running Excel of the test engine, reached through xlwings' own code for Windows and for macOS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings

from tests.excel.real.apple_events import App
from tests.excel.real.appscript import xlwings_for_macos
from tests.excel.real.com_objects import Application
from tests.excel.real.pywin32 import WINDOW, xlwings_for_windows
from tests.run.made import after_a_run


@pytest.fixture
def windows(app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Excel on Windows (`xlwings.App`); `app.impl` is what the test engine knows of the same one."""
    with xlwings_for_windows(lambda: Application(app.impl)) as code:
        monkeypatch.setattr("pipeline.excel.session.number_formats._known", {})
        engines: Any = xlwings.engines
        before = engines.active
        engines.active = xlwings.Engine(impl=code.engine)
        yield xlwings.App(impl=code.App(xl=WINDOW))
        engines.active = before


@pytest.fixture
def macos(app: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The same on macOS."""
    with xlwings_for_macos(lambda: App(app.impl)) as code:
        monkeypatch.setattr("pipeline.excel.session.native.sys", SimpleNamespace(platform="darwin"))
        engines: Any = xlwings.engines
        before = engines.active
        engines.active = xlwings.Engine(impl=code.engine)
        yield xlwings.App(impl=code.App(xl=App(app.impl)))
        engines.active = before


@pytest.fixture(scope="module")
def with_results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "clinic.xlsx"
    path.write_bytes(after_a_run())
    return path
