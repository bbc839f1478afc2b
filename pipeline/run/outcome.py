"""What became of one workbook in a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.analysis.gather import Findings
    from pipeline.domain.cell import Cell
    from pipeline.plan.plan_row import Plan
    from pipeline.reading.problems import Problem
    from pipeline.reading.workbook import Reading

# written     results are in the workbook            unchanged   they say what already stood there
# checked     computed, not to be written            open        somebody has it open; left alone
# refused     cannot be read, or not safely written  foreign     not a Concord workbook
# strict      has cell errors, --strict was given    failed      our own mistake
# waiting     left for the next run, not opened
Status = Literal["written", "unchanged", "checked", "open", "refused", "foreign", "strict", "failed", "waiting"]
NEEDS_ATTENTION = frozenset({"open", "refused", "strict", "failed", "waiting"})


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One workbook's status, the reason in one sentence where there is one, and what was found.

    `reading` and `findings` are None where the workbook could not be read; `problems` are all messages
    about cells; `actions` counts the action plan's rows by state, `plan` has them all. `content` is the
    SHA-256 (hex) of what the file holds now, "" where that was not read.
    """

    path: Path
    status: Status
    reason: str = ""
    notes: tuple[str, ...] = ()
    reading: Reading | None = None
    findings: Findings | None = None
    problems: tuple[Problem, ...] = ()
    actions: Mapping[str, int] = field(default_factory=dict)
    content: str = ""
    plan: Plan | None = None

    @property
    def cell_errors(self) -> int:
        """How many cells could not be understood."""
        return sum(problem.severity == "high" for problem in self.problems)

    def where(self, cell: Cell | None) -> tuple[str, str]:
        """The sheet and address of a cell, both "" where there is none."""
        if cell is None or self.reading is None:
            return "", ""
        return self.reading.places.sheet(cell.table), self.reading.places.address(cell)
