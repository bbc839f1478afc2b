"""What may be told of a partnership: nothing of rows that its parties keep to themselves, nothing of one of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.analysis.assessment import Assessment
from pipeline.disclosure.audience import Edition
from pipeline.disclosure.reduced import found, reduced, told_rules
from pipeline.domain.arrangement import Risk
from pipeline.findings.engine import find
from pipeline.findings.registry import rules
from schemas.yaml_file import package_data
from tests.chance import examples
from tests.portfolio.made import DAY, told_of
from tests.report.world import PARTNERS, TYPICAL, Rows, activity, indicator, line, looked, risk

PARTIES = [{"partner": code, "name": name, "party": "Yes"} for code, name in PARTNERS]


def test_of_every_rule_it_is_decided_whether_it_may_be_told() -> None:
    data = package_data("disclosure.yaml")
    listed = [*data["counted"], *(rule for kept in data["kept"].values() for rule in kept)]
    assert sorted(listed) == sorted(rules())


def test_findings_on_rows_for_all_are_told() -> None:
    assert "RSK-02/R1" in told_of(TYPICAL)["findings"]


def test_only_rules_that_may_be_told_are() -> None:
    seen = {id.partition("/")[0] for id in told_of(TYPICAL)["findings"]}
    assert seen
    assert seen <= told_rules()


SCORES = st.dictionaries(st.sampled_from(["REDC", "LOCA", "WATR"]), st.integers(1, 5))
HIDDEN = st.builds(
    Risk, row=st.just(99), risk=st.just("H1"), sharing=st.sampled_from(["parties", "", "board"]),
    event=st.sampled_from(["Event of R1", "Event of hidden", ""]), description=st.text(max_size=5),
    status=st.sampled_from(["open", "accepted", "closed", ""]), likelihood=SCORES, impact=SCORES,
    exposure=st.dictionaries(st.sampled_from(["REDC", "LOCA"]), st.sampled_from(["direct", "indirect", "none"])),
    owner=st.sampled_from(["REDC", ""]), transfer_from=st.just("REDC"), transfer_to=st.just(("LOCA",)),
)  # fmt: skip


@cache
def typical() -> Assessment:
    """The typical arrangement with its rows for all, and an activity of an event that only hidden risks have."""
    reading, _ = looked({**TYPICAL, "Activities": [*TYPICAL["Activities"], activity("9", event="Event of hidden")]})
    return reduced(Assessment.of(reading.arrangement, DAY))


@settings(max_examples=examples(10), suppress_health_check=[HealthCheck.too_slow])
@given(HIDDEN)
def test_no_row_kept_between_the_parties_changes_what_is_found(hidden: Risk) -> None:
    alone = typical()
    more = replace(alone, arrangement=replace(alone.arrangement, risks=(*alone.arrangement.risks, hidden)))
    seen = reduced(more)
    if hidden.event != "Event of hidden":
        assert found(seen) == found(alone)
        assert find(seen) == find(alone)
    assert not [item for item in found(seen).shown if "H1" in (item.subject, *item.rows)]


def test_rows_kept_between_the_parties_leave_no_trace() -> None:
    alone = [row for row in TYPICAL["Risks"] if row["sharing"] == "All"]
    hidden = [
        risk("H1", sharing="Parties", event="Event of R1"), risk("H2", sharing="", status="Accepted"),
        risk("H3", sharing="Board only", status="Nonsense", **{"likelihood · REDC": "x"}),
        risk("H4", sharing="Parties", next_review_on="?", transfer_from="REDC", transfer_to="LOCA"),
    ]  # fmt: skip
    without = told_of({**TYPICAL, "Risks": alone})
    assert told_of({**TYPICAL, "Risks": [*alone, *hidden]}) == {**without, "risks": len(alone) + 4, "kept": 4}


def test_an_event_known_only_from_hidden_risks_takes_its_activities_along() -> None:
    values: dict[str, Rows] = {
        "Risks": [risk("R1", event="Kidnapping", sharing="Parties")],
        "Activities": [activity("1", event="kidnapping"), activity("2", event="Flood")],
    }
    ids = told_of(values)["findings"]
    assert "ACT-03/2" in ids
    assert "ACT-03/1" not in ids


def test_what_one_party_alone_rated_is_in_no_finding() -> None:
    lonely = {"likelihood · LOCA": None, "impact · LOCA": None, "likelihood · REDC": 5, "impact · REDC": 5}
    said = told_of({"Risks": [risk("R1", **lonely)], "Indicators": [indicator("I1", **{"rating · REDC": ""})]})
    assert not [id for id in said["findings"] if id.partition("/")[2] in ("R1", "I1")]
    assert said["missing"] > 0


def test_what_a_partner_accepts_is_in_no_finding() -> None:
    partners = [row | {"acceptable_level": "Low", "risk_attitude": "Averse", "benefit": "x"} for row in PARTIES]
    answered = {"accepted · REDC": "No", "accepted · LOCA": "With conditions"}
    plain: dict[str, Rows] = {**TYPICAL, "Risks": [risk("R1", status="Accepted")]}
    full: dict[str, Rows] = {**plain, "Risks": [risk("R1", status="Accepted", **answered)], "Partners": partners}
    assert told_of(plain)["findings"] == told_of(full)["findings"]


def test_who_said_what_makes_no_difference() -> None:
    turned = {"likelihood · REDC": 5, "impact · REDC": 5, "likelihood · LOCA": 2, "impact · LOCA": 2}
    assert told_of({"Risks": [risk("R1")]}) == told_of({"Risks": [risk("R1", **turned)]})


def test_a_cell_to_mend_in_a_hidden_row_is_not_counted() -> None:
    shown = told_of({"Risks": [risk("R1", owner="?"), risk("R2", sharing="Parties")]})
    hidden = told_of({"Risks": [risk("R1", owner="?"), risk("R2", sharing="Parties", status="Nonsense")]})
    assert shown["mend"] == hidden["mend"]
    assert told_of({"Risks": [risk("R1", owner="?", status="Nonsense")]})["mend"] == shown["mend"] + 1


@pytest.mark.parametrize(("sharing", "late"), [("All", 1), ("Parties", 0)])
def test_an_overdue_action_counts_where_its_row_may_be_shown(sharing: str, late: int) -> None:
    values: dict[str, Rows] = {
        "Risks": [risk("R1", sharing=sharing)],
        "ActionPlan": [{"action": "RSK/R1", "status": "Agreed", "agreed_due": date(2026, 1, 1)}],
    }
    count = Counter(action["late"] for action in told_of(values)["actions"].values())
    assert count[True] == late


@pytest.mark.parametrize("edition", ["parties", "outside"])
def test_a_finished_action_is_not_to_be_done(edition: Edition) -> None:
    values: dict[str, Rows] = {
        "Risks": [risk("R1")],
        "ActionPlan": [{"action": "RSK/R1", "status": "Done"}, {"action": "M-1", "status": "Done"}],
    }
    assert not {"RSK/R1", "M-1"} & told_of(values, edition=edition)["actions"].keys()


def test_what_people_added_to_the_plan_is_told_to_the_parties_alone() -> None:
    values: dict[str, Rows] = {"ActionPlan": [{"action": "M-1", "what_to_do": "Speak with the family"}]}
    assert "M-1" in told_of(values, edition="parties")["actions"]
    assert "M-1" not in told_of(values)["actions"]


def test_the_parties_are_told_the_true_numbers() -> None:
    said = told_of(TYPICAL, edition="parties")
    _, results = looked(TYPICAL)
    assert Counter(said["findings"].values()) == Counter(found.severity for found in results.findings.shown)
    assert "RSK-02/R2" in said["findings"]
    assert "kept" not in said


def test_a_line_that_pays_for_a_row_that_is_not_shared_is_in_no_finding() -> None:
    lines = [
        line("B1", supports="R2"),
        line("B2", supports="R1, R2"),
        line("B3", supports="R1"),
        line("B4", supports="R7"),
    ]
    reading, _ = looked({**TYPICAL, "Budget": lines})
    seen = reduced(Assessment.of(reading.arrangement, DAY)).arrangement
    assert [row.line for row in seen.lines] == ["B3"]


def test_what_stands_below_an_activity_that_is_not_shared_goes_with_it() -> None:
    values: dict[str, Rows] = {
        "Risks": [risk("R1", event="Kidnapping", sharing="Parties"), risk("R2", event="Flood")],
        "Activities": [
            activity("1", event="Kidnapping"), activity("1.1", event="Flood"),
            activity("2", event="Flood", phase="Preparedness", supports="1, 3"), activity("3", event="Flood"),
        ],
    }  # fmt: skip
    reading, _ = looked(values)
    seen = reduced(Assessment.of(reading.arrangement, DAY)).arrangement
    assert {row.activity: row.supports for row in seen.activities} == {"2": ("3",), "3": ()}


@pytest.mark.parametrize("lost", [{"risk": "no id at all!"}, {"risk": "R2"}, {"risk": None}])
def test_the_event_of_a_risk_that_could_not_be_used_is_not_taken_for_shared(lost: dict[str, Any]) -> None:
    hidden = risk("R9", event="Kidnapping", sharing="Parties") | lost
    values: dict[str, Rows] = {
        "Risks": [risk("R2", event="Flood"), hidden],
        "Activities": [activity("1", event="Kidnapping"), activity("2", event="Flood")],
    }
    reading, _ = looked(values)
    seen = reduced(Assessment.of(reading.arrangement, DAY)).arrangement
    assert [row.activity for row in seen.activities] == ["2"]


def incident(id: str, **cells: Any) -> dict[str, Any]:
    return {"incident": id, "event": "Event of R1", "on": date(2026, 3, 1), "sharing": "All", **cells}


def test_only_incidents_that_are_shared_and_lead_to_no_hidden_risk_are_counted() -> None:
    risks = [*TYPICAL["Risks"], risk("H1", sharing="Parties", event="Event of hidden")]
    hidden = [
        incident("N2", sharing="Parties"), incident("N3", sharing=""), incident("N4", risk="H1"),
        incident("N5", event="Event of hidden"), incident("N6", sharing="Board only", harm="Nonsense"),
    ]  # fmt: skip
    without = told_of({**TYPICAL, "Risks": risks})
    assert told_of({**TYPICAL, "Risks": risks, "Incidents": hidden}) == without
    shared = told_of({**TYPICAL, "Risks": risks, "Incidents": [*hidden, incident("N1", risk="R1")]})
    assert set(shared["findings"]) - set(without["findings"]) == {"INC-04/arrangement"}
