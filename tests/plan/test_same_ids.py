"""Plain numbers as ids: a risk, an activity, an indicator and a line may all be called 1."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement, Row
from pipeline.domain.finding import Finding, subject_table
from pipeline.findings.engine import Findings, find
from pipeline.plan.action_id import found_actions
from pipeline.plan.cost import Costs
from pipeline.plan.merge import plan
from pipeline.plan.topics import topics
from schemas.tables.advocacy import Cause
from schemas.tables.incidents import Incident
from schemas.tables.support import Support
from tests.chance import examples
from tests.independent.strategies import cases

WORDS = {"Risks": "Risk", "Activities": "Activity", "Indicators": "Indicator"}


def number(id: str) -> str:
    """The id without its letter; those of a shipped catalogue stay."""
    return re.sub(r"^[RIB](?=\d+$)", "", id)


def numbered(given: Arrangement) -> Arrangement:
    """The same arrangement with plain numbers as ids, and words in front where the budget names them."""
    lines = []
    for line in given.lines:
        found = [(entry, given.references.readings(entry)) for entry in line.supports]
        spelled = tuple(f"{WORDS[to[0].table]} {number(to[0].id.upper())}" if to else entry for entry, to in found)
        lines.append(replace(line, line=number(line.line), supports=spelled))
    return replace(
        given,
        risks=tuple(replace(row, risk=number(row.risk)) for row in given.risks),
        indicators=tuple(replace(row, indicator=number(row.indicator)) for row in given.indicators),
        lines=tuple(lines),
        actions=tuple(replace(row, action=action(row.action)) for row in given.actions),
        others={name: tuple(_naming(row, given) for row in rows) for name, rows in given.others.items()},
    )


def _naming(row: Row, given: Arrangement) -> Row:
    """A row of a sheet that people asked for, with plain numbers where it names a risk, an indicator or an action."""
    if isinstance(row, Incident):
        found = given.references.readings(row.risk)
        return replace(row, risk=number(found[0].id.upper())) if found else row
    if isinstance(row, Support):
        return replace(row, about=number(row.about.strip().upper()))
    if isinstance(row, Cause):
        prefix, slash, subject = row.action.partition("/")
        return replace(row, action=f"{prefix}{slash}{number(subject.strip().upper())}")
    return row


def action(id: str) -> str:
    prefix, slash, subject = id.partition("/")
    return f"{prefix}{slash}{number(subject)}" if prefix in ("RSK", "IND", "BUD") else id


def told(found: Finding, renamed: bool) -> tuple[object, ...]:
    """What a finding is about, with the ids as numbers if they are not yet."""
    rename = (lambda id: id) if renamed else number
    is_row = found.kind == "row" and subject_table(found.rule) in ("Risks", "Indicators", "Budget")
    subject = rename(found.subject) if is_row else action(found.subject) if found.kind == "action" else found.subject
    refs = frozenset((table, action(id) if table == "ActionPlan" else rename(id)) for table, id in found.refs)
    # Rows of several tables have one natural order, which the letters in ids decide: the first one's cell may differ.
    cell = found.cell if len({table for table, _ in refs}) < 2 else None
    return found.rule, subject, found.kind, found.severity, cell, refs, found.partners


def looked(of: Arrangement, case: tuple[Assessment, Findings], renamed: bool) -> dict[str, object]:
    assessment, findings = case
    rename = (lambda id: id) if renamed else action
    acts = found_actions(findings)
    costs = Costs(assessment, [(act.id, act.priority) for act in acts.values()])
    meeting = topics(assessment, findings, plan(assessment, findings, None))
    return {
        "findings": {told(one, renamed) for found in findings.shown for one in found.each},
        "actions": {rename(act.id): (act.priority, costs.of(act.id)) for act in acts.values()},
        "topics": [
            (rename(topic.id), topic.severity, {assessment.risk_by_id[id].risk.row for id in topic.risks})
            for topic in meeting
        ],
    }


@given(cases())
@settings(max_examples=examples(30))
def test_what_is_found_and_planned_does_not_depend_on_how_rows_are_numbered(case: tuple[Arrangement, object]) -> None:
    of, today = case
    seen = {}
    for renamed, given_rows in ((False, of), (True, numbered(of))):
        assessment = Assessment.of(given_rows, today)  # type: ignore[arg-type]
        seen[renamed] = looked(given_rows, (assessment, find(assessment)), renamed)
    assert seen[True] == seen[False]
