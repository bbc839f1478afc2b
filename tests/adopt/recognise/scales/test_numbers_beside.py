"""Numbers that are steps with a sign beside them, and numbers that only count something."""

from __future__ import annotations

import pytest

from pipeline.adopt.recognise.scales.scale_word import step_of, word_and_reason


@pytest.mark.parametrize("cell", ["🔴 4", "4 🟠", "4️⃣", "🟠 4 - Likely", "4 - Month", "4. Likely"])
def test_a_sign_beside_a_number_changes_nothing(cell: str) -> None:
    assert step_of(cell, "likelihood") == 4


@pytest.mark.parametrize("cell", ["4 h", "2 weeks", "3 par an", "1 day", "5 Jahre", "٣ أيام"])
def test_a_number_of_hours_or_years_is_no_step(cell: str) -> None:
    assert step_of(cell, "impact") is None


def test_the_digits_behind_a_decimal_comma_are_no_reason() -> None:
    assert word_and_reason("0,25 je Jahr", "likelihood") is None
    assert word_and_reason("1, as the road is guarded", "likelihood") == ("1", "as the road is guarded")
