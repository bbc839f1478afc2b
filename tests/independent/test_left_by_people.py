"""A workbook left as people do has the findings of the clean one, or a message names the cell."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.arrangement import Arrangement
from pipeline.reading.workbook import Reading, read
from tests.chance import every, examples
from tests.independent import left_rows, same
from tests.independent.left_book import ROWS_OF, LeftBook
from tests.independent.strategies import DAYS, made
from tests.independent.test_same_findings import slowly

WAYS = {way.__name__: way for way in left_rows.WAYS}
habits = st.lists(st.sampled_from(sorted(WAYS)), min_size=1, max_size=8)
sizes = st.tuples(*[st.integers(0, 5)] * 4, st.integers(0, 2))


def left(seed: int, size: tuple[int, ...], habits: list[str], today: date) -> LeftBook:
    """The workbook of an arrangement by chance, left in these ways."""
    book, chance = LeftBook(made(seed, chance_of(seed), size, today)), Random(seed)  # type: ignore[arg-type]
    for habit in habits:
        WAYS[habit](book, chance)
    return book


def chance_of(seed: int) -> int:
    """The number of partners."""
    return (2, 3, 2, 1)[seed % 4]


def differences(book: LeftBook, reading: Reading) -> list[str]:
    """Rows that are read otherwise than meant, and what is not said or said needlessly."""
    found, meant = reading.arrangement, book.means()
    wrong = []
    for name, attribute in ROWS_OF.items():
        for one, other in zip_longest(getattr(found, attribute), getattr(meant, attribute)):
            if one != other:
                wrong.append(f"{name}:\n  read  {one}\n  meant {other}")
    return [*wrong, *book.unsaid(reading.problems), *book.needless(reading.problems)]


@pytest.mark.parametrize("habit", every(2, WAYS))
def test_each_way_to_leave_a_workbook_is_read_right_or_named(habit: str) -> None:
    book = LeftBook(made(3, 2, (6, 6, 6, 6, 1), DAYS[0]))
    before = book.data()
    for chance in map(Random, range(20)):
        if WAYS[habit](book, chance):
            break
    assert book.data() != before
    assert differences(book, read(book.data())) == []


@settings(max_examples=examples(30))
@given(st.integers(0, 2**31), sizes, habits, st.sampled_from(DAYS))
def test_what_people_leave_changes_no_finding_that_no_message_names(
    seed: int, size: tuple[int, ...], habits: list[str], today: date
) -> None:
    book = left(seed, size, habits, today)
    reading = read(book.data())
    assert differences(book, reading) == []
    if not says_less(book, reading.arrangement):
        assert same.findings(reading.arrangement, today) == slowly(book.means(), today)


def says_less(book: LeftBook, given: Arrangement) -> bool:
    """Whether a cell is unknown or a row left out, of which the slow computation knows nothing."""
    rows = (row for attribute in ROWS_OF.values() for row in getattr(given, attribute))
    left_out = (given.left_out, given.left_out_rows) != (book.base.left_out, book.base.left_out_rows)
    return left_out or any(row.unknown for row in rows)
