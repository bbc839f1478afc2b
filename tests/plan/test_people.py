"""docs/design.md, Re-runs: what people write is never lost, and no row moves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline.plan.shape import CELL_LIMIT
from pipeline.reading.source.cell_marks import ExcelError, Uncalculated
from tests.plan.sheet import Sheet
from tests.plan.world import DAY, finding, found, given, once, plan_sheet, run

ONE = found(finding())
LATER = DAY + timedelta(days=10)


@pytest.fixture
def sheet() -> Sheet:
    """An action plan with two actions, found on DAY."""
    sheet = plan_sheet()
    run(sheet, found(finding(), finding("RSK-02/R2")))
    return sheet


BOTH = found(finding(), finding("RSK-02/R2"))


def test_new_actions_follow_in_the_order_of_gaps_and_no_row_moves(sheet: Sheet) -> None:
    sheet.rows.reverse()
    run(sheet, found(finding("RSK-02/R3", "critical"), finding(), finding("RSK-02/R2"), finding("ARR-01/arrangement")))
    assert sheet.column("action") == ["RSK/R2", "RSK/R1", "RSK/R3", "ARR"]


def test_an_empty_row_between_others_keeps_them_in_place(sheet: Sheet) -> None:
    sheet.rows.insert(1, {})
    merged = run(sheet, BOTH)
    assert [row.source for row in merged.rows] == [5, 6, 7]
    assert sheet.column("action") == ["RSK/R1", "", "RSK/R2"]


def test_a_deleted_row_whose_finding_stands_returns(sheet: Sheet) -> None:
    del sheet.rows[0]
    run(sheet, BOTH, today=LATER)
    assert sheet.column("action") == ["RSK/R2", "RSK/R1"]
    assert sheet.column("first_found") == [DAY, LATER]


def test_a_row_with_text_and_no_id_gets_the_next_number_and_is_peoples_from_then_on(sheet: Sheet) -> None:
    sheet.add(action="M-7", what_to_do="ours")
    mine = sheet.add(what_to_do="Buy radios", why="we said so", priority="urgent!")
    run(sheet, BOTH)
    assert mine | {"Action": "M-8"} == {key: value for key, value in sheet.rows[3].items() if value}
    assert sheet.rows[2]["What to do"] == "ours"
    sheet.rows[3]["State"] = "whatever"
    run(sheet, found())
    assert sheet.rows[3]["State"] == "whatever"


def test_an_id_of_the_peoples_own_is_left_alone(sheet: Sheet) -> None:
    sheet.add(action="radio 1", what_to_do="Buy radios")
    run(sheet, found())
    assert sheet.rows[2] == {"Action": "radio 1", "What to do": "Buy radios"}


def test_of_the_same_id_twice_the_upper_row_is_the_action_and_the_other_is_mentioned(sheet: Sheet) -> None:
    copy = {**sheet.rows[0], "Action": " rsk/r1", "Notes": "copied", "Why": "my own"}
    sheet.rows.append(copy)
    merged = run(sheet, found())
    assert [row.kind for row in merged.rows] == ["action", "action", "duplicate"]
    assert [(mention.check, mention.cell.row) for mention in merged.mentions] == [("CHK-71", 7)]
    assert sheet.rows[2] == copy
    assert sheet.rows[0]["State"] == "Resolved"


@pytest.mark.parametrize("header", ["What to do", "Why", "Priority", "Proposed due", "Cost", "State", "Partners"])
def test_text_that_people_put_into_our_columns_is_appended_to_notes_before_it_is_replaced(
    sheet: Sheet, header: str
) -> None:
    before = sheet.rows[0][header]
    sheet.rows[0] |= {header: "ask Ana first", "Notes": "mine"}
    run(sheet, BOTH, today=LATER)
    assert sheet.rows[0]["Notes"] == f"mine\n[{header}, as written here before the run of 2026-12-02: ask Ana first]"
    assert sheet.rows[0][header] == ("Open" if header == "State" else before)


def test_to_type_into_our_columns_is_to_write_in_the_row(sheet: Sheet) -> None:
    sheet.rows[0]["Why"] = "because"
    run(sheet, BOTH)
    assert sheet.column("state") == ["Open", "New"]


def test_a_date_that_people_moved_is_kept_in_notes_and_ours_comes_back(sheet: Sheet) -> None:
    due = sheet.rows[0]["Proposed due"]
    sheet.rows[0] |= {"Proposed due": date(2027, 5, 1), "First found": date(2020, 1, 1)}
    run(sheet, BOTH, today=LATER)
    assert sheet.rows[0]["Proposed due"] == due
    assert sheet.rows[0]["First found"] == DAY
    assert "[Proposed due, as written here before the run of 2026-12-02: 2027-05-01]" in sheet.rows[0]["Notes"]


def test_our_own_words_are_not_taken_for_peoples_when_they_change(sheet: Sheet) -> None:
    run(sheet, found(finding(says="Now otherwise.", severity="critical", partners=("A",))), today=LATER)
    assert sheet.column("notes") == ["", ""]
    assert sheet.rows[0]["Why"] == "Now otherwise."


def test_without_a_stamp_every_sentence_that_differs_is_kept(sheet: Sheet) -> None:
    sheet.rows[0] |= {"Stamp": "", "What to do": "Talk to the mayor", "Proposed responsible": "the mayor"}
    run(sheet, BOTH)
    assert "Talk to the mayor" in sheet.rows[0]["Notes"]
    assert "the mayor" in sheet.rows[0]["Notes"]


def test_without_a_stamp_what_is_ours_by_its_form_is_not_taken_for_peoples(sheet: Sheet) -> None:
    sheet.rows[0]["Stamp"] = ""
    run(sheet, found(finding(severity="critical", partners=("A",))))
    assert sheet.column("notes") == ["", ""]
    assert sheet.column("first_found")[0] == DAY


def test_a_stamp_copied_to_another_row_does_not_count(sheet: Sheet) -> None:
    sheet.rows[1] |= {"Stamp": sheet.rows[0]["Stamp"], "Why": "typed"}
    run(sheet, BOTH)
    assert "typed" in sheet.rows[1]["Notes"]


def test_something_typed_over_the_stamp_is_kept_too(sheet: Sheet) -> None:
    sheet.rows[0]["Stamp"] = "what is this?"
    run(sheet, BOTH)
    assert "what is this?" in sheet.rows[0]["Notes"]


def test_text_typed_into_a_resolved_action_stays_where_it_is(sheet: Sheet) -> None:
    run(sheet, found())
    sheet.rows[0]["Why"] = "we fixed it"
    run(sheet, found())
    assert sheet.rows[0]["Why"] == "we fixed it"
    run(sheet, BOTH)
    assert "we fixed it" in sheet.rows[0]["Notes"]


def test_notes_without_room_leave_the_text_where_it_was_typed_and_are_mentioned(sheet: Sheet) -> None:
    sheet.rows[0] |= {"Notes": "n" * (CELL_LIMIT - 10), "Why": "typed"}
    merged = run(sheet, BOTH)
    assert sheet.rows[0]["Why"] == "typed"
    assert [(mention.check, mention.cell.column) for mention in merged.mentions] == [("CHK-73", "why")]
    sheet.rows[0]["Notes"] = "short now"
    run(sheet, BOTH)
    assert "typed" in sheet.rows[0]["Notes"]


def test_columns_that_people_added_are_left_to_the_writer_who_copies_them_raw(sheet: Sheet) -> None:
    sheet.headers.insert(3, "Colour")
    sheet.rows[0]["Colour"] = "red"
    run(sheet, BOTH)
    assert sheet.rows[0]["Colour"] == "red"


@pytest.mark.parametrize("content", [ExcelError("#VALUE!"), 0.5, date(2026, 3, 1)])
def test_notes_that_hold_no_text_are_left_as_they_are_and_so_is_what_was_typed(sheet: Sheet, content: object) -> None:
    sheet.rows[0] |= {"Notes": content, "Why": "typed"}
    for _ in range(2):
        merged = run(sheet, BOTH)
        assert (sheet.rows[0]["Notes"], sheet.rows[0]["Why"]) == (content, "typed")
        assert [(mention.check, mention.cell.column) for mention in merged.mentions] == [("CHK-77", "why")]


@pytest.mark.parametrize("content", [ExcelError("#VALUE!"), Uncalculated()])
def test_what_is_no_text_is_left_where_it_was_put_and_never_becomes_words_of_ours(
    sheet: Sheet, content: object
) -> None:
    sheet.rows[0] |= {"Notes": "ours", "Why": content}
    for _ in range(2):
        merged = run(sheet, BOTH)
        assert (sheet.rows[0]["Notes"], sheet.rows[0]["Why"]) == ("ours", content)
        assert [(mention.check, mention.cell.column) for mention in merged.mentions] == [("CHK-84", "why")]


def test_a_notes_column_that_was_taken_out_comes_back_when_it_is_needed(sheet: Sheet) -> None:
    sheet.headers.remove("Notes")
    sheet.rows[0]["Why"] = "typed"
    run(sheet, BOTH)
    assert "typed" in sheet.rows[0]["Notes"]


def test_without_a_column_of_ids_nothing_is_written() -> None:
    sheet = plan_sheet()
    run(sheet, ONE)
    sheet.headers[0] = "Number"
    merged = once_merged(sheet)
    assert not merged.is_readable
    assert [mention.check for mention in merged.mentions] == ["CHK-74"]


def once_merged(sheet: Sheet):  # type: ignore[no-untyped-def]
    from pipeline.analysis.assessment import Assessment
    from pipeline.plan.merge import plan

    return plan(Assessment.of(given("R1"), DAY), ONE, sheet.present())


def retitled(sheet: Sheet, title: str) -> list[str]:
    merged = run(sheet, ONE, given("R1", titles={"R1": title}))
    return [mention.check for mention in merged.mentions]


def test_a_subject_whose_title_changed_is_mentioned_until_somebody_writes_in_the_row() -> None:
    sheet = plan_sheet()
    assert retitled(sheet, "Robbery") == []
    sheet.rows[0]["Notes"] = "agreed with the guards"
    assert retitled(sheet, " ROBBERY") == []
    assert retitled(sheet, "Flood") == ["CHK-72"]
    assert retitled(sheet, "Flood") == ["CHK-72"]
    sheet.rows[0]["Notes"] = "still right"
    assert retitled(sheet, "Flood") == []
    assert retitled(sheet, "Fire") == ["CHK-72"]
    assert retitled(sheet, "Flood") == []


def test_a_changed_title_is_not_mentioned_where_nobody_wrote() -> None:
    sheet = plan_sheet()
    assert retitled(sheet, "Robbery") == []
    assert retitled(sheet, "Flood") == []


def test_a_workbook_without_the_table_gives_the_plan_all_the_same() -> None:
    from pipeline.analysis.assessment import Assessment
    from pipeline.plan.merge import plan

    merged = plan(Assessment.of(given("R1"), DAY), ONE, None)
    assert [(row.source, row.value("state")) for row in merged.rows] == [(None, "new")]


def test_an_unchanged_plan_is_not_written(sheet: Sheet) -> None:
    before = [dict(row) for row in sheet.rows]
    once(sheet, BOTH, given("R1", "R2", "R3"), LATER)
    assert sheet.rows == before


def test_words_of_ours_in_a_resolved_action_are_still_known_as_ours_when_it_is_reopened(sheet: Sheet) -> None:
    run(sheet, found())
    run(sheet, found(finding(says="Now otherwise.", do="Do otherwise."), finding("RSK-02/R2")))
    assert sheet.column("notes") == ["", ""]
