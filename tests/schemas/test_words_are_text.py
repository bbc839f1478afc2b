"""The files of words hold text alone."""

from __future__ import annotations

from babel.core import Locale

from schemas.spec import table
from schemas.wording.text import _plural_form, texts_in


def test_a_word_that_yaml_takes_for_a_truth_value_stays_a_word() -> None:
    assert texts_in("fr", "headers.Agenda")["columns"]["no"]["spellings"][0] == "no"


def test_no_spelling_of_a_header_is_a_truth_value() -> None:
    assert table("Agenda").column_called("False") is None


def test_the_plural_forms_of_english_are_those_of_cldr() -> None:
    form, of_babel = _plural_form("en"), Locale.parse("en").plural_form
    assert [form(count) for count in range(-2, 23)] == [of_babel(count) for count in range(-2, 23)]
