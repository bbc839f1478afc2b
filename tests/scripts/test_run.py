"""`python scripts/run.py`, a newcomer's first command: nothing that somebody wrote goes, and no wait is silent."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def script(name: str) -> ModuleType:
    """A script as it is loaded when it is called."""
    spec = importlib.util.spec_from_file_location(f"script_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script `run.py`."""
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    return script("run")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder of samples."""
    folder = tmp_path / "source"
    folder.mkdir()
    for name in ("a.xlsx", "b.xlsx"):
        (folder / name).write_bytes(name.encode())
    return folder


def ran(run: ModuleType, source: Path, copies: Path) -> list[str]:
    """Copy, write results into what the record does not call unchanged, remember; the names of what was kept."""
    kept: list[str] = run.copied(source, copies)
    for copy in copies.glob("*.xlsx"):
        if b"results" not in copy.read_bytes():
            copy.write_bytes(copy.read_bytes() + b" results")
    run.remember(source, copies, kept)
    return kept


def test_a_copy_in_which_somebody_wrote_stays_and_is_named(run: ModuleType, source: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    assert ran(run, source, copies) == []
    (copies / "a.xlsx").write_bytes(b"my note")
    assert [ran(run, source, copies) for _ in range(2)] == [["a.xlsx"], ["a.xlsx"]]
    assert (copies / "a.xlsx").read_bytes() == b"my note results"


def test_what_else_somebody_put_there_stays(run: ModuleType, source: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    ran(run, source, copies)
    (copies / "mine.xlsx").write_bytes(b"mine")
    ran(run, source, copies)
    assert (copies / "mine.xlsx").read_bytes() == b"mine results"


def test_a_copy_that_nobody_changed_follows_its_sample(run: ModuleType, source: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    ran(run, source, copies)
    (source / "b.xlsx").write_bytes(b"newer")
    assert ran(run, source, copies) == []
    assert (copies / "b.xlsx").read_bytes() == b"newer results"


def test_a_copy_that_somebody_changed_does_not(run: ModuleType, source: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    ran(run, source, copies)
    (copies / "b.xlsx").write_bytes(b"my note")
    (source / "b.xlsx").write_bytes(b"newer")
    assert ran(run, source, copies) == ["b.xlsx"]
    assert b"my note" in (copies / "b.xlsx").read_bytes()


def test_without_a_record_whatever_is_no_fresh_copy_stays(run: ModuleType, source: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    ran(run, source, copies)
    (copies / run.RECORD).write_text("[", encoding="utf-8")
    assert ran(run, source, copies) == ["a.xlsx", "b.xlsx"]


def test_setting_up_says_each_step_as_it_begins_and_how_long_it_took() -> None:
    program = (
        "import sys; sys.path.insert(0, '.'); import environment\n"
        "environment._run('2 of 3: installing packages', [sys.executable, '-c', 'print(\"Collecting a\")'], 40)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "scripts", capture_output=True, text=True, check=True
    )
    lines = done.stderr.splitlines()
    assert lines[0] == "  2 of 3: installing packages ... 0 s"
    assert lines[-1].startswith("  2 of 3: installing packages (1 of 40 found) ... ")


def test_a_step_that_does_not_work_shows_why_and_what_to_do() -> None:
    program = (
        "import sys; sys.path.insert(0, '.'); import environment\n"
        "environment._run('installing', [sys.executable, '-c', 'exit(\"no route\")'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "scripts", capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "no route" in done.stderr
    assert "Is the package index reachable?" in done.stderr
