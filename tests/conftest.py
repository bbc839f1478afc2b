"""What all tests share."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from pipeline.run.batch.settle import unsettled
from pipeline.run.batch.workers import can_start
from tests import chance
from tests.office import LibreOffice

pytest_plugins = ["tests.databases", "tests.report.browser"]
CAN_START = can_start
chance.register()
settings.load_profile("concord")
os.environ["CONCORD_LANGUAGE"] = "en"  # whatever this computer speaks; programs that are called have it, too


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist looks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file are run by one worker, which makes but once what they share, unless they name another group."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.location[0]))


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: it is not looked through for garbage again and again."""
    gc.collect()
    gc.freeze()


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


@pytest.fixture(autouse=True, scope="session")
def in_this_process() -> Iterator[None]:
    """Workbooks are worked through in the test's own process, as where the system lets us start no other.

    A worker shows the same and takes several times as long: it begins with nothing done. And here a test can put its
    own functions in place of ours. Tests that are about workers ask for `by_workers`.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.run.batch.workers.can_start", lambda: False)
        yield


@pytest.fixture(autouse=True, scope="session")
def no_wait_for_files_that_settle() -> Iterator[None]:
    """A run asks once more, after a second, whether a young file is still being copied; of ours none is.

    Tests that are about it say themselves how it is waited.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unsettled, "__kwdefaults__", {"sleep": lambda seconds: time.sleep(min(seconds, 0.01))})
        yield


@pytest.fixture
def by_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workbooks are worked through by workers, as people have it."""
    monkeypatch.setattr("pipeline.run.batch.workers.can_start", CAN_START)
