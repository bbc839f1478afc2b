"""Where a partnership stands in its life, from the steps that are taken."""

from __future__ import annotations

from datetime import date

from pipeline.analysis.assessment import Assessment
from pipeline.analysis.life import stage, taken
from pipeline.domain.arrangement import Arrangement
from pipeline.results.measures import life
from schemas.tables.steps import GateStep

TODAY = date(2026, 11, 22)


def looked(*steps: tuple[str, date | None]) -> Assessment:
    rows = tuple(
        GateStep(row=2 + at, step=f"T{at}", gate=gate, done_on=on) for at, (gate, on) in enumerate(steps)
    )  # fmt: skip
    return Assessment.of(Arrangement(others={"Steps": rows}), TODAY)


def test_a_workbook_without_steps_says_nothing_of_it() -> None:
    assert list(life(looked())) == []


def test_it_begins_with_the_first_stage_and_stands_where_a_step_was_last_taken() -> None:
    assert stage(taken(looked(("before", None), ("during", None)))) == "plan"
    assert stage(taken(looked(("before", None), ("start", TODAY), ("during", None)))) == "develop"


def test_a_day_to_come_is_a_plan_and_no_step_taken() -> None:
    assert stage(taken(looked(("start", TODAY), ("review", date(2026, 11, 23))))) == "develop"


def test_summary_says_the_stage_and_how_many_steps_of_each_are_taken() -> None:
    (told,) = life(looked(("before", TODAY), ("before", None), ("during", TODAY), ("end", None)))
    assert told.value == "Implement"
    assert told.note.endswith("Steps taken: plan 1 of 2, implement 1 of 1, end 0 of 1.")
