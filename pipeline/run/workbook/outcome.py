"""What became of one workbook in a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from schemas.wording.languages import DEFAULT

if TYPE_CHECKING:
    from pipeline.disclosure.untold import Untold
    from pipeline.domain.cell import Cell
    from pipeline.findings.engine import Findings
    from pipeline.plan.plan_row import Plan
    from pipeline.reading.problems import Problem
    from pipeline.reading.workbook import Reading
    from pipeline.results.compute import Results

# written     results are in the workbook            unchanged   they say what already stood there
# checked     computed, not to be written            open        somebody has it open; left alone
# refused     cannot be read, or not safely written  foreign     not a Concord workbook
# strict      has cell errors, --strict was given    failed      our own mistake
# beside      results are in a copy beside it
# waiting     left for the next run, not opened
# copy        made for one party or reader, of a workbook that is worked through by itself
# unreached   its drive or its folder went away before it could be read
Status = Literal[
    "written", "unchanged", "checked", "open", "refused", "foreign", "strict", "failed", "waiting", "beside",
    "unreached", "copy",
]  # fmt: skip
# What is no workbook of its own, and so is told only as a number.
NOT_COUNTED = frozenset({"foreign", "copy"})
NEEDS_ATTENTION = frozenset({"open", "refused", "strict", "failed", "waiting", "unreached"})


# What became of a file: its status, and the reason where it was not written.
Ending = tuple[Status, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What a workbook held when it was read, and what is to stand there instead, or `beside` it in a copy."""

    old: bytes
    new: bytes
    beside: bool = False


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One workbook's status, the reason in one sentence where there is one, and what was found.

    `reading` and `results` are None where the workbook could not be read; `problems` are all messages
    about cells. `content` is the SHA-256 (hex) of what the file holds now, "" where that was not read.
    `language` is that of what is told of it (`results`); what is written into the workbook is in the workbook's own.
    `change` is what is still to be put into the file. `copy` is where the copy from before lies of a workbook that
    is open in Excel. `kept` is what others are not told of its texts, where the run is for them.
    """

    path: Path
    status: Status
    reason: str = ""
    notes: tuple[str, ...] = ()
    reading: Reading | None = None
    results: Results | None = None
    problems: tuple[Problem, ...] = ()
    content: str = ""
    change: Change | None = None
    copy: Path | None = None
    language: str = DEFAULT
    kept: Untold | None = None

    @property
    def findings(self) -> Findings | None:
        """What was found."""
        return self.results.findings if self.results else None

    @property
    def plan(self) -> Plan | None:
        """The action plan."""
        return self.results.plan if self.results else None

    @property
    def actions(self) -> Mapping[str, int]:
        """How many actions are in each state."""
        return self.results.actions if self.results else {}

    @property
    def cell_errors(self) -> int:
        """How many cells could not be understood."""
        return sum(problem.severity == "high" for problem in self.problems)

    def where(self, cell: Cell | None) -> tuple[str, str]:
        """The sheet and address of a cell, both "" where there is none."""
        if cell is None or self.reading is None:
            return "", ""
        return self.reading.places.sheet(cell.table), self.reading.places.address(cell)
