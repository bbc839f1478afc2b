"""A column that is made when it is asked for is the column that it would be at once."""

from __future__ import annotations

from pipeline.results.made_column import MadeColumn
from schemas.wording.languages import language, speaking


def test_its_values_are_made_of_the_ones_given_however_they_are_asked_for() -> None:
    given = range(2_500)
    column = MadeColumn(given, lambda some: [2 * one for one in some])
    assert list(column) == [2 * one for one in given]
    assert (len(column), column[7], column[-1], list(column[5:8])) == (2_500, 14, 4_998, [10, 12, 14])
    assert column == [2 * one for one in given]
    assert column != [1]


def test_they_are_in_the_language_that_was_in_force_where_it_was_made() -> None:
    with speaking("fr"):
        column = MadeColumn([1, 2], lambda some: [f"{language()} {one}" for one in some])
    asked = iter(column)
    with speaking("es"):
        assert (column[0], next(asked), language()) == ("fr 1", "fr 1", "es")
