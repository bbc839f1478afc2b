"""What all tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import chance
from tests.office import LibreOffice

pytest_plugins = ["tests.databases"]
chance.register()
settings.load_profile("concord")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, loudly and counted, a test whose system program is absent."""
    for mark in item.iter_markers("system"):
        for program in mark.args:
            if shutil.which(program) is None:
                pytest.skip(f"needs {program}, which is not installed here")


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> LibreOffice:
    """LibreOffice, for tests that are marked `system("soffice")`."""
    return LibreOffice(tmp_path_factory.mktemp("libreoffice"))


@pytest.fixture(autouse=True, scope="session")
def no_state_of_ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What Concord remembers goes into a folder of the tests, never into that of the person who runs them."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONCORD_STATE", str(folder))
        yield folder


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are worked through in the test's own process, where it can put its own functions in place of ours."""
    from pipeline.run.batch.workers import Crew

    def crew(limits: Any, here: bool) -> Crew:
        return Crew(limits, here=True)

    monkeypatch.setattr("pipeline.run.batch.batch.Crew", crew)
