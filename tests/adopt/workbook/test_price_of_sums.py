"""Lines of a budget that say how many and what they cost together, but not the price: it is worked out."""

from __future__ import annotations

from pathlib import Path

from tests.adopt.registers import built, rows_of, saved

LINES = (
    ("Item", "Quantity", "Unit cost", "Months", "Total"),
    ("Bricks", 7000, "-", "", 1050),
    ("Watchman", 2, "", 6, 2400),
    ("Land", "", "", "", 12000),
    ("Cement", 28, 18, "", 504),
    ("Sand", 3, 15, "", 45),
    ("Hinges", 10, 3, "", 30),
)


def test_a_line_without_a_price_has_what_its_sum_makes_for_each(tmp_path: Path) -> None:
    rows = rows_of(built(saved(tmp_path / "budget.xlsx", LINES, sheet="Budget")), "Budget")
    found = [(row["Description"], row["Quantity"], row["Unit cost"], row["Periods"]) for row in rows[:4]]
    assert found == [
        ("Bricks", 7000, 0.15, None),
        ("Watchman", 2, 200, 6),
        ("Land", 1, 12000, None),
        ("Cement", 28, 18, None),
    ]


def test_its_trace_names_the_cell_of_the_sum(tmp_path: Path) -> None:
    new = built(saved(tmp_path / "budget.xlsx", LINES, sheet="Budget"))
    (line,) = [line for line in rows_of(new, "Adopted") if (line["row"], line["column"]) == ("B1", "Unit cost")]
    assert (line["cell"], line["source value"], line["value"]) == ("E2", 1050, 0.15)
