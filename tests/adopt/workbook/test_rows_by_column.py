"""Rows that wait column by column until they are written."""

from __future__ import annotations

from pipeline.adopt.workbook.rows_by_column import RowsByColumn


def test_each_row_comes_back_with_the_keys_that_it_had() -> None:
    more: dict[str, object] = {"risk": "R3", "impact": None, "owner": "REDC"}
    given: list[dict[str, object]] = [{"risk": "R1", "impact": 1}, {"risk": "R2"}, more]
    rows = RowsByColumn()
    for row in given:
        rows.add(row)
    assert [*rows] == given
    assert rows[1:] == given[1:]
