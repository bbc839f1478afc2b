"""What is derived of an arrangement stays when the rows of its action plan change, and nowhere rests on them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Action
from tests.independent.strategies import DAYS, made

PLAN = (Action(row=9, action="RSK/R1", state="open"),)


def test_all_that_was_derived_stays_when_the_plan_changes() -> None:
    assessment = Assessment.of(made(3, 3, (6, 6, 6, 4, 0), DAYS[0]), DAYS[0])
    derived = [name for name, value in vars(Assessment).items() if isinstance(value, cached_property)]
    before = {name: getattr(assessment, name) for name in derived}
    after = assessment.with_actions(PLAN)
    assert after.arrangement.actions == PLAN
    assert assessment.arrangement.actions == ()
    assert {name for name in derived if getattr(after, name) is not before[name]} == set()


def test_what_stays_is_what_an_arrangement_with_that_plan_would_give() -> None:
    given = replace(made(3, 3, (6, 6, 6, 4, 0), DAYS[0]), actions=())
    kept = Assessment.of(given, DAYS[0])
    risks = kept.risks
    kept, fresh = kept.with_actions(PLAN), Assessment.of(replace(given, actions=PLAN), DAYS[0])
    assert kept.risks is risks
    for name in ("is_open", "carriers", "scores", "joint_level", "view", "unrated", "beyond"):
        assert [getattr(view, name) for view in kept.risks] == [getattr(view, name) for view in fresh.risks]
    assert (kept.events, kept.elements, kept.tree.by_code) == (fresh.events, fresh.elements, fresh.tree.by_code)
    assert (kept.money.shares, kept.money.risk_share) == (fresh.money.shares, fresh.money.risk_share)
