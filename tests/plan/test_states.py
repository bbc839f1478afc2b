"""docs/design.md, Re-runs: the states of an action."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

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
    assert sheet.column("state") == ["New"]


def test_a_cell_of_another_row_does_not_keep_it_from_being_resolved(sheet: Sheet) -> None:
    run(sheet, found(), given("R1", "R2", unknown=["R2"]))
    assert sheet.column("state") == ["Resolved"]


def test_it_is_not_resolved_while_its_row_is_left_out(sheet: Sheet) -> None:
    run(sheet, found(), given("R2", left_out={"Risks": frozenset({"R1"})}))
    assert sheet.column("state") == ["New"]


def test_it_is_not_resolved_while_its_table_is_missing(sheet: Sheet) -> None:
    run(sheet, found(), given(missing=frozenset({"Risks"})))
    assert sheet.column("state") == ["New"]


def test_it_is_not_resolved_while_a_row_without_a_readable_id_may_be_its_own(sheet: Sheet) -> None:
    run(sheet, found(), given("R2", left_out={"Risks": frozenset({"R;1"})}))
    assert sheet.column("state") == ["New"]


def test_it_is_resolved_when_its_row_is_gone_whatever_else_is_not_understood(sheet: Sheet) -> None:
    run(sheet, found(), given("R2", unknown=["R2"]))
    assert sheet.column("state") == ["Resolved"]


def test_a_finding_about_an_event_stands_while_any_row_the_rule_reads_is_not_understood() -> None:
    sheet = plan_sheet()
    run(sheet, found(finding("RSK-11/flood", kind="event")))
    run(sheet, found(), given("R1", unknown=["R1"]))
    assert sheet.column("state") == ["New"]
    run(sheet, found(), given("R1"))
    assert sheet.column("state") == ["Resolved"]


def test_a_field_that_is_not_understood_keeps_the_actions_of_the_arrangement() -> None:
    sheet = plan_sheet()
    run(sheet, found(finding("ARR-01/arrangement", kind="arrangement")))
    run(sheet, found(), given(unknown_fields=frozenset({"scope"})))
    assert sheet.column("state") == ["New"]


def test_an_absorbed_finding_still_stands_and_why_names_what_absorbed_it() -> None:
    sheet = plan_sheet()
    run(sheet, found(finding("RSK-04/R1")))
    absorbed = {"RSK-04/R1": ("RSK-02/R1",)}
    run(sheet, found(finding(), absorbed=absorbed), today=LATER)
    row = sheet.row(action="RSK-04/R1")
    assert (row["State"], row["First found"]) == ("New", DAY)
    assert "RSK-02/R1" in row["Why"]
    assert "R1 needs care." in row["Why"]


def test_a_finding_that_falls_below_medium_still_stands(sheet: Sheet) -> None:
    sheet.rows[0]["Notes"] = "ours"
    run(sheet, found(finding(severity="low")), today=LATER)
    row = sheet.rows[0]
    assert (row["State"], row["First found"], row["Priority"]) == ("Open", DAY, "Low")


def test_a_finding_below_medium_proposes_no_action_and_calls_back_none_that_was_resolved(sheet: Sheet) -> None:
    run(sheet, found(finding("RSK-02/R2", "low"), finding()))
    assert sheet.column("action") == ["RSK-02/R1"]
    run(sheet, found())
    run(sheet, found(finding(severity="low")))
    assert sheet.column("state") == ["Resolved"]


def test_a_rule_of_another_version_leaves_its_actions_as_they_are(sheet: Sheet) -> None:
    run(sheet, found(finding("RSK-99/R1", "medium"), finding()))
    run(sheet, found(finding()))
    assert sheet.row(action="RSK-99/R1")["State"] == "New"


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
