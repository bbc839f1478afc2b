"""Days that people type in letters, in each language, and decimal signs."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.reading.coerce.dates import day
from pipeline.reading.coerce.numbers import number
from pipeline.reading.problems import Problem
from schemas.wording.languages import speaking


@pytest.mark.parametrize(
    "typed",
    [
        "5 January 2026", "Monday, January 5, 2026", "5 janv. 2026", "lundi 5 janvier 2026", "le 5 janvier 2026",
        "5 de enero de 2026", "lunes, 5 de enero de 2026", "5 enero 2026", "5 يناير 2026", "٥ كانون الثاني ٢٠٢٦",
        "الاثنين، 5 يناير 2026", "5 جانفي 2026",
    ],
)  # fmt: skip
def test_a_day_in_letters_is_understood_in_every_language(typed: str) -> None:
    assert day(typed, from_1904=False)[0] == date(2026, 1, 5)


@pytest.mark.parametrize("typed", ["Mar 3 2026", "1er mars 2026", "31 février 2026", "5 Fantasy 2026", "lunes 2026"])
def test_what_is_short_for_a_month_in_one_language_and_a_weekday_in_another_is_the_month(typed: str) -> None:
    read = {"Mar 3 2026": date(2026, 3, 3), "1er mars 2026": date(2026, 3, 1)}
    assert day(typed, from_1904=False)[0] == read.get(typed)


@pytest.mark.parametrize("typed", ["1234,5", "1 234,5", "1.234,5", "1,234.5", "١٢٣٤٫٥", "١٬٢٣٤٫٥", "1\u202f234,5"])
def test_a_number_is_understood_with_the_decimal_sign_of_every_language(typed: str) -> None:
    assert number(typed)[0] == 1234.5


def test_what_a_number_was_read_as_has_the_decimal_sign_of_the_language() -> None:
    _, trouble = number("42,50")
    assert trouble
    with speaking("fr"):
        said = Problem(trouble.check, None, "Budget", found="42,50", values=trouble.values).says
    assert "42,5." in said.replace("42,50", "")
