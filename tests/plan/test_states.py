"""docs/design.md, Re-runs: the states of an action."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.domain.finding import Finding
from tests.plan.sheet import Sheet
from tests.plan.world import DAY, finding, found, given, plan_sheet, run

LATER = DAY + timedelta(days=10)


@pytest.fixture
def sheet() -> Sheet:
    """An action plan with one action, found on DAY."""
    sheet = plan_sheet()
    run(sheet, found(finding()))
    return sheet


def test_a_finding_is_new_until_somebody_writes_in_its_row(sheet: Sheet) -> None:
    assert sheet.column("state") == ["New"]
    run(sheet, found(finding()), today=LATER)
    assert sheet.column("state") == ["New"]


@pytest.mark.parametrize("header", ["Agreed responsible", "Status", "Progress", "Notes", "Our own column"])
def test_it_is_open_once_somebody_has_written_in_it_also_in_a_column_they_added(sheet: Sheet, header: str) -> None:
    if header not in sheet.headers:
        sheet.headers.append(header)
    sheet.rows[0][header] = "x"
    run(sheet, found(finding()))
    assert sheet.column("state") == ["Open"]


def test_it_is_resolved_when_the_finding_is_gone_and_keeps_its_words(sheet: Sheet) -> None:
    before = dict(sheet.rows[0])
    run(sheet, found(), today=LATER)
    after = sheet.rows[0]
    assert after["State"] == "Resolved"
    assert {key: after[key] for key in before if key not in ("State", "Last found", "Stamp")} == {
        key: before[key] for key in before if key not in ("State", "Last found", "Stamp")
    }


def test_it_is_reopened_when_the_finding_is_back_until_it_is_resolved_again(sheet: Sheet) -> None:
    run(sheet, found())
    run(sheet, found(finding()))
    assert sheet.column("state") == ["Reopened"]
    sheet.rows[0]["Notes"] = "again"
    run(sheet, found(finding()))
    assert sheet.column("state") == ["Reopened"]
    run(sheet, found())
    assert sheet.column("state") == ["Resolved"]


def test_it_is_not_resolved_while_its_row_holds_a_cell_that_is_not_understood(sheet: Sheet) -> None:
    run(sheet, found(), given("R1", "R2", unknown=["R1"]))
    assert sheet.column("state") == ["Waiting"]


def test_a_cell_of_another_row_does_not_keep_it_from_being_resolved(sheet: Sheet) -> None:
    run(sheet, found(), given("R1", "R2", unknown=["R2"]))
    assert sheet.column("state") == ["Resolved"]


def test_it_is_not_resolved_while_its_row_is_left_out(sheet: Sheet) -> None:
    run(sheet, found(), given("R2", left_out={"Risks": frozenset({"R1"})}))
    assert sheet.column("state") == ["Waiting"]


def test_it_is_not_resolved_while_its_table_is_missing(sheet: Sheet) -> None:
    run(sheet, found(), given(missing=frozenset({"Risks"})))
    assert sheet.column("state") == ["Waiting"]


def test_it_is_not_resolved_while_a_row_without_a_readable_id_may_be_its_own(sheet: Sheet) -> None:
    run(sheet, found(), given("R2", left_out={"Risks": frozenset({"R;1"})}))
    assert sheet.column("state") == ["Waiting"]


def test_it_is_resolved_when_its_row_is_gone_whatever_else_is_not_understood(sheet: Sheet) -> None:
    run(sheet, found(), given("R2", unknown=["R2"]))
    assert sheet.column("state") == ["Resolved"]


def test_a_finding_about_an_event_stands_while_any_row_the_rule_reads_is_not_understood() -> None:
    sheet = plan_sheet()
    run(sheet, found(finding("RSK-11/flood", kind="event")))
    run(sheet, found(), given("R1", unknown=["R1"]))
    assert sheet.column("state") == ["Waiting"]
    run(sheet, found(), given("R1"))
    assert sheet.column("state") == ["Resolved"]


def test_a_field_that_is_not_understood_keeps_the_actions_of_the_arrangement() -> None:
    sheet = plan_sheet()
    run(sheet, found(finding("ARR-01/arrangement", kind="arrangement")))
    run(sheet, found(), given(unknown_fields=frozenset({"scope"})))
    assert sheet.column("state") == ["Waiting"]


def taken_in() -> Finding:
    """PAR-05 of A, which took in what was found on R1."""
    return finding("PAR-05/A", kind="partner", parts=(finding("RSK-01/R1"),))


def test_what_another_action_took_in_is_still_left_and_why_names_it() -> None:
    sheet = plan_sheet()
    run(sheet, found(finding("RSK-01/R1")))
    run(sheet, found(taken_in()), today=LATER)
    row = sheet.row(action="RSK/R1")
    assert (row["State"], row["First found"]) == ("New", DAY)
    assert "PAR/A" in row["Why"]


def test_what_another_action_took_in_makes_no_action_of_its_own() -> None:
    sheet = plan_sheet()
    run(sheet, found(taken_in()))
    assert sheet.column("action") == ["PAR/A"]


def test_it_is_resolved_when_what_is_left_falls_below_medium(sheet: Sheet) -> None:
    sheet.rows[0]["Notes"] = "ours"
    run(sheet, found(finding(severity="low")), today=LATER)
    assert (sheet.rows[0]["State"], sheet.rows[0]["Priority"]) == ("Resolved", "High")


def test_a_finding_below_medium_proposes_no_action_and_calls_back_none_that_was_resolved(sheet: Sheet) -> None:
    run(sheet, found(finding("RSK-02/R2", "low"), finding()))
    assert sheet.column("action") == ["RSK/R1"]
    run(sheet, found())
    run(sheet, found(finding(severity="low")))
    assert sheet.column("state") == ["Resolved"]


def test_its_priority_does_not_fall_while_a_cell_that_may_have_fed_it_cannot_be_read(sheet: Sheet) -> None:
    both = given("R1", unknown=["R1"])
    run(sheet, found(finding("RSK-04/R1", "medium")), both)
    assert (sheet.column("priority"), sheet.column("rules")) == (["High"], ["RSK-04"])
    run(sheet, found(finding("RSK-04/R1", "medium")), given("R1"))
    assert sheet.column("priority") == ["Medium"]


def test_it_waits_for_the_view_of_a_party_that_it_named(sheet: Sheet) -> None:
    silent = given("R1")
    silent = replace(silent, risks=(replace(silent.risks[0], likelihood={"A": 1}, impact={"A": 1}),))
    run(sheet, found(), silent)
    assert sheet.column("state") == ["Waiting"]
    assert "B has no rating of R1 now" in sheet.rows[0]["Why"]
    run(sheet, found(), given("R1"))
    assert sheet.column("state") == ["Resolved"]


def test_it_waits_for_no_party_that_does_not_carry_the_risk(sheet: Sheet) -> None:
    silent = given("R1")
    risk = replace(silent.risks[0], likelihood={"A": 1}, impact={"A": 1}, exposure={"B": "none"})
    run(sheet, found(), replace(silent, risks=(risk,)))
    assert sheet.column("state") == ["Resolved"]


def test_what_waited_and_is_found_again_is_open_as_before(sheet: Sheet) -> None:
    run(sheet, found(), given("R1", unknown=["R1"]))
    run(sheet, found(finding()))
    assert sheet.column("state") == ["New"]


def test_a_rule_of_another_version_leaves_its_actions_as_they_are(sheet: Sheet) -> None:
    run(sheet, found(finding("RSK-99/R9", "medium"), finding()))
    run(sheet, found(finding()))
    assert sheet.row(action="RSK/R9")["State"] == "New"


def test_first_found_is_set_once(sheet: Sheet) -> None:
    for findings in (found(finding()), found(), found(finding())):
        run(sheet, findings, today=LATER)
        assert sheet.column("first_found") == [DAY]


def test_last_found_is_empty_while_the_finding_stands(sheet: Sheet) -> None:
    assert sheet.column("last_found") == [""]
    run(sheet, found())
    run(sheet, found(finding()))
    assert sheet.column("last_found") == [""]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [(None, DAY), (DAY + timedelta(days=3), DAY + timedelta(days=3)), (date(2027, 1, 1), LATER)],
)
def test_last_found_is_the_day_the_last_run_recorded_it_and_never_later_than_today(
    sheet: Sheet, as_of: date | None, expected: date
) -> None:
    run(sheet, found(), today=LATER, as_of=as_of)
    assert sheet.column("last_found") == [expected]
    run(sheet, found(), today=LATER + timedelta(days=5), as_of=LATER)
    assert sheet.column("last_found") == [expected]


def test_what_is_critical_is_not_settled_by_a_cell_that_cannot_be_read() -> None:
    sheet = plan_sheet()
    run(sheet, found(finding(severity="critical")))
    sheet.rows[0] |= {"Status": "Kept", "What we agreed": "We live with it."}
    for findings, of in ((found(finding(severity="critical")), given("R1")), (found(), given("R1", unknown=("R1",)))):
        plan = run(sheet, findings, of=of)
        assert [mention.check for mention in plan.mentions] == ["CHK-76"]
    assert sheet.column("state") == ["Waiting"]
