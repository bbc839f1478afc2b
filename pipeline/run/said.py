"""What came of a workbook, in the same words on a terminal and in Excel."""

from __future__ import annotations

from collections import Counter

from pipeline.domain.finding import SEVERITIES
from pipeline.run.outcome import Outcome

SENTENCES = {
    "written": "The results are in the workbook.",
    "unchanged": "The results already stood in the workbook; nothing was written.",
    "checked": "Nothing was written.",
}


def totals(outcome: Outcome, checks_only: bool) -> str:
    """One line: how many cells to mend, mentions, findings and actions."""
    errors = outcome.cell_errors
    mentions = len(outcome.problems) - errors
    parts = [count(errors, "cell to mend", "cells to mend"), count(mentions, "mention")]
    if outcome.findings is not None and not checks_only:
        by = Counter(found.severity for found in outcome.findings.shown)
        some = ", ".join(f"{by[code]} {code}" for code in SEVERITIES if by[code])
        parts.append(count(sum(by.values()), "finding") + (f" ({some})" if some else ""))
        states = ", ".join(f"{number} {state}" for state, number in outcome.actions.items() if number)
        parts.append(count(sum(outcome.actions.values()), "action") + (f" ({states})" if states else ""))
    return " · ".join(parts)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
