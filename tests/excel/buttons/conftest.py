"""What the tests of the buttons begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.excel.opened import made


@pytest.fixture
def book(app: Any, tmp_path: Path) -> Any:
    """A workbook of ours, open in the test engine."""
    return made(app, tmp_path)
