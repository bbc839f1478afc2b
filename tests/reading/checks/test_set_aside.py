"""Rows in a table that are no rows of it are left out and mentioned: totals, hashtags, headers once more."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.books import Shape, header_of
from tests.reading.reads import indicator, line, reading, risk, told

LINES = [
    line("B1", quantity=2, unit_cost=300, periods=1, funded_amount=600),
    line("B2", quantity=1, unit_cost=400, periods=2, funded_amount=800),
]
SUMS = {"unit_cost": 1400, "funded_amount": 1400}


def kept(rows: list[dict[str, Any]], **how: Any) -> list[str]:
    read = reading({"Budget": rows}, **how)
    return [row.id for row in read.arrangement.lines]


@pytest.mark.parametrize(
    "total",
    [
        SUMS, {"line": "TOTAL", **SUMS}, {"line": "Total:", "funded_amount": 7}, {"description": "Grand total", **SUMS},
        {"line": "B9", "description": "Total", "category": "other", **SUMS}, {"description": "Sous-total matériel"},
        {"line": "B9", "category": "other", "description": "Total for both", **SUMS}, {"funded_amount": "1 400 EUR"},
        {"description": "المجموع", **SUMS}, {"line": "Suma", **SUMS}, {"quantity": 3, "unit_cost": 700},
        {"line": "– (Total)", **SUMS}, {"line": "tOTAL", **SUMS},
    ],
)  # fmt: skip
def test_a_total_is_left_out_and_said_once(total: dict[str, Any]) -> None:
    read = reading({"Budget": [*LINES, total]})
    assert [row.id for row in read.arrangement.lines] == ["B1", "B2"]
    assert [problem.check for problem in read.problems] == ["CHK-36"]
    assert read.problems[0].address.endswith("7")


def test_subtotals_and_the_total_of_all_are_left_out() -> None:
    rows = [*LINES, SUMS, line("B3", unit_cost=50, funded_amount=50), line("B4", unit_cost=10, funded_amount=10)]
    rows += [{"unit_cost": 60, "funded_amount": 60}, {"unit_cost": 1460, "funded_amount": 1460}]
    read = reading({"Budget": rows})
    assert [row.id for row in read.arrangement.lines] == ["B1", "B2", "B3", "B4"]
    assert [problem.check for problem in read.problems] == ["CHK-36"] * 3


def test_a_total_below_the_table_is_left_out_too() -> None:
    shape = Shape(empty_rows=0, below=[{}, {"line": "Total", **SUMS}])
    assert kept(LINES, shapes={"Budget": shape}) == ["B1", "B2"]


def test_a_line_that_costs_as_much_as_those_above_stays() -> None:
    assert kept([*LINES, line("B3", **SUMS)]) == ["B1", "B2", "B3"]
    assert kept([*LINES, line("B3", description="Total station for the survey", unit_cost=9)]) == ["B1", "B2", "B3"]


def test_a_row_without_an_id_that_sums_nothing_is_still_an_error() -> None:
    read = reading({"Budget": [*LINES, line(None, unit_cost=1400)]})
    assert told(read) == ["CHK-02 Budget!A7"]


def test_a_total_is_recognised_in_every_table_with_numbers() -> None:
    rows = [risk("R1", likelihood__A=2, impact__A=3), risk("R2", likelihood__A=3, impact__A=4)]
    read = reading({"Risks": [*rows, {"likelihood · A": 5, "impact · A": 7}]})
    assert [row.id for row in read.arrangement.risks] == ["R1", "R2"]
    assert [problem.check for problem in read.problems] == ["CHK-36"]


def test_an_organisation_may_be_called_total() -> None:
    assert told(reading({"Indicators": [indicator()]}, partners=("TOTAL", "B"))) == []


def test_a_row_of_hashtags_is_left_out() -> None:
    row = {"risk": "#risk+id", "event": "#event", "location": "#loc +name"}
    read = reading({"Risks": [row, risk("R1")]})
    assert [item.id for item in read.arrangement.risks] == ["R1"]
    assert told(read) == ["CHK-37 Risks!A5"]


def test_an_id_with_a_number_sign_is_an_id() -> None:
    assert told(reading({"Budget": [line("#1")]})) == []


def test_headers_that_stand_a_second_time_are_left_out() -> None:
    from schemas.spec import table

    keys = ("risk", "event", "description", "location")
    row = {key: header_of(table("Risks"), key) for key in keys}
    read = reading({"Risks": [risk("R1"), row, risk("R2")]})
    assert [item.id for item in read.arrangement.risks] == ["R1", "R2"]
    assert told(read) == ["CHK-38 Risks!A6"]
