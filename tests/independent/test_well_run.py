"""A useful list is short: 60 findings for a well-run arrangement, about 20 of them high (docs/rules.md, Severity)."""

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
    return [found for found in find(Assessment.of(well_run(seed), TODAY)).shown if found.shown_in == "Gaps"]


@pytest.mark.parametrize("seed", SEEDS)
def test_it_has_the_size_that_the_rules_speak_of(seed: int) -> None:
    made = well_run(seed)
    sizes = (made.partners, made.risks, made.activities, made.indicators, made.lines)
    assert [len(rows) for rows in sizes] == [3, 30, 60, 40, 25]


def test_it_gets_about_sixty_findings() -> None:
    counts = [len(gaps(seed)) for seed in SEEDS]
    assert 45 <= mean(counts) <= 75
    assert max(counts) <= 90


def test_about_twenty_of_them_are_high_or_critical() -> None:
    counts = [sum(found.severity in ("critical", "high") for found in gaps(seed)) for seed in SEEDS]
    assert 12 <= mean(counts) <= 26
    assert max(counts) <= 30


@pytest.mark.parametrize("seed", SEEDS)
def test_both_computations_agree_on_it(seed: int) -> None:
    made = well_run(seed)
    assert same.findings(made, TODAY) == slowly(made, TODAY)
