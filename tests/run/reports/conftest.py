"""A first run over two workbooks, which comes before nearly every test of reports: made once for each audience."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, rmtree

import pytest

from tests.run.leaving import left, put


class FirstRun:
    """A folder with two workbooks and what a first run over it leaves; both are put back where they were made."""

    def __init__(self, place: Path) -> None:
        self.now, self._kept = place / "now", place / "kept"

    @property
    def folder(self) -> Path:
        return self.now / "in"

    def before(self) -> None:
        """The folder as it is before it."""
        rmtree(self.now, ignore_errors=True)
        put(self.folder, "clinic.xlsx")
        put(self.folder, "school.xlsx")

    def after(self, audience: str = "parties") -> None:
        """The folder, its reports and what Concord remembers as they are after it."""
        kept = self._kept / audience
        if not kept.exists():
            self.before()
            left(self.folder, out=self.now / "out", audience=audience)
            copytree(self.now, kept)
        rmtree(self.now)
        copytree(kept, self.now)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> FirstRun:
    return FirstRun(tmp_path_factory.mktemp("first run"))


@pytest.fixture
def first(made: FirstRun, monkeypatch: pytest.MonkeyPatch) -> FirstRun:
    monkeypatch.setenv("CONCORD_STATE", str(made.now / "state"))
    made.before()
    return made


@pytest.fixture
def folder(first: FirstRun) -> Path:
    return first.folder


@pytest.fixture
def out(first: FirstRun) -> Path:
    return first.now / "out"
