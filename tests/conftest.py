"""What all tests share."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import settings

# Machines differ in speed: a slow one must not turn a passing property into a failing test.
settings.register_profile("concord", deadline=None, derandomize=True)
settings.load_profile("concord")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip, loudly and counted, a test whose system program is absent."""
    for mark in item.iter_markers("system"):
        for program in mark.args:
            if shutil.which(program) is None:
                pytest.skip(f"needs {program}, which is not installed here")
