from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any

import pytest

from pipeline.domain.table_update import Link
from pipeline.xlsx.ooxml.cells import CellWriter, stored
from pipeline.xlsx.ooxml.text import CUT_MARK, LONGEST, storable, xml_text
from pipeline.xlsx.writer.rewrite import rewrite
from tests.xlsx.writer.books import body, cell, fresh, workbook


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=", "'quoted", "007", "1e5", "TRUE"])
def test_a_text_that_looks_like_something_else_stays_text(text: Any) -> None:
    after = rewrite(workbook(), [fresh([text, "x"])])
    assert body(after)[0][0] == text
    assert 't="inlineStr"' in cell(after, "B4")


@pytest.mark.parametrize(
    "text", ["  both  ", "a\nb", "tab\there", "\r\n", "bell\x07", "_x0041_ is no escape", "<&>\"'", "😀 é ع", "]]>"]
)
def test_a_text_of_any_content_reads_back(text: Any) -> None:
    assert body(rewrite(workbook(), [fresh([text, "x"])]))[0][0] == text


def test_a_text_too_long_is_cut_with_a_visible_mark() -> None:
    text = storable("x" * 40_000)
    assert len(text) == LONGEST
    assert text.endswith(CUT_MARK)
    assert body(rewrite(workbook(), [fresh(["x" * 40_000, "y"])]))[0][0] == text


def test_the_limit_counts_as_excel_counts_and_never_halves_a_character() -> None:
    text = storable("😀" * 20_000)
    assert text.removesuffix(CUT_MARK) == "😀" * ((LONGEST - len(CUT_MARK)) // 2)


def test_a_text_of_just_the_limit_is_left_alone() -> None:
    assert storable("x" * LONGEST) == "x" * LONGEST


def test_half_a_character_is_replaced() -> None:
    assert storable("a\ud83db") == "a\ufffdb"


def test_an_escape_in_the_text_is_escaped_itself() -> None:
    assert xml_text("_x0041_") == "_x005F_x0041_"


@pytest.mark.parametrize("value", [None, "", math.nan, math.inf, -math.inf])
def test_what_has_no_value_is_an_empty_cell(value: Any) -> None:
    assert stored(value, False) is None
    assert body(rewrite(workbook(), [fresh([value, "x"])]))[0][:2] == ["", "x"]


def test_a_bool_is_no_number() -> None:
    after = rewrite(workbook(), [fresh([True, False], [1, 0])])
    assert cell(after, "B4") == '<c r="B4" t="b"><v>1</v></c>'
    assert cell(after, "B5") == '<c r="B5"><v>1</v></c>'


@pytest.mark.parametrize("number", [0, -1, 1.5, 1e-9, 1e300, 2**53, 10**25])
def test_numbers_read_back(number: Any) -> None:
    assert body(rewrite(workbook(), [fresh([number, "x"])]))[0][0] == float(number)


def test_a_number_beyond_all_is_written_as_text() -> None:
    assert stored(10**400, False) == str(10**400)


@pytest.mark.parametrize(
    ("day", "date1904", "serial"),
    [
        (date(2026, 3, 1), False, 46082),
        (date(2026, 3, 1), True, 44620),
        (datetime(2026, 3, 1, 6), False, 46082.25),  # noqa: DTZ001
        (date(1900, 3, 1), False, 61),
        (date(1904, 1, 1), True, 0),
        (date(1900, 2, 28), False, "1900-02-28"),
        (date(1903, 12, 31), True, "1903-12-31"),
    ],
)
def test_a_day_is_its_number_or_where_excel_has_none_its_text(day: Any, date1904: Any, serial: Any) -> None:
    assert stored(day, date1904) == serial


def test_a_link_is_written_as_its_text() -> None:
    assert stored(Link("H7", "'Risks'!H7"), False) == "H7"


def test_a_value_of_another_type_is_a_fault_of_the_caller() -> None:
    with pytest.raises(TypeError, match="cannot hold list"):
        stored([], False)  # type: ignore[arg-type]


def test_an_empty_cell_is_written_only_to_keep_a_style() -> None:
    writer = CellWriter("")
    assert writer.cell("B4", "", None) == ""
    assert writer.cell("B4", "3", None) == '<c r="B4" s="3"/>'
