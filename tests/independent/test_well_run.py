"""A useful list is short (docs/rules.md, Severity): here some more than for the sample, for chance leaves more open."""

from __future__ import annotations

from statistics import mean

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Finding
from pipeline.findings.engine import find
from tests.independent import same
from tests.independent.test_same_findings import slowly
from tests.independent.well_run import TODAY, well_run

SEEDS = range(20)


def gaps(seed: int) -> list[Finding]:
    return [
        found
        for found in find(Assessment.of(well_run(seed), TODAY)).shown
        if found.shown_in == "Gaps" and found.area != "OBS"
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_it_has_the_size_that_the_rules_speak_of(seed: int) -> None:
    made = well_run(seed)
    sizes = (made.partners, made.risks, made.activities, made.indicators, made.lines)
    assert [len(rows) for rows in sizes] == [3, 30, 60, 40, 25]


def test_it_gets_a_short_list() -> None:
    counts = [len(gaps(seed)) for seed in SEEDS]
    assert 35 <= mean(counts) <= 50
    assert max(counts) <= 60


def test_less_than_half_of_them_are_high_or_critical() -> None:
    counts = [sum(found.severity in ("critical", "high") for found in gaps(seed)) for seed in SEEDS]
    assert 12 <= mean(counts) <= 20
    assert max(counts) <= 28


@pytest.mark.parametrize("seed", SEEDS)
def test_both_computations_agree_on_it(seed: int) -> None:
    made = well_run(seed)
    assert same.findings(made, TODAY) == slowly(made, TODAY)
