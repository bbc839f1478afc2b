"""Ids stand in the order in which people count."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.order import natural


@pytest.mark.parametrize(
    "order", [["R1", "R2", "R10"], ["1.2", "1.10", "2"], ["R2", "R2a"], ["1", "R1"], ["R1", "r1"], ["R01", "R1"]]
)
def test_natural_order_reads_numbers_as_numbers(order: list[str]) -> None:
    backwards = order[::-1]
    assert sorted(backwards, key=natural) == order


@given(st.lists(st.text()))
def test_natural_order_takes_any_text(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(texts, key=natural) == sorted(backwards, key=natural)
