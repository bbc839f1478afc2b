"""Output tables as they stand, with what people wrote beside our columns."""

from __future__ import annotations

from datetime import date

from schemas.spec import table
from tests.reading.books import Formula, Shape, keys_of
from tests.reading.reads import reading, told

PLAN = (*keys_of(table("ActionPlan"), ()), "Phone")
ROW = {
    "action": "RSK-02/R1", "priority": "high", "proposed_due": date(2026, 5, 1), "cost": 120.5, "partners": ("A", "B"),
    "agreed_responsible": "a", "status": "in_progress", "notes": " as  said ", "Phone": "0123",
}  # fmt: skip


def test_a_row_has_values_by_key_and_texts_by_header() -> None:
    plan = reading({"ActionPlan": [ROW]}, shapes={"ActionPlan": Shape(columns=PLAN, down=5)}).present["ActionPlan"]
    assert (plan.sheet, plan.header_row, plan.has_object) == ("Action plan", 6, True)
    assert plan.headers[-1] == "Phone"
    assert plan.columns["agreed_due"] == "Agreed due"
    (row,) = plan.rows
    assert row.row == 7
    assert {key: row.values[key] for key in ("priority", "proposed_due", "cost", "partners", "status", "state")} == {
        "priority": "high", "proposed_due": date(2026, 5, 1), "cost": 120.5, "partners": ("A", "B"),
        "status": "in_progress", "state": "",
    }  # fmt: skip
    assert (row.texts["Status"], row.texts["Notes"], row.texts["Phone"]) == ("In progress", " as  said ", "0123")


def test_rows_that_hold_only_what_people_added_are_present() -> None:
    rows = [{}, {"Phone": "1"}, {"progress": "begun"}]
    plan = reading({"ActionPlan": rows}, shapes={"ActionPlan": Shape(columns=PLAN)}).present["ActionPlan"]
    assert [row.row for row in plan.rows] == [6, 7]


def test_what_people_typed_wrongly_in_their_columns_is_told_and_in_ours_is_not() -> None:
    row = ROW | {
        "cost": "lots",
        "state": "nonsense",
        "status": "nearly",
        "verified_on": "soon",
        "agreed_due": Formula("=1/0", "#N/A"),
    }
    read = reading({"ActionPlan": [row]})
    assert told(read) == ["CHK-29 Action plan!H5", "CHK-13 Action plan!I5", "CHK-24 Action plan!L5"]
    (present,) = read.present["ActionPlan"].rows
    assert (present.values["cost"], present.texts["Cost"]) == (None, "lots")
    (action,) = read.arrangement.actions
    assert action.unknown >= {"status", "verified_on", "agreed_due"}
    assert (action.id, action.agreed_responsible, action.status) == ("RSK-02/R1", ("A",), "")


def test_of_an_action_that_stands_twice_the_upper_row_counts() -> None:
    rows = [ROW | {"status": "done"}, ROW | {"status": "agreed"}, ROW | {"action": None}]
    read = reading({"ActionPlan": rows})
    assert [action.status for action in read.arrangement.actions] == ["done"]
    assert len(read.present["ActionPlan"].rows) == 3
    assert told(read) == []


def test_partner_columns_of_output_tables_are_known_by_key_but_are_no_partner_columns_of_the_arrangement() -> None:
    read = reading({"RiskProfile": [{"risk": "R1", "score · A": 12, "view": "far_apart"}]})
    profile = read.present["RiskProfile"]
    assert profile.columns["score · A"] == "Score · A"
    assert profile.rows[0].texts["Score · A"] == 12
    assert not [column for column in read.arrangement.columns if column.table == "RiskProfile"]


def test_the_cells_of_a_table_that_only_a_run_writes_are_there_as_found_and_not_understood() -> None:
    (row,) = reading({"RiskProfile": [{"risk": "R1", "view": "far_apart"}]}).present["RiskProfile"].rows
    assert (row.texts["View"], dict(row.values)) == ("Far apart", {})


def test_a_table_without_rows_is_present_and_empty() -> None:
    assert reading({}).present["Gaps"].rows == ()


def test_rows_typed_directly_below_the_action_plan_are_read_and_counted() -> None:
    shape = Shape(empty_rows=0, below=[{"what_to_do": "Ask"}, {"action": "M-2"}, {}, {"action": "M-3"}])
    read = reading({"ActionPlan": [{"action": "M-1"}]}, shapes={"ActionPlan": shape})
    assert told(read) == ["CHK-43 ActionPlan"]
    plan = read.present["ActionPlan"]
    assert ([row.row for row in plan.rows], plan.below) == ([5, 6, 7], 2)
    assert [action.action for action in read.arrangement.actions] == ["M-1", "M-2"]


def test_rows_below_another_output_table_are_nobodys() -> None:
    shape = Shape(empty_rows=0, below=[{"finding": "x"}])
    read = reading({"Gaps": [{"finding": "RSK-01/R1"}]}, shapes={"Gaps": shape})
    assert told(read) == []
    assert (len(read.present["Gaps"].rows), read.present["Gaps"].below) == (1, 0)
