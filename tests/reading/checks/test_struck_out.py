"""What is struck out or raised does not count, and that is said; a row that is struck out whole is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl.styles import Font, NamedStyle

from pipeline.reading.workbook import read
from tests.copies.world import saved, workbook
from tests.loading import loaded
from tests.reading.books import Rich, Styled
from tests.reading.reads import line, reading, risk, told

OUT, UP = {"font_strikeout": True}, {"font_script": 1}


@pytest.mark.parametrize(
    ("typed", "read"),
    [(Rich((("500", OUT), " 600")), 600), (Rich(("800", ("1", UP))), 800), (Rich(("7 ", ("8", OUT), (" 9", UP))), 7)],
)
def test_a_number_is_what_is_not_struck_out_or_raised(typed: Rich, read: float) -> None:
    found = reading({"Budget": [line(funded_amount=typed)]})
    assert found.arrangement.lines[0].funded_amount == read
    assert [problem.check for problem in found.problems] == ["CHK-64"]


@pytest.mark.parametrize("typed", [Styled(500, OUT), Styled("500", OUT), Rich((("5", OUT), ("00", OUT)))])
def test_a_cell_that_is_struck_out_counts_as_empty(typed: object) -> None:
    found = reading({"Budget": [line(funded_amount=typed)]})
    assert found.arrangement.lines[0].blank("funded_amount")
    assert [problem.check for problem in found.problems] == ["CHK-39"]


def test_words_texts_and_days_count_as_far_as_they_are_not_struck_out() -> None:
    row = risk(
        status=Rich((("Open", OUT), "Closed")), measures=Rich(("Two cars of 9 m", ("2", UP))),
        next_review_on=Styled(date(2027, 3, 1), OUT), location=Rich((("Old ", OUT), "new road")),
    )  # fmt: skip
    (read,) = reading({"Risks": [row]}).arrangement.risks
    assert (read.status, read.measures, read.next_review_on, read.location) == (
        "closed", "Two cars of 9 m2", None, "new road",
    )  # fmt: skip


def test_a_row_that_is_struck_out_whole_is_left_out_and_named() -> None:
    gone = {key: Styled(value, OUT) for key, value in risk("R1", likelihood__A=5).items()}
    read = reading({"Risks": [gone, risk("R2")]})
    assert [row.id for row in read.arrangement.risks] == ["R2"]
    assert told(read) == ["CHK-68 Risks!A5"]


def test_an_answer_of_the_arrangement_that_is_struck_out_counts_as_empty() -> None:
    read = reading({"Arrangement": {"purpose": Styled("Old purpose", OUT)}})
    assert "purpose" not in read.arrangement.fields


def test_an_empty_font_before_it_does_not_let_another_cell_be_struck_out() -> None:
    """openpyxl writes `<font />` for a style of people's own that says nothing of its font."""
    book: Any = loaded(workbook({"Risks": [{"risk": f"R{n}", "description": f"Risk {n}"} for n in (1, 2)]}))
    book.add_named_style(NamedStyle("ours"))
    sheet = book["Risks"]
    sheet["C2"].style, sheet["B3"].font = "ours", Font(strike=True)
    sheet["C3"].font = Font(bold=True)
    (one, other) = read(saved(book)).arrangement.risks
    assert (one.description, other.description) == ("Risk 1", "")
