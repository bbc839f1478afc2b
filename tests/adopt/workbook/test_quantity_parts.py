"""A quantity that stands apart for each quarter or year becomes one: their sum, each of its cells in the trace."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.kinds.grids import table_of, targets
from tests.adopt.registers import VIEW, adopt, built, rows_of, saved

QUARTERS = (
    ("Item", "Unit cost", "Q1", "Q2", "Q3", "Q4", "Total"),
    ("Water filters", 40, 10, 0, 5, "", 600),
    ("Jerrycans", 12, 20, 20, 20, 20, 960),
    ("Ropes", 2.5, "", 0.1, "", 0.2, 0.75),
    ("Total", "", "", "", "", "", 1560.75),
)


def test_the_quantity_is_the_sum_of_its_quarters_where_it_makes_the_total(tmp_path: Path) -> None:
    rows = rows_of(built(saved(tmp_path / "budget.xlsx", QUARTERS, sheet="Budget")), "Budget")
    assert [(row["Quantity"], row["Unit cost"]) for row in rows] == [(15, 40), (80, 12), (0.3, 2.5)]


def test_every_cell_that_was_added_up_stands_in_the_trace_with_the_sum(tmp_path: Path) -> None:
    new = built(saved(tmp_path / "budget.xlsx", QUARTERS, sheet="Budget"))
    lines = [line for line in rows_of(new, "Adopted") if (line["row"], line["column"]) == ("B1", "Quantity")]
    found = [(line["cell"], line["source value"], line["value"], line["how"]) for line in lines]
    assert found == [("C2", 10, 15, "joined"), ("D2", 0, 15, "joined"), ("E2", 5, 15, "joined")]


def test_a_newer_version_changes_the_sum(tmp_path: Path) -> None:
    old = saved(tmp_path / "budget.xlsx", QUARTERS, sheet="Budget")
    new = built(old)
    saved(old, [QUARTERS[0], ("Water filters", 40, 10, 0, 6, "", 640), *QUARTERS[2:4]], sheet="Budget")
    result = adopt(old, "--to", new, "--as", VIEW, "--accept")
    assert result.exit_code == 0, result.output
    assert [row["Quantity"] for row in rows_of(new, "Budget")] == [16, 80, 0.3]


def test_where_no_total_tells_it_quantities_of_years_are_asked_about() -> None:
    lines = [("Item", "Unit cost (USD)", "Year 1 units", "Year 2 units"), ("Water filters", 40, 10, 5),
             ("Jerrycans", 12, 20, 30), ("Ropes", 25, 4, "")]  # fmt: skip
    parts = [column for column in table_of(lines, name="Budget").columns if column.header.startswith("Year")]
    assert [(column.target, column.ask) for column in parts] == [("Budget.quantity", True)] * 2


def test_amounts_of_quarters_are_no_quantities() -> None:
    lines = [("Item", "Quantity", "Unit cost", "Q1", "Q2", "Total"), ("Water filters", 15, 40, 400, 200, 600),
             ("Jerrycans", 80, 12, 480, 480, 960), ("Ropes", 12, 25, 100, 200, 300)]  # fmt: skip
    found = targets(table_of(lines, name="Budget"))
    assert (found["Quantity"], found["Q1"], found["Q2"]) == ("Budget.quantity", None, None)


def test_of_quarters_with_their_sum_beside_them_the_sum_is_carried() -> None:
    lines = [("Item", "Unit cost", "Q1", "Q2", "Total qty", "Total cost"), ("Water filters", 40, 10, 5, 15, 600),
             ("Jerrycans", 12, 20, 60, 80, 960), ("Ropes", 25, 4, 8, 12, 300)]  # fmt: skip
    found = targets(table_of(lines, name="Budget"))
    assert (found["Total qty"], found["Q1"], found["Q2"]) == ("Budget.quantity", None, None)


def test_quarters_that_are_groups_over_quantity_and_amount_are_added_up() -> None:
    lines = [("Item", "Unit cost", "Q1", "", "Q2", "", "Total"), ("", "", "Qty", "Amount", "Qty", "Amount", ""),
             ("Water filters", 40, 10, 400, 5, 200, 600), ("Jerrycans", 12, 20, 240, 60, 720, 960),
             ("Ropes", 25, 4, 100, 8, 200, 300)]  # fmt: skip
    found = [(column.column, column.target) for column in table_of(lines, name="Budget").columns]
    assert [number for number, target in found if target == "Budget.quantity"] == [3, 5]
