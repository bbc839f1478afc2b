"""What others may be told of one partnership, in numbers: plain, small, and the same whatever the parties keep back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.plan.plan_row import Plan, PlanRow
from pipeline.portfolio.reduced import found, standing, visible
from pipeline.reading.problems import Problem
from pipeline.results.actions import FINISHED, STANDING, overdue
from pipeline.results.partner_balance import missing_views
from pipeline.run.options import Options
from pipeline.run.outcome import Outcome

Json = dict[str, Any]


def told(outcome: Outcome, options: Options) -> Json | None:
    """What may be told of a workbook as of the day of the options; None where it could not be read.

    `findings`: severity by id. `actions`: by id whether it is open, overdue or reopened (`late`,
    `back`). `partners`, `parties`, `missing` (views), `mend` (cells): numbers. `valid_until`: ISO or "".
    """
    if outcome.reading is None or outcome.plan is None:
        return None
    assessment = Assessment.of(outcome.reading.arrangement, options.today, options.thresholds)
    seen = visible(assessment)
    given = seen.arrangement
    valid_until = given.day("valid_until")
    return {
        "findings": {item.id: item.severity for item in found(seen).shown},
        "actions": {row.action or f"M-{row.source}": _state(row, assessment) for row in _open(outcome.plan, seen)},
        "partners": len(given.partners), "parties": len(given.parties),
        "missing": sum(missing_views(seen, code) for code in given.party_codes),
        "mend": sum(_may_be_told(problem, given) for problem in outcome.problems),
        "valid_until": valid_until.isoformat() if valid_until else "",
    }  # fmt: skip


def _open(plan: Plan, seen: Assessment) -> Iterator[PlanRow]:
    """The actions still to be done that stand without any row that is not told, and those that people added."""
    ids = standing(seen)
    for row in plan.rows:
        if _status(row) in FINISHED:
            continue
        if row.kind == "people" or (row.kind == "action" and row.value("state") in STANDING and row.action in ids):
            yield row


def _state(row: PlanRow, assessment: Assessment) -> Json:
    return {"late": overdue(row, assessment.today), "back": row.value("state") == "reopened"}


def _status(row: PlanRow) -> str:
    return str(row.standing.found.values.get("status") or "") if row.standing else ""


def _may_be_told(problem: Problem, given: Arrangement) -> bool:
    """Whether a cell to mend is counted: not those of rows that are not told, or of which that is not known."""
    if problem.severity != "high":
        return False
    if problem.cell is None or problem.table not in ("Risks", "Activities"):
        return True
    return problem.cell.row in {row.row for row in given.table_rows(problem.table)}
