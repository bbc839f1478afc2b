"""Every rule against its cases in `cases/*.yaml`: silent ones first, then what must be found.

A case has a `name` (a sentence), small tables, and `finds`: a list of findings of the rules of that
file, each `RULE/subject severity [at Table.column@row-id]`. Only rules named by the file's `rules`
are compared, so that a case need not be perfect in every other respect. `says` lists parts of the
sentence by finding, `also` its rows, partners or what it absorbed.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import Finding
from pipeline.findings.engine import gather
from pipeline.findings.registry import rules
from schemas.thresholds import defaults
from schemas.vocabulary import compared
from schemas.yaml_file import parse
from tests.rules.tables import arrangement

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 22)


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        data = parse(path.read_text(encoding="utf-8"), path.name)
        found += [pytest.param(data["rules"], case, id=f"{path.stem}: {case['name']}") for case in data["cases"]]
    return found


def _where(given: Arrangement, found: Finding) -> str:
    cell = found.cell
    if cell is None:
        return "nowhere"
    if cell.table == "Arrangement":
        names = {row: name for name, row in given.field_rows.items()}
        return f"Arrangement.value@{names[cell.row]}"
    ids = {row.row: row.id for row in given.table_rows(cell.table)}
    return f"{cell.table}.{cell.column}@{ids.get(cell.row, 'header')}"


@pytest.mark.parametrize(("names", "case"), _cases())
def test_rule_finds_what_the_case_says(names: list[str], case: dict[str, Any]) -> None:
    given = arrangement(case)
    today = case.get("today", TODAY)
    thresholds = {**defaults(), **case.get("thresholds", {})}
    assessment = Assessment.of(given, today, thresholds)
    looks = [rules()[name].look for name in (*names, *case.get("beside", ()))]
    shown = gather(assessment, [seen for look in looks for seen in look(assessment)]).shown
    found = [finding for finding in shown if finding.rule in names]
    expected = [text.partition(" at ") for text in case["finds"]]
    seen = {f"{f.rule}/{f.subject} {f.severity}": _where(given, f) for f in found}
    assert sorted(seen) == sorted(text for text, _, _ in expected)
    for text, _, where in expected:
        assert not where or seen[text] == where, text
    for finding in found:
        for part in case.get("says", {}).get(finding.id, []):
            assert compared(part) in compared(finding.says), finding.says
        for name, value in case.get("also", {}).get(finding.id, {}).items():
            assert getattr(finding, name) == tuple(value), finding


def test_every_rule_has_wording_and_every_wording_a_rule() -> None:
    from schemas import wording

    assert set(rules()) == set(wording.rules())


def test_every_rule_has_silent_cases_first_and_then_finds_something() -> None:
    """A rule without a case that is silent and one that finds something is not finished."""
    silent, finds = set(), set()
    for path in sorted(CASES.glob("*.yaml")):
        data = parse(path.read_text(encoding="utf-8"), path.name)
        silent |= {name for name in data["rules"] if not data["cases"][0]["finds"]}
        finds |= {text.partition("/")[0] for case in data["cases"] for text in case["finds"]}
    assert silent >= set(rules())
    assert finds >= set(rules())
