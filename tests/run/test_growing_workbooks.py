"""Workbooks that are made to cost time: a run takes more steps as they grow, never more for each thing in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks.hostile import LATER, kinds
from pipeline.run.batch.options import Options
from pipeline.run.workbook.process import process
from tests.chance import examples
from tests.xlsx.writer.growing import steps

KINDS = dict(kinds())
# In every run a few that no smaller test is about, in a deep run all of them.
ALWAYS = (
    "conditional formats",
    "sheets that are one part",
    "risks passed round in a circle",
    "risks of one event that nobody will meet",
    "activities that support each other",
    "budget lines for the same risk",
    "actions of findings that are gone",
    "risks and activities of as many events that begin alike",
    "budget lines with unknown ids without numbers",
    "budget lines with long unknown ids",
)
NOTHING, FEW, MANY = 1, 30_000, 120_000  # bytes of what the kind is about
# Four times as much may take five times the steps: sorting adds its logarithm, a square would take sixteen.
MOST = 5


def taken(path: Path, make: Callable[[int], bytes], size: int) -> int:
    path.write_bytes(make(size))
    return steps(lambda: process(path, Options(today=LATER)))


def test_four_times_as_much_in_a_workbook_takes_about_four_times_the_steps(tmp_path: Path) -> None:
    names = [*ALWAYS, *(name for name in KINDS if name not in ALWAYS)][: examples(len(ALWAYS))]
    taken(tmp_path / "x.xlsx", KINDS[names[0]], NOTHING)  # what is loaded once in a process is loaded here
    grown = {}
    for name in names:
        usual, few, many = (taken(tmp_path / "x.xlsx", KINDS[name], size) for size in (NOTHING, FEW, MANY))
        if many - usual > MOST * (few - usual) + usual // 3:
            grown[name] = (usual, few, many)
    assert grown == {}
