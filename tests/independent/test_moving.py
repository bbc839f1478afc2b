"""What must not change a result: the order of rows, a row that concerns nobody, a day on which nothing falls due."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analysis.assessment import Assessment
from pipeline.domain.arrangement import Arrangement
from pipeline.domain.finding import Finding
from pipeline.findings.engine import find
from tests.chance import examples
from tests.independent.moving import (
    TABLES,
    by_row_id,
    calm,
    shuffled,
    with_a_cancelled_action,
    with_a_closed_risk,
    with_another_event_in_order,
    with_another_organisation,
)
from tests.independent.room import Room
from tests.independent.strategies import cases

seeds = st.integers(0, 2**31)
# They count all activities or all that is led or owned.
COUNTING = ("PAR-05", "PAR-07", "ACT-12", "OBS")


def told(arrangement: Arrangement, today: date, *, without: tuple[str, ...] = ()) -> dict[str, tuple[Any, ...]]:
    """What people are told, by the finding's id, but for what these rules say, as parts of other findings too."""
    passed = without or ("-",)
    return {
        one.id: (one.severity, set(one.rows), by_row_id(arrangement, one.cell), *_said(one, passed))
        for one in find(Assessment.of(arrangement, today)).shown
        if not one.rule.startswith(passed)
    }


def _said(one: Finding, without: tuple[str, ...]) -> tuple[str, ...]:
    """Its sentences without how many partners there are in all: one more organisation makes one more."""
    parts = [part for part in one.each if not part.rule.startswith(without)]
    says, does = ("\n".join(said) for said in zip(*((part.says, part.do) for part in parts), strict=True))
    return tuple(re.sub(r" of \d+ partners", " of all partners", said) for said in (says, does))


@settings(max_examples=examples(50))
@given(cases(), seeds)
def test_sorting_the_sheets_another_way_changes_no_result(case: tuple[Arrangement, date], seed: int) -> None:
    arrangement, today = case
    rows = tuple(name for name in TABLES if name != "partners")
    assert told(shuffled(arrangement, seed, rows), today) == told(arrangement, today)


@settings(max_examples=examples(50))
@given(cases(), seeds)
def test_the_order_of_partners_changes_only_the_order_in_which_they_are_named(
    case: tuple[Arrangement, date], seed: int
) -> None:
    arrangement, today = case

    def letters(found: dict[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
        return {id: (*what[:3], sorted(what[3]), sorted(what[4])) for id, what in found.items()}

    mixed = shuffled(arrangement, seed, ("partners",))
    # Of several that have equally much or little funded BUD-08 is about the first in the sheet.
    before, after = (letters(told(given, today, without=("BUD-08",))) for given in (arrangement, mixed))
    assert after == before


@settings(max_examples=examples(50))
@given(cases())
def test_a_row_that_concerns_nobody_changes_no_result(case: tuple[Arrangement, date]) -> None:
    arrangement, today = case
    before = told(arrangement, today)
    for more in (with_a_closed_risk, with_a_cancelled_action, with_another_organisation):
        assert told(more(arrangement), today) == before, more


@settings(max_examples=examples(50))
@given(cases())
def test_another_event_in_order_changes_no_result_but_those_that_count(case: tuple[Arrangement, date]) -> None:
    arrangement, today = case
    # Others rate and work in it: their views, and what binds and connects pairs of them, are asked about it, too.
    without = (*COUNTING, "RSK-01", "IND-03", "AGR-02", "COM-01")
    before, after = (
        # Which finding takes in which depends on those, too: each is looked at by itself.
        {
            (part.rule, part.subject): (part.severity, part.rows, by_row_id(given, part.cell), part.says, part.do)
            for one in find(Assessment.of(given, today)).shown for part in one.each
            if not part.rule.startswith(without)
        }
        for given in (arrangement, with_another_event_in_order(arrangement, today))
    )  # fmt: skip
    assert after == before


@settings(max_examples=examples(50))
@given(cases(), st.integers(1, 300))
def test_a_later_day_with_nothing_due_changes_no_result(case: tuple[Arrangement, date], days: int) -> None:
    arrangement = calm(*case)
    later = case[1] + timedelta(days=days)
    assert find(Assessment.of(arrangement, later)) == find(Assessment.of(arrangement, case[1]))


def planned(arrangement: Arrangement, today: date) -> tuple[dict[str, Any], list[tuple[Any, ...]]]:
    """The plan by action, and the agenda in its order, as people see them."""
    room = Room(arrangement, today, 0)
    room.run()
    plan = {
        key: (row["Priority"], row["What to do"], row["Proposed responsible"], row["Proposed due"], row["Cost"])
        for key, row in room.rows("ActionPlan").items()
    }
    return plan, [(row["Topic id"], row["No"], row["Minutes"], row["Hear first"]) for row in room.sheets["Agenda"].rows]


@settings(max_examples=examples(25))
@given(cases(), seeds)
def test_sorting_the_sheets_another_way_changes_neither_plan_nor_agenda(
    case: tuple[Arrangement, date], seed: int
) -> None:
    arrangement, today = case
    rows = tuple(name for name in TABLES if name != "partners")
    assert planned(shuffled(arrangement, seed, rows), today) == planned(arrangement, today)


@settings(max_examples=examples(25))
@given(cases(), seeds)
def test_the_order_of_partners_changes_only_the_order_in_which_plan_and_agenda_name_them(
    case: tuple[Arrangement, date], seed: int
) -> None:
    arrangement, today = case

    def letters(found: tuple[dict[str, Any], list[tuple[Any, ...]]]) -> tuple[Any, ...]:
        plan, agenda = found
        actions = {key: (row[0], sorted(row[1]), sorted(row[2]), *row[3:]) for key, row in plan.items()}
        return actions, [topic[:3] for topic in agenda]

    mixed = shuffled(arrangement, seed, ("partners",))
    assert letters(planned(mixed, today)) == letters(planned(arrangement, today))
