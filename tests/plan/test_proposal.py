"""docs/rules.md, Action plan: what is proposed, to whom, by when, at what cost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import Finding
from pipeline.plan.merge import plan
from pipeline.plan.plan_row import PlanRow
from tests.plan.world import DAY, finding, found, given, plan_sheet, run
from tests.rules.tables import arrangement


def proposed(case: dict[str, Any], of: Finding) -> PlanRow:
    """The row of the action that one finding proposes."""
    (row,) = plan(Assessment.of(arrangement(case), DAY), found(of), None).rows
    return row


@pytest.mark.parametrize(("severity", "days"), [("critical", 14), ("high", 30), ("medium", 90)])
def test_due_is_counted_from_the_day_the_action_was_first_found(severity: str, days: int) -> None:
    assert proposed({}, finding(severity=severity)).values["proposed_due"] == DAY + timedelta(days=days)


@pytest.mark.parametrize("severity", ["low", "info"])
def test_a_finding_below_medium_proposes_nothing(severity: str) -> None:
    assert plan(Assessment.of(given("R1"), DAY), found(finding(severity=severity)), None).rows == ()


def test_a_finding_shown_in_checks_proposes_nothing() -> None:
    of = finding("PAR-06/X", shown_in="Checks")
    assert plan(Assessment.of(given("R1"), DAY), found(of), None).rows == ()


def test_due_only_moves_earlier_when_severity_rises() -> None:
    sheet = plan_sheet()
    dues: list[date] = []
    for severity in ("medium", "high", "medium", "critical", "low", "high"):
        run(sheet, found(finding(severity=severity)), today=DAY + timedelta(days=len(dues)))
        dues += sheet.column("proposed_due")
    days = [(due - DAY).days for due in dues]
    assert days == [90, 30, 30, 14, 14, 14]


RISK = "| risk | owner |\n| R1 | A |\n| R2 | |"
ACTIVITY = "| activity | role A | role B |\n| 1 | L | L |\n| 2 | P | P |"
LINES = "| line | held_by | protects | supports | unit_cost | funded_amount |\n"


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("RSK-02/R1", "A"), ("RSK-02/R2", "All parties"), ("ACT-04/1", "A, B"), ("ACT-03/2", "All parties"),
        ("BUD-04/B1", "B"), ("IND-01/I1", "All parties"), ("BUD-06/R1", "All parties"),
    ],
)  # fmt: skip
def test_responsible_is_the_owner_the_leaders_or_the_holder_else_all_parties(id: str, expected: str) -> None:
    case = {"risks": RISK, "activities": ACTIVITY, "budget": LINES + "| B1 | B | A | R1 | 5 | 5 |"}
    assert proposed(case, finding(id)).values["proposed_responsible"] == expected


def test_all_parties_are_responsible_for_what_is_about_no_row() -> None:
    row = proposed({"risks": RISK}, finding("RSK-11/R1", kind="event"))
    assert row.values["proposed_responsible"] == "All parties"


def test_for_an_indicator_those_who_can_offer_support_and_those_who_need_it_are_named() -> None:
    case = {"indicators": "| indicator | rating A | evidence A | rating B |\n| I1 | present | documented | absent |"}
    text = str(proposed(case, finding("IND-01/I1", do="Agree on first steps.")).values["what_to_do"])
    assert text == "Agree on first steps. A can offer support; B would welcome it."


def test_a_party_without_the_agreed_evidence_is_not_said_to_offer_support() -> None:
    case = {"indicators": "| indicator | rating A | evidence A | rating B |\n| I1 | present | none | absent |"}
    assert "A and B would welcome support." in str(proposed(case, finding("IND-01/I1")).values["what_to_do"])


def test_for_money_those_whose_lines_are_funded_can_offer_support() -> None:
    case = {"budget": LINES + "| B1 | A | A | R1 | 100 | 100 |\n| B2 | B | B | R1 | 100 | 20 |"}
    text = str(proposed(case, finding("BUD-01/B", kind="partner")).values["what_to_do"])
    assert "A can offer support; B would welcome it." in text


@pytest.mark.parametrize(
    ("lines", "cost", "funded"),
    [
        ("| B1 | A | A | R2 | 100 | 0 |", None, ""),
        ("| B1 | A | A | r1 | 100 | 100 |", 0, "yes"),
        ("| B1 | A | A | R1 | 100 | 150 |\n| B2 | A | A | R1, R2 | 100 | 30 |", 70, "no"),
        ("| B1 | A | A | R1 | 100 | ? |", None, ""),
    ],
)
def test_cost_is_the_shortfall_of_the_lines_that_support_the_subject(lines: str, cost: float, funded: str) -> None:
    row = proposed({"risks": RISK, "budget": LINES + lines}, finding())
    assert (row.values["cost"], row.values["funded"]) == (cost, funded)


def test_of_a_line_the_cost_is_its_own_shortfall() -> None:
    row = proposed({"budget": LINES + "| B1 | A | A | | 100 | 60.5 |"}, finding("BUD-04/B1"))
    assert (row.values["cost"], row.values["funded"]) == (39.5, "no")


def test_where_it_is_unfunded_the_due_date_is_a_day_to_decide_by() -> None:
    case = {"risks": RISK, "budget": LINES + "| B1 | A | A | R1 | 2500 | 1000 |"}
    text = str(proposed(case, finding(do="Act.")).values["what_to_do"])
    assert text == "Act. 1,500 EUR is not funded yet: decide by 2026-12-22 how it can be."
