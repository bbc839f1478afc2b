"""What is installed is complete: the built wheel makes and runs a workbook from elsewhere, without this folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("pipeline", "schemas", "setup.cfg", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command of a fresh environment that holds the wheel; its dependencies are lent by the one we run in."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        source = ROOT / name
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(source, folder / "src" / name, ignore=ignored) if source.is_dir() else shutil.copy(
            source, folder / "src" / name
        )
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    # As pip does it, which starts Python three times for that; `pyproject.toml` names what builds.
    build = f"from setuptools.build_meta import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=folder / "src", check=True, capture_output=True)
    wheel = next(folder.glob("*.whl"))
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder / "env")], check=True)
    python = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [*pip, "--python", str(python), "install", "--no-compile", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return [str(python), "-m", "pipeline"]


def test_the_installed_command_makes_and_runs_a_workbook_from_elsewhere(installed: list[str], tmp_path: Path) -> None:
    # Folders on PYTHONPATH lend their packages, but not the link to this folder that an editable install leaves.
    lent = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")}

    def call(*arguments: str) -> str:
        done = subprocess.run(
            [*installed, *arguments], cwd=tmp_path, env=lent, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    partners = ["--partner", "INTL=Harbour Relief", "--partner", "LOCA=Green Valley"]
    call("new", "a.xlsx", "--title", "Clinic access", *partners, "--catalogue", "joint_review")
    assert "The results are in the workbook" in call("run", "a.xlsx")
    assert "ACT-03" in call("rules")


def test_the_migrations_of_the_history_are_installed_with_it(installed: list[str], tmp_path: Path) -> None:
    lent = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")}
    look = "from pipeline.store.migrate import MIGRATIONS; print(sorted(p.name for p in MIGRATIONS.rglob('v*.py')))"
    shown = subprocess.run(
        [installed[0], "-c", look], cwd=tmp_path, env=lent, capture_output=True, text=True, check=True
    )
    there = sorted(path.name for path in (ROOT / "pipeline/store/migrations/versions").glob("v*.py"))
    assert shown.stdout.strip() == repr(there)
