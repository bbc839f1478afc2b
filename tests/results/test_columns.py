"""docs/rules.md, Result columns: one test a definition."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.cell import Cell
from pipeline.findings.engine import Findings
from pipeline.reading.addresses import TablePlace
from pipeline.reading.problems import Problem
from pipeline.results.risk_profile import risk_profile
from schemas.thresholds import defaults
from schemas.wording.direction import bare
from schemas.wording.languages import languages, speaking
from tests.plan.world import finding, found
from tests.results.world import DAY, Workbook
from tests.rules.tables import arrangement

NOTHING = found()


def shown(name: str, case: dict[str, Any], findings: Findings | None = NOTHING, **more: Any) -> list[dict[str, Any]]:
    """The rows of one table after a run."""
    book = Workbook()
    book.run(case, findings=findings, **more)
    return book.rows(name)


RISKS = """
| risk | description | likelihood A | impact A | exposure A | likelihood B | impact B | exposure B | status |
| R1   | Robbery     | 4            | 4        | direct     | 2            | 2        | direct     | open   |
| R2   | Flood       | 1            | 2        | indirect   |              |          | none       | open   |
| R3   | Fire        |              |          | direct     |              |          | direct     | open   |
"""
TRANSFER = """
| risk | transfer_from | transfer_to | transfer_assessed |
| R1   | A             | B           | not_assessed      |
| R2   |               | B           |                   |
| R3   |               |             | lower             |
"""


def test_risk_profile_gives_each_partners_score_the_joint_score_and_how_far_apart_they_are() -> None:
    one, two, three = shown("RiskProfile", {"risks": RISKS})
    assert (one["Score · A"], one["Score · B"], one["Joint score"], one["Spread"]) == (16, 4, 16, 12)
    assert (one["Joint level"], one["View"], one["Complete"]) == ("Very high", "Far apart", "Yes")
    assert (two["Joint score"], two["View"], two["Complete"]) == (2, "One view", "Yes")
    assert (three["Joint score"], three["Joint level"], three["View"], three["Complete"]) == ("", "", "No view", "No")


def test_beyond_acceptance_of_names_parties_that_carry_it_and_whose_level_is_above_their_own() -> None:
    rows = shown("RiskProfile", {"risks": RISKS})
    assert [row["Beyond acceptance of"] for row in rows] == ["A", "", ""]


def test_transfer_says_from_whom_to_whom_and_whether_it_was_assessed() -> None:
    rows = shown("RiskProfile", {"risks": TRANSFER})
    assert [row["Transfer"] for row in rows] == ["A -> B (Not assessed)", "? -> B", ""]


def test_a_transfer_is_written_in_every_language_as_others_read_it() -> None:
    """The sign is one that is mirrored where a language is read from the right: it points there by itself."""
    seen = Assessment.of(arrangement({"risks": TRANSFER}), DAY, defaults())
    for code in languages():
        with speaking(code):
            said = list(map(str, risk_profile(seen)["transfer"]))
        assert ["->" in one for one in said] == [True, True, False], code
        assert bare(said[0]).startswith("A -> B ("), code


ACTIVITIES = """
| activity | phase    | event | title | role A | role B | scope_agreed | coordination_rule | capability | resources |
| 1        | response | flood | Help  | L      | P      | s            | c                 | c          | r         |
| 2        | response | flood | All   | P      |        |              |                   |            |           |
| 2.2      | response | flood | Warn  | P      | S      |              |                   |            |           |
| 2.10     | response | flood | Move  | L      | L      |              | c                 |            |           |
| 2.3      | response | flood | Feed  | L      | X      |              |                   |            |           |
"""


def test_overlaps_lists_leaves_with_two_participants_the_deepest_first_then_by_code() -> None:
    rows = shown("Overlaps", {"activities": ACTIVITIES}, findings=None)
    assert [(row["Order"], row["Activity"], row["Depth"]) for row in rows] == [
        (1, "2.2", 2),
        (2, "2.10", 2),
        (3, "1", 1),
    ]
    assert [row["State"] for row in rows] == ["Open", "Open", "Resolved"]
    assert [row["Rule"] for row in rows] == ["ACT-03", "ACT-04", ""]


def test_overlaps_says_what_is_still_to_be_settled() -> None:
    warn, move, help_ = shown("Overlaps", {"activities": ACTIVITIES})
    assert warn["What to settle"] == (
        "Who leads; the scope; the coordination rule; the capability needed; the resources."
    )
    assert move["What to settle"] == "The scope; how A and B lead together, or which of them leads."
    assert help_["What to settle"] == ""
    assert (move["Scope agreed"], move["Coordination rule"]) == ("No", "Yes")


def test_missing_views_count_risks_a_party_carries_and_indicators_that_it_has_not_rated() -> None:
    case = {"risks": RISKS, "indicators": "| indicator | rating A | rating B |\n| I1 | present | |\n| I2 | ? | |"}
    a, b = shown("PartnerBalance", case)
    assert (a["Missing views"], b["Missing views"]) == (1, 3)


def test_only_parties_have_figures_of_others_there_is_the_name() -> None:
    partners = "| partner | party |\n| A | yes |\n| B | no |"
    _, b = shown("PartnerBalance", {"partners": partners, "risks": RISKS, "activities": ACTIVITIES})
    assert {header: value for header, value in b.items() if value not in ("", None)} == {"Partner": "B"}


def test_leads_and_participates_count_the_most_detailed_activities() -> None:
    a, b = shown("PartnerBalance", {"activities": ACTIVITIES})
    assert (a["Leads"], a["Participates"], b["Leads"], b["Participates"]) == (3, 4, 1, 3)


def test_shares_are_those_of_the_terms() -> None:
    budget = "| line | protects | unit_cost | funded_amount |\n| B1 | A | 100 | 50 |\n| B2 | A, B | 100 | 50 |"
    a, b = shown("PartnerBalance", {"risks": RISKS, "budget": budget})
    assert a["Share of risk"] == round(17 / 21, 4)
    assert (a["Share of budget"], b["Share of budget"]) == (0.75, 0.25)
    assert a["Support ratio"] == round(0.75 / (17 / 21), 2)
    assert a["Funded share of own need"] == 0.5


def test_a_support_ratio_that_cannot_be_formed_is_empty_and_the_summary_says_why() -> None:
    book = Workbook()
    budget = "| line | protects | unit_cost | funded_amount |\n| B1 | A | 100 | 50 |"
    risks = "| risk | likelihood A | impact A | exposure A | exposure B |\n| R1 | 2 | 2 | direct | none |"
    book.run({"risks": risks, "budget": budget}, findings=NOTHING)
    a, b = book.rows("PartnerBalance")
    assert (a["Support ratio"], b["Support ratio"]) == (1, "")
    assert book.measure("Support ratio not formed")["Value"] == "B"


OWNED = {
    "risks": "| risk | owner | likelihood A | impact A | likelihood B | impact B |\n"
    + "".join(
        f"| {risk} | {owner} | 1 | 1 | 1 | 1 |\n" for risk, owner in zip(("R1", "R2", "R3", "R4"), "AAB ", strict=True)
    )
}
FOUR = found(*(finding(f"RSK-02/R{number}") for number in (1, 2, 3, 4)))


def balance(book: Workbook) -> list[tuple[Any, Any]]:
    return [(row["Actions"], row["Overdue"]) for row in book.rows("PartnerBalance")]


def test_actions_are_those_that_stand_by_the_one_agreed_on_else_the_one_proposed() -> None:
    book = Workbook()
    book.run(OWNED, findings=FOUR)
    assert balance(book) == [(2, 0), (1, 0)]
    book.rows("ActionPlan")[0]["Agreed responsible"] = "B"
    book.run(OWNED, findings=FOUR)
    assert balance(book) == [(1, 0), (2, 0)]
    book.run(OWNED, findings=found(finding("RSK-02/R3")))
    assert balance(book) == [(0, 0), (1, 0)]


@pytest.mark.parametrize(
    ("due", "status", "late"),
    [
        (date(2026, 11, 21), "Agreed", 1), (date(2026, 11, 21), "", 1), (date(2026, 11, 21), "On hold", 0),
        (date(2026, 11, 22), "Agreed", 0), (date(2026, 11, 21), "Done", 0), (date(2026, 11, 21), "Verified", 0),
        (date(2026, 11, 21), "Cancelled", 0), ("", "Agreed", 0),
        (date(2026, 11, 21), "All but painted", 0),  # it may say that it is done (PLAN-03)
    ],
)  # fmt: skip
def test_overdue_is_an_agreed_date_before_the_day_and_not_done_verified_cancelled_or_on_hold(
    due: object, status: str, late: int
) -> None:
    book = Workbook()
    book.run(OWNED, findings=FOUR)
    book.rows("ActionPlan")[2] |= {"Agreed due": due, "Status": status}
    book.run(OWNED, findings=FOUR)
    assert balance(book) == [(2, 0), (1, late)]


def test_gaps_holds_every_finding_but_those_for_checks_as_labels_with_a_link() -> None:
    cell = Cell("Risks", 7, "owner")
    (row,) = shown("Gaps", OWNED, found(finding("RSK-02/R3", cell=cell), finding("PAR-06/X", shown_in="Checks")))
    assert row["Finding"] == "RSK-02/R3"
    assert (row["Severity"], row["Area"], row["Partners"]) == ("High", "Risks", "A, B")
    assert row["Cell"].startswith("Risks!")
    assert row["Cell"].endswith("7")


def test_checks_holds_cell_errors_then_findings_about_the_sheets_then_mentions() -> None:
    plan = TablePlace("Plan", 1, "action", {"action": 1}, {"action": "Action"})
    risks = TablePlace("Risks", 1, "risk", {"owner": 24}, {"owner": "Owner"})
    problems = [
        Problem("CHK-71", Cell("ActionPlan", 9, "action"), "ActionPlan", "x", {"id": "x", "row": 5}, "Plan", plan),
        Problem("CHK-74", Cell("Risks", 7, "owner"), "Risks", "?", {}, "Risks", risks),
    ]
    cell = Cell("Partners", 5, "partner")
    rows = shown("Checks", OWNED, found(finding("PAR-06/X", cell=cell, shown_in="Checks")), problems=problems)
    assert [(row["Rule"], row["Severity"]) for row in rows] == [
        ("PAR-06", "High"),
        ("CHK-74", "High"),
        ("CHK-71", "Low"),
    ]
    assert rows[2] == {
        "Severity": "Low", "Sheet": "Plan", "Cell": "A9", "Column": "Action", "Found": "x", "Rule": "CHK-71",
        "Problem": "x stands in row 5 already. That row is kept up to date; this one is left as it is.",
        "What to do": "Move what you want to keep to row 5, then delete this row.",
    }  # fmt: skip
