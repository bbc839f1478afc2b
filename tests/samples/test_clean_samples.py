"""The tidy samples: nothing to mend in them, and each shows what it is there to show."""

from __future__ import annotations

from collections import Counter

import pytest

from pipeline.analysis.assessment import Assessment
from pipeline.domain.finding import OPTIONAL_TABLES, area_of
from pipeline.plan.action_id import found_actions
from schemas.thresholds import defaults
from tests.samples.kept import CLEAN, TODAY, findings, found, reading


@pytest.mark.parametrize("name", CLEAN)
def test_no_cell_of_it_needs_mending_or_mention(name: str) -> None:
    """But for a rating beside Exposure None: two of them show that it never counts."""
    said = [(problem.check, problem.found) for problem in reading(name).problems]
    assert [one for one in said if one[0] != "CHK-78"] == []


@pytest.mark.parametrize("name", CLEAN)
def test_rules_of_sheets_that_nobody_asked_for_say_nothing(name: str) -> None:
    assert not set(OPTIONAL_TABLES.values()) & set(reading(name).contents)
    assert not [one for one in found(name) if area_of(one) in OPTIONAL_TABLES]


def test_the_two_organisations_see_a_checkpoint_differently_and_one_has_little_funding() -> None:
    assert {"RSK-03/R3", "RSK-06/R2", "RSK-02/R8", "BUD-01/VELA", "IND-04/JR-13"} <= found("two-organisations.xlsx")


def test_the_network_has_nested_activities_of_three_phases_with_every_kind_of_overlap() -> None:
    activities = reading("energy-supply-network.xlsx").arrangement.activities
    assert max(activity.activity.count(".") for activity in activities) == 2
    assert {activity.phase for activity in activities} == {"preparedness", "response", "recovery"}
    wanted = {
        "ACT-01/2.3.5",
        "ACT-03/2.1.3",
        "ACT-04/2.2.2",
        "ACT-09/2.3.2",
        "ACT-07/1.3",
        "ACT-06/1.3.3",
        "PAR-03/GREN",
    }
    assert wanted <= found("energy-supply-network.xlsx")


def test_the_network_has_twenty_parties_and_two_other_organisations() -> None:
    arrangement = reading("energy-supply-network.xlsx").arrangement
    assert (len(arrangement.parties), len(arrangement.partners)) == (20, 22)


def test_in_the_consortium_risk_is_passed_down_without_means() -> None:
    wanted = {"RSK-06/R2", "RSK-05/R2", "RSK-06/R13", "BUD-05/SISU", "BUD-08/SISU", "BUD-01/SISU"}
    assert wanted <= found("four-partner-consortium.xlsx")


def test_the_consortium_has_worked_on_its_action_plan() -> None:
    actions = {action.action: action for action in reading("four-partner-consortium.xlsx").arrangement.actions}
    assert actions["ACT/1.2"].status == "done"
    assert actions["MONEY/SISU"].agreed_responsible == ("HALC",)
    assert "M-1" in actions
    assert "PLAN-01/ACT/1.2" in found("four-partner-consortium.xlsx")
    assert "PLAN-03/HALC" in found("four-partner-consortium.xlsx")


# findings without obstacles, and actions: so that a list fits a meeting (workbooks/sources/README.md)
LIMITS = {
    "two-organisations.xlsx": (50, 36), "four-partner-consortium.xlsx": (60, 44), "well-run.xlsx": (31, 21),
    "energy-supply-network.xlsx": (115, 68),
}  # fmt: skip


@pytest.mark.parametrize("name", LIMITS)
def test_a_samples_list_stays_within_its_limit(name: str) -> None:
    shown = findings(name)
    # Rows of the plan that people have worked on are there to show its states, and count apart.
    counted = [finding for finding in shown.counted if finding.area != "PLAN"]
    assert len(counted) <= LIMITS[name][0]
    assert len(found_actions(shown)) <= LIMITS[name][1]
    assert len(shown.counted) - len(counted) == (4 if name == "four-partner-consortium.xlsx" else 0)


def test_guards_who_are_directly_exposed_and_were_not_asked_show_as_not_heard() -> None:
    arrangement = reading("two-organisations.xlsx").arrangement
    views = {view.risk.risk: view.view for view in Assessment.of(arrangement, TODAY, defaults()).live_risks}
    assert [risk for risk, view in views.items() if view == "not_heard"] == ["R15"]
    (asked,) = [one for one in findings("two-organisations.xlsx").shown if (one.rule, one.subject) == ("RSK-01", "R15")]
    assert (asked.severity, asked.partners) == ("high", ("VELA",))


def test_a_well_run_arrangement_gets_a_short_list() -> None:
    by_severity = Counter(finding.severity for finding in findings("well-run.xlsx").shown if finding.area != "OBS")
    assert 25 <= sum(by_severity.values()) <= 31
    assert 12 <= by_severity["critical"] + by_severity["high"] <= 16


def test_a_well_run_arrangement_has_the_size_the_method_speaks_of() -> None:
    arrangement = reading("well-run.xlsx").arrangement
    tables = ("Partners", "Risks", "Activities", "Indicators", "Budget")
    assert [len(arrangement.table_rows(name)) for name in tables] == [3, 30, 60, 40, 25]
