"""The Summary: what to discuss first, the measures, and their previous values."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.plan.world import finding, found
from tests.results.world import DAY, Workbook

CASE = {
    "risks": "| risk | likelihood A | impact A | likelihood B | impact B | owner |\n"
    "| R1 | 5 | 5 | 1 | 1 | A |\n| R2 | | | | | A |",
    "activities": "| activity | role A | role B |\n| 1 | L | P |\n| 2 | | |",
    "indicators": "| indicator | element | key | applies_to | rating A | evidence A | rating B | evidence B |\n"
    "| I1 | Trust | no | partnership | present | documented | present | documented |\n"
    "| I2 | trust | yes | each_partner | absent | | absent | |",
    "budget": "| line | protects | unit_cost | funded_amount |\n"
    "| B1 | A | 100 | 40 |\n| B2 | | 50 | 80 |\n| B3 | A | ? | 1 |",
}
LATER = DAY + timedelta(days=5)


def test_it_opens_with_what_to_discuss_first_five_at_most() -> None:
    book = Workbook()
    many = [finding(f"RSK-02/R{number}") for number in range(1, 15)]
    book.run(CASE, findings=found(*many))
    first = [row["Measure"] for row in book.rows("Summary")[:6]]
    assert first == [f"To discuss first {number}" for number in range(1, 6)] + ["Results as of"]
    assert (book.rows("Summary")[0]["Value"], book.rows("Summary")[0]["Note"]) == ("RSK/R1", "R1 needs care.")


def test_measures_count_what_they_say() -> None:
    book = Workbook()
    book.run(CASE, findings=found(finding(), finding("RSK-02/R2", "low")))
    expected = {
        "Parties": 2, "Other organisations": 0, "Open risks": 2, "Open risks, very high": 1, "Open risks, high": 0,
        "Open risks, not rated yet": 1, "Open risks, view: far apart": 1, "Open risks, view: no view": 1,
        "Ratings not received": 2, "Activities": 2, "Activities without a participant": 1, "Overlaps, open": 1,
        "Overlaps, resolved": 0, "Readiness: Trust": 50, "Budget need": 150, "Budget funded": 120,
        "Budget shortfall": 60, "Budget lines not counted": 1, "Budget lines that protect nobody named": 1,
        "Findings, high": 1, "Findings, low": 1, "Actions, new": 1, "Actions, resolved": 0, "Checks, high": 0,
    }  # fmt: skip
    assert {name: book.measure(name)["Value"] for name in expected} == expected


def test_an_element_whose_key_indicator_is_absent_is_never_shown_by_its_mean_alone() -> None:
    book = Workbook()
    book.run(CASE)
    note = book.measure("Readiness: Trust")["Note"]
    assert (
        note
        == "Per cent, over 2 rated indicators: needs attention. A key indicator is absent, whatever the others say."
    )


def test_beside_an_element_stand_the_lowest_and_the_highest_party_score_where_they_differ() -> None:
    indicators = (
        "| indicator | element | rating A | evidence A | rating B | evidence B |\n"
        "| I1 | Trust | present | documented | absent | |\n| I2 | Trust | present | documented | partial | |\n"
        "| I3 | Care | absent | | absent | |"
    )
    book = Workbook()
    book.run({**CASE, "indicators": indicators})
    note = book.measure("Readiness: Trust")["Note"]
    assert note.endswith("The parties' own scores reach from 25 (B) to 100 (A).")
    assert "own scores" not in book.measure("Readiness: Care")["Note"]


def test_signs_of_obstacles_stand_in_the_summary_and_not_in_gaps() -> None:
    book = Workbook()
    book.run({**CASE, "activities": "| activity | role A | role B |\n| 1 | P | P |"})
    row = book.measure("Obstacle: Management")
    assert (row["Value"], row["Note"].startswith("An indication, to discuss")) == ("OBS-12", True)
    assert not [row["Finding"] for row in book.rows("Gaps") if row["Rule"].startswith("OBS")]


def test_the_previous_value_changes_only_when_the_value_changes() -> None:
    book = Workbook()
    steps = [
        (found(finding()), 1, ""),
        (found(), 0, 1),
        (found(finding(severity="low")), 0, 1),
        (found(finding()), 1, 0),
    ]
    for days, (findings, value, previous) in enumerate(steps):
        book.run(CASE, DAY + timedelta(days=days), findings=findings)
        row = book.measure("Findings, high")
        assert (row["Value"], row["Previous value"]) == (value, previous)


def test_results_as_of_is_the_day_of_the_last_run_that_changed_a_result() -> None:
    book = Workbook()
    book.run(CASE, findings=found(finding()))
    assert book.measure("Results as of")["Value"] == "2026-11-22"
    results = book.run(CASE, LATER, findings=found(finding()))
    assert (results.updates, results.as_of) == ((), DAY)
    results = book.run(CASE, LATER, findings=found())
    assert (book.measure("Results as of")["Value"], results.as_of) == ("2026-11-27", LATER)
    assert book.rows("ActionPlan")[0]["Last found"] == DAY


def test_a_day_that_makes_something_overdue_is_a_day_of_new_results() -> None:
    book = Workbook()
    book.run(CASE, findings=found(finding()))
    book.rows("ActionPlan")[0] |= {"Agreed due": date(2026, 11, 25), "Agreed responsible": "A"}
    book.run(CASE, findings=found(finding()))
    results = book.run(CASE, LATER, findings=found(finding()))
    assert {update.table for update in results.updates} == {"Agenda", "Gaps", "PartnerBalance", "Summary"}


def test_thresholds_that_differ_from_the_shipped_ones_are_listed() -> None:
    book = Workbook()
    book.run({**CASE, "thresholds": {"level.high_from": 12}})
    row = book.measure("In force: level.high_from")
    assert (row["Value"], row["Note"]) == (12, "The number shipped is 10 (the rules, Terms).")
    assert sum(row["Measure"].startswith("In force") for row in book.rows("Summary")) == 1


def test_a_row_that_people_add_to_the_plan_counts_from_the_run_that_gives_it_its_id() -> None:
    book = Workbook()
    book.run(CASE)
    book.sheets["ActionPlan"].add(what_to_do="Radios", agreed_responsible="B", agreed_due=date(2026, 11, 1))
    results = book.run(CASE)
    assert "PLAN-03/B" in [found.id for found in results.findings.shown]


@pytest.mark.parametrize(
    ("funded_a", "protects", "why"),
    [
        ("40", "A, B", ""),
        ("?", "A, B", "A cell of Risks or Budget that goes into it cannot be read; Checks says which."),
        ("", "A, B", "No funded line protects a party by name yet, so there is no share of budget."),
        ("40", "A", "No line protects them by name yet."),
    ],
)
def test_why_a_support_ratio_is_missing_is_said(funded_a: str, protects: str, why: str) -> None:
    case = {
        "risks": "| risk | likelihood A | impact A | exposure A | likelihood B | impact B | exposure B |\n"
        "| R1 | 3 | 3 | direct | 3 | 3 | direct |",
        "budget": f"| line | protects | unit_cost | funded_amount |\n| B1 | {protects} | 100 | {funded_a} |",
    }
    book = Workbook()
    book.run(case, findings=found())
    said = [row["Note"] for row in book.rows("Summary") if row["Measure"] == "Support ratio not formed"]
    assert said == ([why] if why else [])
