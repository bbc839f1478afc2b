"""Which copies count as back: those in which a party wrote something, or said that it has nothing to add.

And what it wrote where no join looks.
"""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import TableColumn

from tests.copies.world import DAY, copy_of, joined, rows, saved, values, workbook, written
from tests.loading import loaded

SAID = ("Arrangement", "Nothing to add", "Value")
OWN = ("Risks", "R1", "Likelihood · LOCA")
DATA = workbook()


def back_on(data: bytes) -> dict[object, object]:
    return {row["partner"]: row["back_on"] for row in rows(data, "Copies")}


def test_a_copy_in_which_nothing_was_written_does_not_count_as_back() -> None:
    after = joined(DATA, [copy_of(DATA, "LOCA")])
    assert back_on(after.data) == {"LOCA": None}
    assert [of.is_back for of in after.of_copies.values()] == [False]


@pytest.mark.parametrize("word", ["Yes", "oui", "We have seen it"])
def test_a_copy_whose_party_says_that_it_has_nothing_to_add_counts_as_back_and_is_asked_nothing(word: str) -> None:
    after = joined(DATA, [written(copy_of(DATA, "LOCA"), {SAID: word})])
    assert back_on(after.data) == {"LOCA": DAY}
    assert rows(after.data, "Proposals") == []
    assert values(after.data) == values(DATA)


def test_a_no_to_nothing_to_add_says_nothing_of_a_copy() -> None:
    copy = written(copy_of(DATA, "LOCA"), {SAID: "No"})
    assert back_on(joined(DATA, [copy]).data) == {"LOCA": None}
    assert back_on(joined(DATA, [written(copy, {OWN: 4})]).data) == {"LOCA": DAY}


def test_an_untouched_copy_that_comes_later_leaves_the_day_of_return_as_it_is() -> None:
    came = joined(DATA, [written(copy_of(DATA, "LOCA"), {OWN: 4})]).data
    assert back_on(joined(came, [copy_of(DATA, "LOCA")]).data) == {"LOCA": DAY}


@pytest.mark.parametrize("cell", [OWN, ("Risks", "R1", "Description"), ("Proposals", "Risks", "What")])
def test_whatever_a_party_writes_makes_its_copy_count_as_back(cell: tuple[str, str, str]) -> None:
    assert back_on(joined(DATA, [written(copy_of(DATA, "LOCA"), {cell: 3})]).data) == {"LOCA": DAY}


def test_a_column_that_a_party_added_to_its_copy_is_named_once_something_stands_in_it() -> None:
    book: Any = loaded(copy_of(DATA, "LOCA"))
    sheet, of = book["Risks"], book["Risks"].tables["Risks"]
    area: Any = range_boundaries(of.ref)
    _, top, right, bottom = area
    of.ref = f"A{top}:{get_column_letter(right + 1)}{bottom}"
    of.autoFilter.ref = of.ref
    of.tableColumns.append(TableColumn(id=99, name="Our notes"))
    sheet.cell(top, right + 1).value = "Our notes"
    assert joined(DATA, [saved(book)]).remarks == []
    sheet.cell(top + 1, right + 1).value = "Nobody would read this"
    ((_, remark),) = joined(DATA, [saved(book)]).remarks
    assert str(remark).startswith("Risks, column Our notes of the copy: it was added to the copy")
