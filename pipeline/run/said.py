"""What came of a workbook, in the same words on a terminal and in Excel."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.domain.finding import SEVERITIES
from pipeline.run.outcome import Outcome
from pipeline.run.report import Report, reported
from schemas.wording import phrase

FOREIGN = "This is not a Concord workbook; `concord new` makes one."
SENTENCES = {
    "written": "The results are in the workbook.",
    "unchanged": "The results already stood in the workbook; nothing was written.",
    "beside": "The results are in a copy beside the workbook, whose name ends in (Concord).",
    "checked": "Nothing was written.",
}


def absent(present: Collection[str]) -> tuple[str, ...]:
    """A sentence for each result table that somebody deleted; `present` are the names of those that are there.

    Figures only serves the charts: workbooks from before them do without both.
    """
    from schemas.spec import output_tables  # all that reads workbooks is behind it: the command itself does without

    gone = (table.name for table in output_tables() if table.name not in present and table.name != "Figures")
    return tuple(phrase("absent_table", table=name) for name in gone)


def totals(came: Report | Outcome, checks_only: bool) -> str:
    """One line: how many cells to mend, mentions, findings and actions."""
    report = came if isinstance(came, Report) else reported(came)
    parts = [count(report.cell_errors, "cell to mend", "cells to mend"), count(report.mentions, "mention")]
    if not checks_only:
        by = report.severities
        some = ", ".join(f"{by[code]} {code}" for code in SEVERITIES if by.get(code))
        parts.append(count(sum(by.values()), "finding") + (f" ({some})" if some else ""))
        states = ", ".join(f"{number} {state}" for state, number in report.actions.items() if number)
        parts.append(count(sum(report.actions.values()), "action") + (f" ({states})" if states else ""))
    return " · ".join(parts)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
