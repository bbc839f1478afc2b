"""What a party wrote in its copy where no join looks is named, with where it stands."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl.comments import Comment

from pipeline.copies.left_in_copy import left_in_copy
from pipeline.copies.sent_state import sent_state
from pipeline.reading.source.file_source import Book
from pipeline.reading.workbook import read_from
from schemas.wording.languages import languages, speaking
from tests.copies.world import copy_of, joined, saved, workbook
from tests.loading import loaded

COPY = copy_of(workbook(), "LOCA")


def said_of(data: bytes) -> list[str]:
    """The places that are named, without what is said of them."""
    book = Book(data)
    reading = read_from(book)
    told = left_in_copy(reading, book, sent_state(book, reading.language), "Proposals")
    return [f"{of.key} {of.values['sheet']}!{of.values['cells']}" for of in told]


def test_cells_beside_and_below_a_table_a_sheet_of_ones_own_and_a_note_are_named() -> None:
    book: Any = loaded(COPY)
    risks = book["Risks"]
    risks["AF1"], risks["AF2"], risks["AG2"] = "Our view", "Too low", "See the report"
    risks["B80"] = "A remark below"
    book["Risks"]["C3"].comment = Comment("Not so", "LOCA")
    own = book.create_sheet("Our list")
    own["B2"], own["B3"], own["D9"] = "One", "Two", "Three"
    book["Start here"]["E5"] = "Thank you"
    data = saved(book)
    assert said_of(data) == [
        "beside Start here!E5", "beside Risks!AF1:AG2, B80", "note Risks!C3", "beside Our list!B2:B3, D9",
    ]  # fmt: skip
    told = [str(remark) for _, remark in joined(workbook(), [data]).remarks]
    assert [line for line in told if line.startswith("Our list!")] == [
        "Our list!B2:B3, D9 of the copy: what stands there is apart from the tables, so it was not joined. Write what "
        "all should know into the sheet Proposals of the copy, then join again."
    ]


def test_of_many_places_a_handful_is_named_and_how_many_more_there_are() -> None:
    book: Any = loaded(COPY)
    own = book.create_sheet("Our list")
    for row in range(1, 15, 2):
        own.cell(row, 1).value = "One"
    assert said_of(saved(book)) == ["beside Our list!A1, A3, A5, A7, A9 and 2 more"]


@pytest.mark.parametrize("language", languages())
def test_of_a_copy_as_it_was_made_nothing_is_named(language: str) -> None:
    with speaking(language):
        data = workbook({}, "CA-WORDS") if language == "en" else in_its_language()
        assert said_of(copy_of(data, "LOCA")) == []


def in_its_language() -> bytes:
    """A workbook in the language in force."""
    from pipeline.template.build import NewWorkbook, build
    from tests.copies.world import NAMES

    return build(NewWorkbook(title="Valley", partners=tuple(NAMES.items()), arrangement_id="CA-TEST"))
