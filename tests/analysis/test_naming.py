"""How rows and amounts of money are called in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.naming import LONGEST, amount, called, of
from pipeline.domain.arrangement import Risk


def test_a_risk_is_called_by_what_could_happen_and_else_by_its_event() -> None:
    assert of(Risk(row=5, risk="R3", event="Flood", description="The ferry is cut off.")) == "R3 (The ferry is cut off)"
    assert of(Risk(row=5, risk="R3", event="Flood")) == "R3 (Flood)"
    assert of(Risk(row=5, risk="R3")) == "R3"


def test_a_long_text_is_cut_between_words_and_says_so() -> None:
    long = "The common budget has lines of its own for our security, and they are agreed by all"
    assert called("I1", long) == "I1 (The common budget has lines of its own for our security, and…)"


@given(st.text(max_size=200))
def test_a_name_is_never_much_longer_than_sixty_characters(text: str) -> None:
    assert len(called("R1", text)) <= len("R1 (…)") + LONGEST


@pytest.mark.parametrize(
    ("value", "text"), [(0, "EUR 0"), (0.4, "EUR 0.40"), (20870.38, "EUR 20,870"), (1999.6, "EUR 2,000")]
)
def test_amounts_are_told_in_whole_units(value: float, text: str) -> None:
    assert amount(value, "EUR") == text
