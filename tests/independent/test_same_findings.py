"""Two computations of every rule but OBS, made from docs/rules.md apart from each other, find the same."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.findings.engine import find
from schemas.spec import optional_tables
from tests.chance import examples
from tests.independent import compute, same
from tests.independent.book import alike
from tests.independent.optional_rows import MADE
from tests.independent.sight import Found
from tests.independent.strategies import TELLING, cases, much_found

# The tables of docs/rules.md.
SEVERITIES = """\
ARR-01 high
ARR-02 high medium
ARR-03 medium
ARR-04 high
ARR-05 medium
ARR-06 low
ARR-07 high
ARR-08 low medium
ARR-09 low
PAR-01 critical
PAR-02 medium
PAR-03 medium
PAR-04 medium
PAR-05 high
PAR-06 high
PAR-07 medium
PAR-08 medium
RSK-01 low high
RSK-02 critical high
RSK-03 high medium
RSK-04 high
RSK-05 critical high
RSK-06 high medium
RSK-07 low
RSK-08 medium
RSK-09 medium
RSK-10 low
RSK-11 high medium
RSK-12 medium
RSK-13 high
RSK-14 high medium
RSK-15 low
RSK-16 medium
ACT-01 high medium
ACT-02 info
ACT-03 high
ACT-04 high low
ACT-05 medium
ACT-06 low
ACT-07 low
ACT-08 medium
ACT-09 low medium
ACT-10 medium
ACT-11 medium
ACT-12 info
ACT-13 medium
ACT-14 medium
IND-01 high medium
IND-02 medium
IND-03 low
IND-04 medium high
IND-05 info
IND-06 info
IND-07 low medium high
IND-08 medium high
BUD-01 low medium high
BUD-02 low
BUD-03 low medium high
BUD-04 medium high
BUD-05 high
BUD-06 medium high
BUD-07 low
BUD-08 high
PLAN-01 low
PLAN-02 medium
PLAN-03 medium
EXIT-01 high
VIEW-01 medium
VIEW-02 low
INC-01 high
INC-02 medium
INC-03 medium
INC-04 low
AGR-01 high
AGR-02 medium
AGR-03 medium
AGR-04 medium
SUP-01 medium
SUP-02 low
SUP-03 low
ADV-01 low
ADV-02 high
ADV-03 medium
EXE-01 medium
EXE-02 medium
EXE-03 low
STEP-01 high
STEP-02 medium
STEP-03 medium
COM-01 high
COM-02 medium
SRV-01 high
SRV-02 high
SRV-03 high
RES-01 high
RES-02 medium
LEG-01 medium
LEG-02 medium"""


def slowly(arrangement: Arrangement, today: date) -> set[Found]:
    """The independent findings, their rows where docs/rules.md defines them."""
    found = compute.findings(arrangement, today)
    return {replace(one, rows=frozenset[str]()) if one.rule in same.ROWS_ARE_FREE else one for one in found}


def once_spaced(text: str) -> str:
    return " ".join(text.split())


def told(found: set[Found]) -> list[str]:
    return sorted(map(str, found))


@settings(max_examples=examples(150))
@given(cases())
def test_both_computations_find_the_same(case: tuple[Arrangement, date]) -> None:
    quick, slow = same.findings(*case), slowly(*case)
    assert told(quick - slow) == told(slow - quick) == []


@settings(max_examples=examples(60))
@given(cases(most=24))
def test_both_computations_find_the_same_in_long_tables(case: tuple[Arrangement, date]) -> None:
    quick, slow = same.findings(*case), slowly(*case)
    assert told(quick - slow) == told(slow - quick) == []


@pytest.mark.parametrize("kind", ["event", "element"])
def test_an_event_or_element_is_shown_in_a_commonest_spelling(kind: str) -> None:
    ways = []
    for arrangement, today in map(much_found, TELLING):
        rows = arrangement.indicators if kind == "element" else (*arrangement.risks, *arrangement.activities)
        written = Counter(once_spaced(getattr(row, kind)) for row in rows)
        for finding in find(Assessment.of(arrangement, today)).shown:
            if finding.kind == kind:
                often = {text: times for text, times in written.items() if alike(text) == alike(finding.subject)}
                assert often[finding.subject] == max(often.values())
                ways.append(len(often))
    assert max(ways) > 1  # else there was nothing to choose


def test_every_sheet_that_people_ask_for_and_that_has_rules_has_rows_in_what_is_compared() -> None:
    assert [of.name for of in optional_tables() if of.area] == list(MADE)


def test_both_computations_find_the_same_of_every_rule_in_every_severity() -> None:
    """Where an arrangement or a rule has changed so that TELLING shows not all of them any more, other seeds do."""
    met: set[str] = set()
    for case in map(much_found, TELLING):
        met |= {f"{sight.rule} {sight.severity}" for sight in compute.sights(*case)}
        quick, slow = same.findings(*case), slowly(*case)
        assert told(quick - slow) == told(slow - quick) == []
    assert sorted(met) == sorted(
        f"{rule} {one}" for rule, *each in map(str.split, SEVERITIES.splitlines()) for one in each
    )
