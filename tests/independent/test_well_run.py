"""A useful list is short (docs/rules.md, Severity), on average of twenty arrangements left to chance."""

from __future__ import annotations

from statistics import mean

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.findings.engine import find
from pipeline.plan.merge import plan
from tests.independent import same
from tests.independent.optional_rows import MADE
from tests.independent.test_same_findings import slowly
from tests.independent.troubled import troubled
from tests.independent.well_run import TODAY, well_run
from tests.independent.well_run_sheets import with_sheets

SEEDS = range(20)


def counts(made: Arrangement) -> tuple[int, int, int]:
    """How many findings in Gaps, how many of them high or critical, and how many actions."""
    assessment = Assessment.of(made, TODAY)
    found = find(assessment)
    gaps = [one for one in found.shown if one.shown_in == "Gaps"]
    grave = [one for one in gaps if one.severity in ("critical", "high")]
    return len(gaps), len(grave), len(plan(assessment, found, None).actions)


@pytest.mark.parametrize("seed", SEEDS)
def test_it_has_the_size_that_the_rules_speak_of(seed: int) -> None:
    made = well_run(seed)
    sizes = (made.partners, made.risks, made.activities, made.indicators, made.lines)
    assert [len(rows) for rows in sizes] == [3, 30, 60, 40, 25]


def test_it_gets_about_30_findings_14_of_them_high_or_critical_and_20_actions() -> None:
    findings, grave, actions = zip(*map(counts, map(well_run, SEEDS)), strict=True)
    assert 27 <= mean(findings) <= 33
    assert max(findings) <= 45
    assert 9 <= mean(grave) <= 15
    assert mean(actions) <= 21


def test_a_troubled_one_gets_at_most_55_findings_and_40_actions() -> None:
    findings, _, actions = zip(*map(counts, map(troubled, SEEDS)), strict=True)
    assert max(findings) <= 55
    assert max(actions) <= 40


def test_with_the_sheets_that_people_ask_for_it_gets_at_most_eight_findings_more() -> None:
    assert set(with_sheets(well_run(0), 0).others) == set(MADE)
    more = [counts(with_sheets(well_run(seed), seed))[0] - counts(well_run(seed))[0] for seed in SEEDS]
    assert mean(more) <= 8
    assert max(more) <= 9


@pytest.mark.parametrize("seed", SEEDS)
def test_both_computations_agree_on_it(seed: int) -> None:
    made = with_sheets(well_run(seed), seed)
    assert same.findings(made, TODAY) == slowly(made, TODAY)
