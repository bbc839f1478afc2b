"""Commands in messages can be typed as they stand: the way this command was called."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli.terminal import typed

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent


@pytest.fixture
def as_script(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As scripts/run.py starts it."""
    monkeypatch.setenv(typed.VARIABLE, "python scripts\\run.py")
    typed.called.cache_clear()
    yield
    typed.called.cache_clear()


def said(*command: str, **environment: str) -> str:
    """What a command says of a command that there is none of."""
    done = subprocess.run(
        [*command, "runn"], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "COLUMNS": "200", **environment},
    )  # fmt: skip
    return done.stderr


def test_the_module_is_called_as_a_module() -> None:
    assert said(sys.executable, "-m", "pipeline").partition(" [")[0].endswith("-m pipeline")


def test_the_command_is_called_by_its_name_where_the_system_finds_it() -> None:
    assert said("concord", PATH=f"{BIN}{os.pathsep}{os.environ['PATH']}").startswith("Usage: concord [OPTIONS]")


def test_where_the_system_does_not_find_it_by_its_path() -> None:
    assert said(str(BIN / "concord"), PATH="/usr/bin").splitlines()[0].partition(" [")[0].endswith("bin/concord")


def test_who_starts_it_for_people_says_what_they_type() -> None:
    assert said(sys.executable, "-m", "pipeline", CONCORD_CALLED="python scripts/run.py").startswith(
        "Usage: python scripts/run.py [OPTIONS]"
    )


@pytest.mark.usefixtures("as_script")
@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("`concord restore FILE` lists them.", "`python scripts\\run.py restore FILE` lists them."),
        ("concord run a.xlsx; concord check .", "python scripts\\run.py run a.xlsx; python scripts\\run.py check ."),
        ("/srv/concord run/a.xlsx is not there.", "/srv/concord run/a.xlsx is not there."),
        ("Made by concord people.", "Made by concord people."),
        ("Concord run", "Concord run"),
    ],
)
def test_only_commands_are_replaced(sentence: str, shown: str) -> None:
    assert typed.as_typed(sentence) == shown
