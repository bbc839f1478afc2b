"""Budgets as templates have them: a summary beside the detail, shares, formulas of which no result is stored."""

from __future__ import annotations

from dataclasses import replace

from pipeline.adopt.mapping.accept import accept
from pipeline.adopt.proposal import TableProposal
from pipeline.adopt.recognise.recognise import recognise
from pipeline.adopt.source.sheet import SourceBook
from pipeline.reading.source.cell_marks import Uncalculated
from schemas.wording.text import text
from tests.adopt.kinds.grids import book_of
from tests.adopt.registers import Line

HEADER: Line = ("Line", "Item", "Qty", "# of months", "Unit cost (USD)", "LOE %", "Total (USD)")
SUMMARY: tuple[Line, ...] = (
    ("Category", "Total (EUR)"),
    ("Staff", 42000),
    ("Equipment", 9000),
    ("Training", 9000),
    ("Total", 60000),
)
DETAIL: tuple[Line, ...] = (
    ("Ref", "Category", "Description", "Units", "Months", "Unit cost", "Total"),
    ("1", "Staff", "Adviser", 1, 12, 2000, 24000),
    ("2", "Staff", "Guards", 3, 12, 500, 18000),
    ("3", "Equipment", "Radio", 10, 1, 600, 6000),
    ("4", "Equipment", "First aid kit", 30, 1, 100, 3000),
    ("5", "Training", "Course for drivers", 2, 1, 4500, 9000),
)


def both() -> SourceBook:
    summary, detail = book_of(SUMMARY), book_of(DETAIL)
    (sheet,) = detail.sheets
    return replace(summary, sheets=(*summary.sheets, replace(sheet, name="Detail")))


def only(*lines: Line) -> TableProposal:
    (table,) = recognise(book_of(lines)).tables
    return table


def test_whether_a_summary_is_carried_beside_its_detail_is_asked() -> None:
    summary, detail = recognise(both()).tables
    assert (summary.ask, summary.why) == (True, text("adopt.why.summary", sheet="Detail"))
    assert not detail.ask


def test_a_summary_stays_out_where_proposals_are_accepted() -> None:
    proposal = recognise(both())
    accept(proposal, "LOC")
    assert [table.sheet for table in proposal.used] == ["Detail"]


def test_two_budgets_with_lines_of_their_own_are_both_carried() -> None:
    other = book_of((SUMMARY[0], ("Staff", 31000), ("Equipment", 9500), ("Training", 4000), ("Total", 44500)))
    tables = recognise(replace(other, sheets=(*other.sheets, both().sheets[1]))).tables
    assert [table.is_summary for table in tables] == [False, False]


def test_a_share_that_each_total_is_multiplied_with_is_named_in_the_question() -> None:
    table = only(
        HEADER,
        ("1", "Security adviser", 1, 12, 3000, 1, 36000),
        ("2", "Accountant", 1, 12, 2000, 0.5, 12000),
        ("3", "Driver", 2, 12, 800, 0.25, 4800),
    )
    price = table.column_for("Budget.unit_cost")
    assert price
    assert price.why == text("adopt.why.further_factor", header="LOE %", count=2, of=3)


def test_a_formula_without_a_stored_result_is_no_text_and_is_named() -> None:
    table = only(
        ("Line", "Item", "Qty", "Year 1", "Unit cost", "Total cost"),
        ("1", "Adviser", 1, Uncalculated(), 3000, Uncalculated()),
        ("2", "Guards", 4, Uncalculated(), 500, Uncalculated()),
        ("3", "Radios", 6, Uncalculated(), 250, Uncalculated()),
    )
    assert [column.target for column in table.columns] == [
        "Budget.line",
        "Budget.description",
        "Budget.quantity",
        None,
        "Budget.unit_cost",
        None,
    ]
    assert table.columns[3].why == text("reading.no_stored_result")
