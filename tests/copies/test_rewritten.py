"""Copies that a program has written anew with nothing but their cells: no Excel tables, no looks, no hidden sheet."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter

from tests.copies.world import DAY, copy_of, joined, rows, saved, values, workbook, written
from tests.loading import loaded

CELLS = {
    ("Risks", "R1", "Likelihood · LOCA"): 4, ("Risks", "R2", "Description"): "Told better",
    ("Risks", "R1", "Next review on"): DAY, ("Activities", "1.1", "Role · LOCA"): "P",
    ("Indicators", "I1", "Rating · LOCA"): "Present", ("Partners", "LOCA", "Reason"): "Hit by floods",
}  # fmt: skip
SENT = copy_of(workbook(), "LOCA")


def rewritten(data: bytes) -> bytes:
    """As programs save it that know cells and nothing else, and as some services on the web export it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as book:
        for sheet in loaded(data):
            new = book.add_worksheet(sheet.title)
            for row in sheet.iter_rows():
                for cell in (one for one in row if one.value is not None):
                    new.write(cell.row - 1, cell.column - 1, cell.value)
    return out.getvalue()


def with_proposals(said: dict[str, str]) -> bytes:
    book: Any = loaded(written(SENT, CELLS))
    for address, words in said.items():
        book["Proposals"][address] = words
    return saved(book)


def test_its_cells_are_joined_as_those_of_the_copy_itself() -> None:
    copy = written(SENT, CELLS)
    after, expected = joined(workbook(), [rewritten(copy)]), joined(workbook(), [copy])
    assert expected.filled
    assert expected.asked
    assert values(after.data) == values(expected.data)
    assert rows(after.data, "Proposals") == rows(expected.data, "Proposals")
    assert after.remarks == []


def test_one_in_which_nothing_was_written_is_known_as_such() -> None:
    after = joined(workbook(), [rewritten(SENT)])
    assert [of.is_untouched for of in after.of_copies.values()] == [True]
    assert (after.filled, after.asked, after.remarks) == ([], [], [])


@pytest.mark.parametrize("is_rewritten", [False, True])
def test_what_was_proposed_is_asked_about_wherever_it_stands_below_its_headers(is_rewritten: bool) -> None:
    """Not every program moves the end of the table as people type, and some take the table away."""
    copy = with_proposals({"A2": "Risks", "B2": "R2", "C2": "Split in two", "C60": "A sheet of tasks", "D60": "Asked"})
    after = joined(workbook(), [rewritten(copy) if is_rewritten else copy])
    free = [(said.table, said.row, said.in_the_copy, said.why) for said in after.asked if not said.column]
    assert free == [("Risks", "R2", "Split in two", ""), ("", "", "A sheet of tasks", "Asked")]
    assert after.remarks == []


def test_what_stands_beside_the_proposals_is_named() -> None:
    (said,) = joined(workbook(), [with_proposals({"C2": "Split it", "H2": "See also R1"})]).remarks
    assert "Proposals!H2 of the copy" in str(said[1])


def test_a_sheet_of_marks_that_was_emptied_leaves_all_else_to_be_joined() -> None:
    book: Any = loaded(written(SENT, CELLS))
    sheet = book["Sent"]
    sheet.delete_rows(2, sheet.max_row)
    sheet["B1"], sheet["C1"] = None, None
    after = joined(workbook(), [saved(book)])
    assert {one.row for one in after.filled} == {one.row for one in joined(workbook(), [written(SENT, CELLS)]).filled}
