"""Faults of drives and of Windows, put in the way of the door's calls to the operating system."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from pipeline.files import rename_exchange


def windows_error(number: int) -> OSError:
    """An error as Windows raises it; elsewhere the attribute has to be set by hand."""
    problem = PermissionError(13, "The process cannot access the file")
    problem.winerror = number  # type: ignore[attr-defined]
    return problem


def refusing_to_open(monkeypatch: pytest.MonkeyPatch, path: Path, problem: OSError) -> None:
    """Let opening `path` for writing end in `problem`."""
    opened = Path.open

    def refusing(self: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if self == path and "+" in mode:
            raise problem
        return opened(self, mode, *rest, **more)

    monkeypatch.setattr(Path, "open", refusing)


def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let two files not change places, as on Windows and on network drives."""
    monkeypatch.setattr(rename_exchange, "_call", lambda: None)


class Failing:
    """Stands in for a function of `os`: raises the given problems one by one, then does the real thing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, name: str, *problems: OSError) -> None:
        self.real: Any = getattr(os, name)
        self.problems = list(problems)
        self.calls = 0
        monkeypatch.setattr(os, name, self)
        if name == "replace":
            without_exchange(monkeypatch)

    def __call__(self, *given: Any, **more: Any) -> Any:
        self.calls += 1
        if self.problems:
            raise self.problems.pop(0)
        return self.real(*given, **more)
