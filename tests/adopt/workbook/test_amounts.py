"""Amounts as people type them into budgets: with a currency, with the marks of any language."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.adopt.source.amounts import decimal_mark, is_undecided, readings
from pipeline.adopt.source.sheet import amount_of, number_of
from pipeline.adopt.workbook.cell_value import value_for
from schemas.spec import table
from tests.adopt.kinds.grids import table_of
from tests.adopt.registers import built, recognised, rows_of, saved

HEADERS = ("Item", "Quantity", "Unit cost", "Donor")


def budget(path: Path, *costs: object) -> Path:
    items = ("Radios for the field bases", "Guards for the warehouse", "Training of all drivers", "Repair of the fence")
    rows = [(item, 2, cost, "Harbour Relief") for item, cost in zip(items, costs, strict=False)]
    return saved(path / "budget.xlsx", [HEADERS, *rows], sheet="Budget")


@pytest.mark.parametrize(("typed", "meant"), [
    ("USD 1,250.50", 1250.5), ("1.250,50 €", 1250.5), ("CHF 1'250.50", 1250.5), ("$1,250.50", 1250.5),
    ("US$ 900", 900), ("900 EUR", 900), ("Rs.500", 500), ("(1,250.00)", -1250), ("S/.30.00", 30),
    ("FCFA 25 000", 25000), ("$2,000", 2000),
])  # fmt: skip
def test_an_amount_with_a_currency_is_a_number(typed: str, meant: float) -> None:
    assert number_of(typed) == meant


@pytest.mark.parametrize("cell", ["ISO 27001", "R 12", "3 R", "R1", "(1)", "SOP-4", "10-12", "2025-03-04", "3 days"])
def test_an_id_is_no_amount(cell: str) -> None:
    assert number_of(cell) is None


@pytest.mark.parametrize(("typed", "meant"), [
    ("88 jours", 88), ("1,485 rolls", 1485), ("€150/hr", 150), ("~10 €/mois", 10), ("$150k/year", 150_000),
    ("20 per day", 20), ("160 h", 160), ("0,255/GiB-mes", 0.255), ("2.5 mio", None), ("12-13 days", None),
    ("2 of 5", None), ("1.5MM", None),
    ("Phase 2", None), ("3 R", None),
])  # fmt: skip
def test_what_an_amount_is_counted_in_may_stand_behind_it(typed: str, meant: float | None) -> None:
    assert amount_of(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [
    ("GBP 2.5M", 2_500_000), ("2,5 M€", 2_500_000), ("1.2 M USD", 1_200_000), ("$3m", 3_000_000), ("0.5M", 500_000),
    ("5 m", None), ("5m", None), ("150 M/month", None), ("3M tape", None),
])  # fmt: skip
def test_an_amount_with_the_letter_m_is_in_millions(typed: str, meant: float | None) -> None:
    assert amount_of(typed) == meant
    assert number_of(typed) is None


def test_amounts_with_the_letter_m_are_asked_about() -> None:
    lines = [("Cost item", "Year 1", "Year 2", "Total"), ("Wells", "EUR 1.5M", "EUR 1M", "EUR 2.5M"),
             ("Pipes", "EUR 0.5M", "EUR 0.7M", "EUR 1.2M"), ("Total", "EUR 2M", "EUR 1.7M", "EUR 3.7M")]  # fmt: skip
    table = table_of(lines, name="Budget")
    (price,) = [column for column in table.columns if column.target == "Budget.unit_cost"]
    assert (price.header, price.ask) == ("Total", True)
    assert "2,500,000" in price.why


def test_the_sum_of_a_line_is_not_multiplied_with_its_months(tmp_path: Path) -> None:
    lines = [("Item", "Monthly cost", "Months", "Total"), ("Radio licence", 20, 4, 80), ("Fuel", "by use", 12, 2400),
             ("Guards", 300, 6, 1800), ("Insurance", 15, 12, 180)]  # fmt: skip
    rows = rows_of(built(saved(tmp_path / "budget.xlsx", lines, sheet="Budget")), "Budget")
    assert [(row["Unit cost"], row["Periods"]) for row in rows] == [(20, 4), (2400, None), (300, 6), (15, 12)]


@pytest.mark.parametrize("typed", ["USD 1,250.50", "1.250,50 €", "CHF 1'250.50"])
def test_a_cost_with_a_currency_is_carried(tmp_path: Path, typed: str) -> None:
    rows = rows_of(built(budget(tmp_path, 500, typed, 80)), "Budget")
    assert [row["Unit cost"] for row in rows] == [500, 1250.5, 80]


def test_another_cell_of_the_column_tells_what_the_mark_means(tmp_path: Path) -> None:
    rows = rows_of(built(budget(tmp_path, "1.250 €", "12,50 €", "80 €")), "Budget")
    assert [row["Unit cost"] for row in rows] == [1250, 12.5, 80]


def test_a_mark_that_no_cell_explains_is_asked_about(tmp_path: Path) -> None:
    columns = recognised(budget(tmp_path, "1.250 €", "2.500 €", "80 €"))["columns"]
    cost = next(column for column in columns if column["header"] == "Unit cost")
    assert (cost["ask"], "1.250 €" in cost["why"]) == (True, True)


def test_a_mark_that_another_cell_explains_is_not_asked_about(tmp_path: Path) -> None:
    columns = recognised(budget(tmp_path, "1.250 €", "12,50 €", "80 €"))["columns"]
    assert not next(column for column in columns if column["header"] == "Unit cost")["ask"]


@pytest.mark.parametrize(("cell", "step"), [(4, (4, "copied")), ("4", (4, "copied")), (0.35, None), (20, None)])
def test_what_somebody_takes_for_a_rating_is_one_only_from_1_to_5(cell: object, step: object) -> None:
    likelihood = table("Risks").by_name["likelihood"]
    assert value_for(likelihood, cell, None, day_first=None) == step


def test_two_readings_and_the_mark_of_a_column() -> None:
    assert readings("1.250") == (1.25, 1250)
    assert (decimal_mark(["1.250", "3,50"]), decimal_mark(["1.5", "3,5"])) == (",", "")
    assert (is_undecided(["1.250"]), is_undecided(["1.250", "2.5"]), is_undecided(["80"])) == (True, False, False)
