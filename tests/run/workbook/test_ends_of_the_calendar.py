"""A run on the first or last day of the calendar, and with thresholds of any size, is a run like any other."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from schemas.thresholds import defaults
from tests.run.made import run

SAMPLES = Path(__file__).resolve().parents[3] / "workbooks" / "samples"
SIZES = {"shipped": defaults(), "none": dict.fromkeys(defaults(), 0.0), "endless": dict.fromkeys(defaults(), 1e300)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("name", ["as-people-leave-them", "energy-supply-network"])
def test_it_is_written_and_the_next_run_finds_nothing_new(name: str, day: date, size: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(SAMPLES / f"{name}.xlsx", tmp_path))
    assert run(path, day, thresholds=SIZES[size]).status == "written"
    assert run(path, day, thresholds=SIZES[size]).status == "unchanged"
