"""Rows that we write are high enough for their wrapped texts before any program has drawn them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.table_update import KEEP, Link
from pipeline.xlsx.writer.rewrite import rewrite
from pipeline.xlsx.writer.row_heights import TALLEST, lines_needed, points
from tests.xlsx.writer.books import edited, fresh, part, update, workbook

LONG = "Agree who leads, starting from what each of you can do and carry. " * 3


def wrapped(book: Any, sheet: Any) -> None:
    """Columns B to E break their texts; C is wide, D hidden."""
    form = book.add_format({"text_wrap": True})
    for column, width, options in ((1, 12, {}), (2, 60, {}), (3, 12, {"hidden": True}), (4, 12, {})):
        sheet.set_column(column, column, width, form, options)
        for row in (3, 4):
            sheet.write_blank(row, column, None, form)


def tag(data: Any, number: Any) -> Any:
    found = re.search(rf'<row r="{number}"[^>]*>', part(data))
    assert found
    return found[0]


def height(data: Any, number: Any) -> Any:
    found = re.search(r' ht="([^"]*)"', tag(data, number))
    return pytest.approx(float(found[1])) if found else None


@pytest.fixture
def book() -> Any:
    return workbook(rows=(("", "", "", ""), ("", "", "", "")), more=wrapped)


def test_a_new_row_is_as_high_as_its_longest_text_needs(book: Any) -> None:
    after = rewrite(book, [update((4, ["R1", ""]), (5, ["R2", ""]), (None, ["R3", LONG]))])
    assert height(after, 6) == points(lines_needed(LONG, 60))
    assert "customHeight" not in tag(after, 6)


def test_a_link_does_not_heighten_a_new_row(book: Any) -> None:
    after = rewrite(book, [update((4, ["R1", ""]), (5, ["R2", ""]), (None, ["R3", Link(LONG, "'Risks'!H7")]))])
    assert height(after, 6) is None


def test_a_row_that_changes_gets_its_height_and_one_that_does_not_stays_as_it_is(book: Any) -> None:
    before = rewrite(book, [update((4, ["R1", "a"]), (5, ["R2", "b"]))])
    odd = edited(before, "xl/worksheets/sheet1.xml", '<row r="5">', '<row r="5" ht="77.5">')
    after = rewrite(odd, [update((4, ["R1", LONG]), (5, ["R2", "b"]))])
    assert height(after, 4) == points(lines_needed(LONG, 60))
    assert tag(after, 5) == '<row r="5" ht="77.5">'


def test_a_row_that_needs_one_line_again_has_no_height(book: Any) -> None:
    high = rewrite(book, [update((4, ["R1", LONG]))])
    assert height(rewrite(high, [update((4, ["R1", "short"]))]), 4) is None


def test_what_people_wrote_counts_too(book: Any) -> None:
    notes = rewrite(book, [update((4, ["R1", LONG]), columns=("finding", "due"))])
    after = rewrite(notes, [update((4, ["R1", "high"]))])
    assert height(after, 4) == points(lines_needed(LONG, 12))
    kept = rewrite(notes, [update((4, ["R9", KEEP]), columns=("finding", "due"))])
    assert height(kept, 4) == height(after, 4)


def test_texts_in_a_hidden_column_do_not_count(book: Any) -> None:
    after = rewrite(book, [update((4, ["R1", LONG]), columns=("finding", "notes"))])
    assert height(after, 4) is None


def test_texts_that_do_not_wrap_do_not_count() -> None:
    after = rewrite(workbook(), [fresh(["R1", LONG])])
    assert height(after, 4) is None


def test_a_row_is_never_lower_than_the_sheet_has_its_rows() -> None:
    def high(book: Any, sheet: Any) -> None:
        wrapped(book, sheet)
        sheet.set_default_row(60)

    tall = workbook(rows=(("R1", "", "", ""),), more=high)
    assert height(rewrite(tall, [fresh(["R1", "a\nb"], ["R2", "a\nb"])]), 5) == 60


def test_a_column_without_a_width_has_the_usual_one() -> None:
    def narrow(book: Any, sheet: Any) -> None:
        sheet.write_blank(3, 2, None, book.add_format({"text_wrap": True}))

    after = rewrite(workbook(rows=(("R1", "", "", ""),), more=narrow), [fresh(["R1", "x" * 40])])
    assert height(after, 4) == points(lines_needed("x" * 40, 8.43))


def test_writing_the_same_again_changes_no_byte(book: Any) -> None:
    once = rewrite(book, [update((4, ["R1", LONG]), (5, ["R2", "a\nb"]), (None, ["R3", LONG]))])
    again = update((4, ["R1", LONG]), (5, ["R2", "a\nb"]), (6, ["R3", LONG]))
    assert rewrite(once, [again]) is once


@given(st.text(max_size=3000), st.floats(1, 200))
def test_more_room_never_needs_more_lines(text: Any, width: Any) -> None:
    assert lines_needed(text, width) <= lines_needed(text, width / 2)
    assert points(lines_needed(text, width)) <= TALLEST
