"""One arrangement, kept in each language: the same findings, actions, topics and facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.plan.facts import facts
from pipeline.plan.neutral import SeenAgain
from pipeline.reading.workbook import Reading
from pipeline.results.compute import Results
from schemas.wording.languages import DEFAULT, speaking
from tests.chance import examples
from tests.independent.strategies import cases
from tests.languages.made import OTHERS, built, results_of


@settings(max_examples=examples(10))
@given(cases(most=6).filter(lambda case: 1 <= len(case[0].partners) <= 4))
def test_an_arrangement_says_the_same_in_every_language(case: tuple[Arrangement, date]) -> None:
    arrangement, today = case
    expected = said(*results_of(built(DEFAULT, arrangement), today), today)
    for code in OTHERS:
        reading, results = results_of(built(code, arrangement), today)
        assert reading.language == code
        found = said(reading, results, today)
        assert {name: found[name] for name in expected if found[name] != expected[name]} == {
            name: expected[name] for name in expected if found[name] != expected[name]
        }, code


def said(reading: Reading, results: Results, today: date) -> Mapping[str, Any]:
    """All that is the same whatever the language."""
    arrangement = reading.arrangement
    others = {name: rows for name, rows in arrangement.others.items() if name != "Scales"}
    with speaking(reading.language):
        again = SeenAgain(Assessment.of(arrangement, today))
        told = {row.action: facts(row.found, arrangement.by_code, again) for row in results.plan.rows}
    return {
        "arrangement": replace(
            arrangement, fields={**arrangement.fields, "language": ""}, others=others, columns=(),
        ),
        "findings": [(one.rule, one.subject, one.severity, one.rows, one.cell) for one in results.findings.shown],
        "checks": [(one.check, one.cell, one.severity) for one in reading.problems],
        "plan": [
            (row.kind, row.action, *(row.value(name) for name in ("state", "priority", "area")))
            for row in results.plan.rows
        ],
        "facts": {action: {name: one.digests for name, one in of.items()} for action, of in told.items()},
        "agenda": [(one.topic.id, one.number, one.minutes) for one in results.agenda],
    }  # fmt: skip
