"""What came of one workbook as plain values, in the shape of `--json` (schemas/json/output.schema.json).

Loaded only by processes that read workbooks.
"""

from __future__ import annotations

from typing import Any

from pipeline.domain.finding import Finding
from pipeline.plan.action_id import action_of
from pipeline.plan.plan_row import PlanRow
from pipeline.plan.shape import as_day, plain_text
from pipeline.reading.problems import Problem
from pipeline.report.agenda import hear_first, written
from pipeline.results.actions import status_said
from pipeline.results.rows import Place, ResultRow
from pipeline.run.workbook.outcome import Outcome
from schemas.vocabulary import compared

Json = dict[str, Any]


def plain(outcome: Outcome) -> Json:
    """Findings, actions, topics of the agenda and checks."""
    shown = outcome.findings.shown if outcome.findings is not None else ()
    return {
        "findings": [_finding(outcome, found) for found in shown],
        "actions": [_action(row) for row in outcome.plan.rows if row.action] if outcome.plan else [],
        "topics": _topics(outcome),
        "checks": [_check(problem) for problem in outcome.problems],
    }


def _finding(outcome: Outcome, found: Finding) -> Json:
    sheet, address = outcome.where(found.cell)
    return {
        "id": found.id, "rule": found.rule, "subject": found.subject, "severity": found.severity,
        "rows": list(found.rows), "partners": list(found.partners), "sheet": sheet, "cell": address,
        "message": found.says, "suggested_action": found.do, "source": found.source, "absorbed": list(found.absorbed),
        "shown_in": found.shown_in, "action": action_of(found) if found.proposes_action else "",
        "parts": [
            {"rule": part.rule, "subject": part.subject, "severity": part.severity, "rows": list(part.rows),
             "message": part.says, "suggested_action": part.do}
            for part in found.parts
        ],
    }  # fmt: skip


def _action(row: PlanRow) -> Json:
    """A row of the action plan: what the run proposes, and what people wrote beside it."""
    theirs = row.standing.found.values if row.standing else {}
    due = as_day(theirs.get("agreed_due"))
    return {
        "action": row.action, "kind": row.kind, "priority": row.value("priority"), "state": row.value("state"),
        "what_to_do": row.value("what_to_do"), "rules": _listed(row.value("rules")),
        "partners": _listed(row.value("partners")), "proposed_responsible": row.value("proposed_responsible"),
        "proposed_due": row.value("proposed_due"), "what_we_agreed": plain_text(theirs.get("what_we_agreed")),
        "agreed_responsible": plain_text(theirs.get("agreed_responsible") or ()),
        "agreed_due": due.isoformat() if due else "", "status": status_said(row),
    }  # fmt: skip


def _listed(said: str) -> list[str]:
    return [part.strip() for part in said.split(",") if part.strip()]


def _topics(outcome: Outcome) -> list[Json]:
    if outcome.results is None:
        return []
    rows = next((table.rows for table in outcome.results.tables if table.name == "Agenda"), ())
    by_id = {str(row["topic_id"]): row for row in rows}
    said = written(outcome.reading.present.get("Agenda") if outcome.reading else None)
    made = []
    for placed in outcome.results.agenda:
        row, topic = by_id[placed.topic.id], placed.topic
        agreed, again = said.get(compared(topic.id), ("", ""))
        made.append({
            "topic": topic.id, "no": placed.number, "minutes": row["minutes"], "severity": topic.severity,
            "title": row["topic"], "hear_first": list(hear_first(row)), "found": row["what_was_found"],
            "to_decide": row["to_decide"], **_where(outcome, row), "findings": [found.id for found in topic.findings],
            "actions": [one.action for one in topic.rows], "what_we_agreed": agreed, "look_again_on": again,
        })  # fmt: skip
    return made


def _where(outcome: Outcome, row: ResultRow) -> Json:
    place = row["cell"]
    sheet, address = outcome.where(place.cell if isinstance(place, Place) else None)
    return {"sheet": sheet, "cell": address}


def _check(problem: Problem) -> Json:
    return {
        "rule": problem.check, "severity": problem.severity, "sheet": problem.sheet, "cell": problem.address,
        "column": problem.header, "found": problem.found, "message": problem.says, "what_to_do": problem.do,
    }  # fmt: skip
