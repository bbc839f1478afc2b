"""Matrices, budgets and indicator sheets are recognised by header, group, values, position and neighbours together."""

from __future__ import annotations

import pytest

from pipeline.adopt.proposal import ranges
from pipeline.adopt.questions import table_questions
from schemas.wording.text import text
from tests.adopt.kinds.grids import BUDGET, CHECKLIST, RACI, proposal_of, table_of, targets
from tests.adopt.registers import Line


def test_a_matrix_has_a_partner_in_each_column_of_roles() -> None:
    table = table_of(RACI, {"green valley association": "LOCA"})
    partners = {column.header: column.partner for column in table.columns if column.target == "Activities.role"}
    assert (table.kind, partners) == (
        "activity_matrix", {"Project manager": None, "Green Valley Association": "LOCA", "HRBR": None}
    )  # fmt: skip


def test_tasks_are_carried_and_phases_and_the_legend_are_none() -> None:
    table = table_of(RACI)
    assert ranges(table.carried) == [(5, 6), (8, 9)]
    assert table.sections == {5: "Preparedness", 6: "Preparedness", 8: "Response", 9: "Response"}
    assert (table.left[4], table.left[11]) == (text("adopt.left.heading"), text("adopt.left.legend"))


def test_a_heading_that_names_a_phase_is_not_asked_about() -> None:
    phases = [(fill.value, fill.ask) for fill in table_of(RACI).fills if fill.target == "Activities.phase"]
    assert phases == [("preparedness", False), ("response", False)]


def test_a_letter_that_nobody_knows_is_asked() -> None:
    words = {column.header: column.words for column in table_of(RACI).columns if column.words}
    assert (words["HRBR"].unmapped, words["HRBR"].ask) == (["D"], True)


LETTERED = ("Activity", "GVA", "HRBR", "LHT")
COOK, CLEAR = ("Cook for the shelter", "P", "S", "A"), ("Clear the road", "A", "P", "S")
WARN, COUNT = ("Warn the hamlets", "S", "A", "P"), ("Count the families", "P", "A", "S")


@pytest.mark.parametrize(
    ("legend", "is_asked"), [((), True), ((("P = participates; A = accountable; S = supports",),), False)]
)
def test_letters_beside_a_p_that_nobody_explains_are_asked(legend: tuple[Line, ...], is_asked: bool) -> None:
    """P may be primary, and A beside it who agrees."""
    table = table_of([LETTERED, COOK, CLEAR, WARN, COUNT, *legend])
    assert {column.words.ask for column in table.columns if column.words} == {is_asked}


def test_whose_columns_they_are_and_which_event_are_one_question_each() -> None:
    asked = [about for about, _ in table_questions(table_of(RACI))]
    assert asked == ["column", "words", "fill"]


def test_a_matrix_of_marks_is_one_only_where_organisations_stand_across() -> None:
    marks = [("x", "", "x"), ("", "x", "x"), ("x", "x", ""), ("x", "", "")]
    rows = [(f"Deliver goods to town {at}", *cells) for at, cells in enumerate(marks)]
    assert table_of([("Activity", "GVA", "HRBR", "LHT"), *rows]).kind == "activity_matrix"
    assert proposal_of([("Control", "Preventive", "Detective", "Corrective"), *rows]).tables == []


def test_what_a_mark_means_is_asked() -> None:
    rows = [(f"Deliver goods to town {at}", "x", "") for at in range(4)]
    table = table_of([("Activity", "GVA", "HRBR"), *rows[:2], ("Guard the store", "", "x"), *rows[2:]])
    assert all(column.words and column.words.ask for column in table.columns if column.target == "Activities.role")


def test_names_of_persons_become_no_partners() -> None:
    rows = [(f"Deliver goods to town {at}", "R", "A") for at in range(4)]
    table = table_of([("Activity", "Jane Doe", "John Roe"), *rows])
    assert [column.proposed_partner for column in table.columns[1:]] == ["-", "-"]


def test_the_columns_of_a_budget_are_recognised() -> None:
    assert targets(table_of(BUDGET)) == {
        "No.": "Budget.line", "Item": "Budget.description", "Qty": "Budget.quantity", "Unit price": "Budget.unit_cost",
        "Total USD": None, "Donor": "Budget.funder",
    }  # fmt: skip


def test_headings_and_totals_are_no_lines_of_a_budget() -> None:
    table = table_of(BUDGET)
    assert (ranges(table.carried), sorted(table.left)) == ([(3, 4), (7, 8)], [2, 5, 6, 9])


def test_a_heading_with_the_sum_of_its_lines_is_no_line() -> None:
    lines = [BUDGET[0], ("A", "Equipment", "", "", 625, ""), *BUDGET[2:4], ("B", "Guards", "", "", 3600, ""), BUDGET[6]]
    assert table_of(lines).carried == [3, 4, 6]


def test_a_total_that_is_not_quantity_times_price_is_asked() -> None:
    lines = [BUDGET[0], *BUDGET[2:4], (3, "Rent", 1, 5000, 55000, "")]
    price = next(column for column in table_of(lines).columns if column.target == "Budget.unit_cost")
    assert (price.ask, price.why) == (True, text("adopt.why.sum", count=1, of=3))


def test_a_grand_total_that_is_not_the_sum_of_the_lines_is_asked_about_with_its_cell() -> None:
    columns = {
        column.header: column for column in table_of([*BUDGET[:-1], ("", "Grand total", "", "", 6000, "")]).columns
    }
    values = {"cell": "E9", "stated": "6,000", "ours": "5,125", "difference": "875"}
    price = columns["Unit price"]
    assert (price.ask, price.why) == (True, text("adopt.why.grand_total", **values))
    assert columns["Total USD"].check == text("adopt.why.grand_total_said", **values)


@pytest.mark.parametrize("lines", [
    BUDGET,
    BUDGET[:-1],  # of its parts alone
    [BUDGET[0], ("", "Total budget", "", "", 5125, ""), *BUDGET[1:-1]],
], ids=["met", "parts", "above"])  # fmt: skip
def test_a_total_that_is_met_is_not_asked_about(lines: list[Line]) -> None:
    assert [(column.ask, column.check) for column in table_of(lines).columns] == [(False, "")] * 6


def test_a_tax_that_stays_out_explains_the_difference_and_is_said_without_a_question() -> None:
    lines = [*BUDGET[:-1], ("", "VAT", "", "", 500, ""), ("", "Grand total", "", "", 5625, "")]
    columns = {column.header: column for column in table_of(lines).columns}
    assert not columns["Unit price"].ask
    assert "E10" in columns["Total USD"].check


def test_a_budget_of_nothing_but_sums_has_one_of_each() -> None:
    lines = [("Budget line", "Amount (USD)"), ("Radios", 500), ("Guards", 3600), ("Training", 900), ("Total", 5000)]
    table = table_of(lines, name="Budget")
    assert targets(table)["Amount (USD)"] == "Budget.unit_cost"
    filled = [(fill.target, fill.value) for fill in table.fills if not fill.ask]
    assert filled == [("Budget.quantity", "1"), ("Arrangement.currency", "USD")]


def test_the_columns_of_a_checklist_are_recognised() -> None:
    assert targets(table_of(CHECKLIST)) == {
        "ID": "Indicators.indicator", "Question": "Indicators.text", "In place?": "Indicators.rating",
        "Evidence": "Indicators.notes", "Gap": "Indicators.notes",
    }  # fmt: skip


def test_the_headings_of_a_checklist_are_its_elements() -> None:
    table = table_of(CHECKLIST)
    assert table.carried == [3, 4, 6, 7]
    elements = [(fill.value, fill.section) for fill in table.fills if fill.target == "Indicators.element"]
    assert elements == [("Governance", "Governance"), ("Travel", "Travel")]


def test_an_answer_that_nobody_knows_is_asked() -> None:
    words = next(column.words for column in table_of(CHECKLIST).columns if column.target == "Indicators.rating")
    assert words
    assert (words.map, words.open_words) == ({"Yes": "present", "Partly": "partial", "No": "absent"}, ["it varies"])


def test_another_list_below_is_none_of_the_table() -> None:
    other = [(), ("Contacts",), ("Contact", "Telephone", "Town"), ("Duty officer", "555 0101", "Northvale")]
    assert table_of([*CHECKLIST, *other]).carried == [3, 4, 6, 7]


def test_a_matrix_goes_on_below_its_header_once_more() -> None:
    rows = [
        (f"Do thing number {at}", *cells) for at, cells in enumerate([("R", "A"), ("A", "R"), ("C", "R"), ("I", "A")])
    ]
    table = table_of([("Task", "GVA", "HRBR"), *rows[:2], ("Task", "GVA", "HRBR"), *rows[2:]])
    assert (ranges(table.carried), table.left) == ([(2, 3), (5, 6)], {4: text("adopt.left.header_again")})
