"""docs/rules.md, Action plan: what is proposed, to whom, by when, at what cost."""

from __future__ import annotations

from dataclasses import replace
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
    for severity in ("medium", "high", "medium", "critical", "high"):
        run(sheet, found(finding(severity=severity)), today=DAY + timedelta(days=len(dues)))
        dues += sheet.column("proposed_due")
    days = [(due - DAY).days for due in dues]
    assert days == [90, 30, 30, 14, 14]


def test_due_is_counted_anew_from_the_day_an_action_comes_back() -> None:
    sheet = plan_sheet()
    back = DAY + timedelta(days=400)
    run(sheet, found(finding()))
    run(sheet, found())
    run(sheet, found(finding()), today=back)
    assert sheet.column("proposed_due") == [back + timedelta(days=30)]
    run(sheet, found(finding()), today=back + timedelta(days=20))
    assert sheet.column("proposed_due") == [back + timedelta(days=30)]


def test_no_proposed_date_lies_before_the_run_that_proposes_it() -> None:
    sheet = plan_sheet()
    later = DAY + timedelta(days=60)
    run(sheet, found(finding(severity="medium")))
    run(sheet, found(finding(severity="critical")), today=later)
    assert sheet.column("proposed_due") == [later]


RISK = "| risk | owner |\n| R1 | A |\n| R2 | |"
ACTIVITY = "| activity | role A | role B |\n| 1 | L | L |\n| 2 | P | P |"
LINES = "| line | held_by | protects | supports | unit_cost | funded_amount |\n"
NOBODY = "All parties (who calls the meetings is not written down yet)"


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("RSK-02/R1", "A"), ("RSK-02/R2", NOBODY), ("ACT-04/1", "A, B"), ("ACT-03/2", NOBODY),
        ("BUD-04/B1", NOBODY), ("IND-01/I1", NOBODY), ("BUD-06/R1", "A"),
    ],
)  # fmt: skip
def test_responsible_is_the_owner_of_a_risk_the_leaders_of_an_activity_else_all_parties(id: str, expected: str) -> None:
    case = {"risks": RISK, "activities": ACTIVITY, "budget": LINES + "| B1 | B | A | R1 | 5 | 5 |"}
    assert proposed(case, finding(id)).values["proposed_responsible"] == expected


def test_all_parties_are_convened_by_the_convener() -> None:
    row = proposed({"risks": RISK, "arrangement": {"convener": "B"}}, finding("RSK-11/R1", kind="event"))
    assert row.values["proposed_responsible"] == "All parties, convened by B"


ASKED = "| risk | owner | accepted A | accepted B | transfer_from | transfer_to |\n"


@pytest.mark.parametrize(
    ("rule", "row", "expected"),
    [
        ("RSK-05", "| R1 | A | yes | | | |", "A"),
        ("RSK-05", "| R1 | A | | yes | | |", NOBODY),
        ("RSK-16", "| R1 | A | yes | with_conditions | | |", "A"),
        ("RSK-16", "| R1 | A | with_conditions | yes | | |", NOBODY),
        ("RSK-06", "| R1 | A | | | B | A |", "B"),
        ("RSK-06", "| R1 | A | | | | B |", "A"),
        ("RSK-06", "| R1 | A | | | | A |", NOBODY),
        ("RSK-02", "| R1 | NOBODY | | | | |", NOBODY),
    ],
)
def test_nobody_is_asked_to_ask_itself_and_a_risk_passed_on_is_the_givers(rule: str, row: str, expected: str) -> None:
    assert proposed({"risks": ASKED + row}, finding(f"{rule}/R1")).values["proposed_responsible"] == expected


def test_a_part_decides_who_is_responsible_as_a_finding_does() -> None:
    lead = finding("RSK-02/R1", parts=(finding("RSK-05/R1"),))
    row = proposed({"risks": ASKED + "| R1 | A | | yes | | |"}, lead)
    assert row.values["proposed_responsible"] == NOBODY


def test_all_that_is_found_on_a_thing_is_one_action_the_most_severe_first() -> None:
    part = finding("RSK-04/R1", "high", do="R1: first this.")
    lead = finding("RSK-08/R1", "medium", do="R1: then that.", says="Not yet.")
    (row,) = plan(Assessment.of(arrangement({"risks": RISK}), DAY), found(part, lead), None).rows
    assert (row.action, row.values["priority"], row.values["rules"]) == ("RSK/R1", "high", "RSK-04, RSK-08")
    assert row.values["what_to_do"] == "R1: first this. (RSK-04)\nR1: then that. (RSK-08)"
    assert row.values["why"] == "R1 needs care.\nNot yet."


@pytest.mark.parametrize(
    ("id", "kind", "action"),
    [
        ("RSK-02/R1", "row", "RSK/R1"), ("BUD-06/R1", "row", "RSK/R1"), ("ACT-01/1.2", "row", "ACT/1.2"),
        ("IND-01/I4", "row", "IND/I4"), ("BUD-04/B2", "row", "BUD/B2"), ("PAR-03/A", "partner", "PAR/A"),
        ("BUD-05/A", "partner", "MONEY/A"), ("ARR-01/arrangement", "arrangement", "ARR"),
        ("RSK-12/arrangement", "arrangement", "RSK-12"), ("PAR-01/arrangement", "arrangement", "PAR-01"),
        ("RSK-11/Flood", "event", "RSK-11/Flood"), ("PLAN-02/A", "partner", "PLAN-02/A"),
    ],
)  # fmt: skip
def test_the_id_of_an_action_says_what_it_is_about(id: str, kind: str, action: str) -> None:
    assert proposed({}, finding(id, kind=kind)).action == action


def test_what_is_overdue_in_the_plan_makes_no_action_of_its_own() -> None:
    of = finding("PLAN-03/A", "medium", kind="partner")
    assert plan(Assessment.of(given("R1"), DAY), found(of), None).rows == ()


def test_for_an_indicator_those_who_can_offer_support_and_those_who_need_it_are_named() -> None:
    case = {"indicators": "| indicator | rating A | evidence A | rating B |\n| I1 | present | documented | absent |"}
    text = str(proposed(case, finding("IND-01/I1", do="Agree on first steps.")).values["what_to_do"])
    assert text == "Agree on first steps. A can offer support; B may need it. (IND-01)"


def test_a_party_without_the_agreed_evidence_is_not_said_to_offer_support() -> None:
    case = {"indicators": "| indicator | rating A | evidence A | rating B |\n| I1 | present | none | absent |"}
    assert "A and B may need support." in str(proposed(case, finding("IND-01/I1")).values["what_to_do"])


def test_for_money_those_whose_lines_are_funded_can_offer_support() -> None:
    case = {"budget": LINES + "| B1 | A | A | R1 | 100 | 100 |\n| B2 | B | B | R1 | 100 | 20 |"}
    text = str(proposed(case, finding("BUD-01/B", kind="partner")).values["what_to_do"])
    assert "A can offer support; B may need it." in text


@pytest.mark.parametrize(("paid", "needs"), [(79, True), (80, False)])
def test_who_has_four_fifths_of_its_need_is_not_said_to_welcome_money(paid: int, needs: bool) -> None:
    case = {"budget": LINES + f"| B1 | A | A | R1 | 100 | 100 |\n| B2 | B | B | R1 | 100 | {paid} |"}
    text = str(proposed(case, finding("BUD-01/B", kind="partner")).values["what_to_do"])
    assert ("B may need it" in text) is needs


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
    assert text == "Act. (RSK-02)\nEUR 1,500 is unfunded. Decide by 2026-12-22 how to fund it."


def costs(lines: str, *of: Finding) -> dict[str, tuple[object, object]]:
    case = {"risks": RISK, "activities": ACTIVITY, "budget": LINES + lines}
    rows = plan(Assessment.of(arrangement(case), DAY), found(*of), None).rows
    return {row.action: (row.values["cost"], row.values["funded"]) for row in rows}


def test_each_line_counts_with_the_action_of_highest_severity_so_that_the_column_adds_up() -> None:
    of = (finding("RSK-02/R2", "critical"), finding(), finding("BUD-04/B1", "medium"))
    assert costs("| B1 | A | A | R1, R2 | 100 | 30 |", *of) == {
        "RSK/R2": (70, "no"), "RSK/R1": (0, "no"), "BUD/B1": (0, "no"),
    }  # fmt: skip


def test_of_equal_severity_a_line_counts_with_the_first_in_natural_order() -> None:
    of = (finding("RSK-02/R2"), finding(), finding("ACT-03/1"))
    assert costs("| B1 | A | A | R1, R2, 1 | 100 | 30 |", *of) == {
        "RSK/R2": (0, "no"), "RSK/R1": (0, "no"), "ACT/1": (70, "no"),
    }  # fmt: skip


def test_a_partners_money_counts_its_part_of_the_lines_that_no_other_action_counts() -> None:
    of = (finding(), finding("BUD-05/A", kind="partner"), finding("BUD-05/B", kind="partner"))
    lines = "| B1 | A | A | R1 | 100 | 30 |\n| B2 | A | A, B | | 50 | 10 |\n| B3 | A | A | R2 | 5 | 5 |"
    assert costs(lines, *of) == {"RSK/R1": (70, "no"), "MONEY/A": (20, "no"), "MONEY/B": (20, "no")}


def test_a_line_of_a_resolved_action_counts_with_another() -> None:
    sheet = plan_sheet()
    of = arrangement({"risks": RISK, "budget": LINES + "| B1 | A | A | R1, R2 | 100 | 30 |"})
    run(sheet, found(finding("RSK-02/R1", "critical"), finding("RSK-02/R2")), of)
    assert sheet.column("cost") == [70, 0]
    run(sheet, found(finding("RSK-02/R2")), replace(of, risks=of.risks[1:]))
    assert (sheet.column("state"), sheet.column("cost")) == (["Resolved", "New"], ["", 70])
