"""Putting results into tables: rows follow their key, what people added is kept, what is equal is not written."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.table_update import KEEP, OutColumn, OutRow, TableUpdate
from pipeline.results.unchanged import differs, same_content
from tests.plan.sheet import Sheet
from tests.plan.world import finding, found
from tests.results.world import Workbook

CASE = {"risks": "| risk | owner |\n| R1 | A |\n| R2 | A |"}
TWO = found(finding(), finding("RSK-02/R2"))
SENTENCE = "No longer found; kept because something is written beside it."


@pytest.fixture
def book() -> Workbook:
    """A workbook with two findings, and people's own column in Gaps."""
    book = Workbook()
    book.sheets["Gaps"].headers.insert(1, "Our remark")
    book.run(CASE, findings=TWO)
    return book


def test_columns_that_people_add_follow_the_rows_key(book: Workbook) -> None:
    book.rows("Gaps")[1]["Our remark"] = "see Ana"
    book.run(CASE, findings=found(finding("RSK-02/R3", "critical"), finding("RSK-02/R2", "high"), finding()))
    assert [(row["Finding"], row.get("Our remark", "")) for row in book.rows("Gaps")] == [
        ("RSK-02/R3", ""), ("RSK-02/R2", "see Ana"), ("RSK-02/R1", ""),
    ]  # fmt: skip


def test_a_row_that_is_gone_is_kept_at_the_end_while_something_is_written_beside_it(book: Workbook) -> None:
    book.rows("Gaps")[0]["Our remark"] = "see Ana"
    book.run(CASE, findings=found(finding("RSK-02/R2")))
    assert [row["Finding"] for row in book.rows("Gaps")] == ["RSK-02/R2", "RSK-02/R1"]
    kept = book.rows("Gaps")[1]
    assert (kept["What was found"], kept["Our remark"], kept["Severity"]) == (SENTENCE, "see Ana", "")
    book.run(CASE, findings=TWO)
    assert [row.get("Our remark", "") for row in book.rows("Gaps")] == ["see Ana", ""]


def test_a_row_that_is_gone_goes_when_nothing_is_written_beside_it(book: Workbook) -> None:
    book.run(CASE, findings=found())
    assert book.rows("Gaps") == []


def test_a_sorted_result_is_put_in_order_again_with_what_stands_beside_it(book: Workbook) -> None:
    book.rows("Gaps")[0]["Our remark"] = "first"
    book.rows("Gaps").reverse()
    book.run(CASE, findings=TWO)
    assert [(row["Finding"], row.get("Our remark", "")) for row in book.rows("Gaps")] == [
        ("RSK-02/R1", "first"), ("RSK-02/R2", ""),
    ]  # fmt: skip


def test_the_headers_that_stand_in_the_workbook_are_used() -> None:
    book = Workbook()
    sheet = book.sheets["Gaps"]
    sheet.headers[sheet.headers.index("Severity")] = "severity"
    book.run(CASE, findings=TWO)
    assert [row["severity"] for row in book.rows("Gaps")] == ["High", "High"]
    assert "Severity" not in sheet.headers


def test_a_former_partners_scores_are_emptied_and_its_column_stays() -> None:
    book = Workbook()
    sheet = book.sheets["RiskProfile"]
    sheet.headers.append("Score · GONE")
    book.run(CASE, findings=TWO)
    book.rows("RiskProfile")[0]["Score · GONE"] = 9.0
    book.run(CASE, findings=TWO)
    assert book.rows("RiskProfile")[0]["Score · GONE"] == ""


def test_a_table_that_is_not_in_the_workbook_gets_no_update() -> None:
    book = Workbook()
    del book.sheets["Overlaps"], book.sheets["Summary"]
    assert {update.table for update in book.compute(CASE, findings=TWO).updates} >= {"Gaps", "ActionPlan"}


def test_only_the_action_plan_keeps_its_filter() -> None:
    updates = Workbook().compute(CASE, findings=TWO).updates
    assert {update.table for update in updates if not update.clear_filter} == {"ActionPlan"}


def test_the_same_results_on_a_later_day_write_nothing(book: Workbook) -> None:
    assert book.compute(CASE, date(2026, 12, 1), findings=TWO).updates == ()


@pytest.mark.parametrize(
    ("wanted", "stands", "equal"),
    [
        (None, "", True), (None, None, True), ("a\nb", "a\r\nb", True), (3, 3.0, True), (0.1 + 0.2, 0.3, True),
        (date(2026, 1, 2), datetime.fromisoformat("2026-01-02"), True),
        (KEEP, "anything", True), ("x", "", False), (None, "x", False), (3, "3", False), ("3", 3.0, False),
        (date(2026, 1, 2), "2026-01-02", False), (3, 4.0, False), (0, "", False), (1, True, False),
    ],
)  # fmt: skip
def test_values_are_compared_as_they_read(wanted: object, stands: object, equal: bool) -> None:
    assert same_content(wanted, stands) is equal


texts = st.text("ab é\n", max_size=4)


@given(st.lists(st.tuples(texts, st.none() | st.floats(-9, 9), st.none() | st.dates()), max_size=4))
def test_what_was_just_written_does_not_differ(rows: list[tuple[str, float | None, date | None]]) -> None:
    sheet = Sheet("Gaps")
    headers = [("Finding", "text"), ("Rule", "number"), ("Subject", "date")]
    columns = tuple(OutColumn(header, kind) for header, kind in headers)  # type: ignore[arg-type]
    update = TableUpdate("Gaps", columns, tuple(OutRow(None, row) for row in rows))
    sheet.apply(update)
    stays = tuple(OutRow(5 + i, row) for i, row in enumerate(rows))
    assert not differs(TableUpdate("Gaps", columns, stays), sheet.present())
