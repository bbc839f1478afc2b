"""One partnership in numbers, in two editions: all that there is, and what others may be told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.actions import shared_actions
from pipeline.disclosure.audience import OUTSIDE, PARTIES
from pipeline.disclosure.reduced import found, is_shared, reduced
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import Finding
from pipeline.plan.plan_row import Plan, PlanRow
from pipeline.reading.problems import Problem
from pipeline.results.actions import overdue, to_be_done
from pipeline.results.partner_balance import missing_views

Json = dict[str, Any]

# Whether a row in them was seen is no secret; the rows of the others are looked at one by one.
_OF_ALL = ("Arrangement", "Partners")


def editions(assessment: Assessment, findings: Iterable[Finding], plan: Plan, problems: Collection[Problem]) -> Json:
    """What is told of a workbook that was read: `parties` and `outside`, an edition each, and the parties' `codes`.

    An edition holds `findings`: severity by id. `actions`: by id whether it is overdue or reopened
    (`late`, `back`). `partners`, `parties`, `missing` (views), `mend` (cells), `risks`, and for others
    `kept` (how many of the risks are not shared): numbers. `valid_until`: ISO or "". `views`, which only the
    parties have, is how each risk stood: see `risk_views`.
    """
    given, seen = assessment.arrangement, reduced(assessment)
    kept = sum(not is_shared(risk) for risk in given.risks)
    return {
        "codes": list(given.party_codes),
        PARTIES: {
            "findings": {item.id: item.severity for item in findings},
            "actions": _actions(plan.rows, assessment.today),
            "mend": sum(problem.severity == "high" for problem in problems),
            "views": risk_views(assessment), **_counts(assessment, given),
        },
        OUTSIDE: {
            "findings": {item.id: item.severity for item in found(seen).counted},
            "actions": _actions(shared_actions(plan, assessment, seen), assessment.today),
            "mend": sum(_may_be_counted(problem, seen.arrangement) for problem in problems),
            **_counts(seen, given), "kept": kept,
        },
    }  # fmt: skip


def risk_views(assessment: Assessment) -> Json:
    """Of each risk by id whether it is open, accepted or closed, and the scores that count by party."""
    return {
        view.risk.id: [
            "open" if view.is_open else "accepted" if view.is_live else "closed", dict(view.party_scores)
        ]
        for view in assessment.risks
    }  # fmt: skip


def _counts(seen: Assessment, given: Arrangement) -> Json:
    until = given.day("valid_until")
    return {
        "partners": len(given.partners), "parties": len(given.parties), "risks": len(given.risks),
        "missing": sum(missing_views(seen, code) for code in given.party_codes),
        "valid_until": until.isoformat() if until else "",
    }  # fmt: skip


def _actions(rows: Iterable[PlanRow], today: date) -> Json:
    return {
        row.action or f"M-{row.source}": {"late": overdue(row, today), "back": row.value("state") == "reopened"}
        for row in rows
        if to_be_done(row)
    }


def _may_be_counted(problem: Problem, seen: Arrangement) -> bool:
    """Whether a cell to mend is counted: not those of rows that are not told, or of which that is not known."""
    if problem.severity != "high":
        return False
    if problem.cell is None or problem.table in _OF_ALL:
        return True
    return problem.table != "ActionPlan" and problem.cell.row in {row.row for row in seen.table_rows(problem.table)}
