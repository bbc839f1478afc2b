"""Attributes of the users' file that should hold numbers and hold something else: no reason not to write."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.domain.table_update import OutColumn
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.numbers import columns_of, measure, whole_number
from pipeline.xlsx.writer.rewrite import rewrite
from tests.xlsx.writer.books import body, edited, fresh, workbook

SHEET, TABLE, BOOK = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"
LONG = "a text so long that its row needs a height of its own " * 5


def wide(book: Any, sheet: Any) -> None:
    sheet.set_column("B:C", 20, book.add_format({"text_wrap": True}))
    book.define_name("Gaps!Rate", "=Gaps!$H$1")


@pytest.mark.parametrize(
    ("part", "pattern", "by"),
    [
        (SHEET, r'(<col [^>]*?width=")[^"]*', r"\1rId999"),
        (SHEET, r'(<col [^>]*?min=")[^"]*', r"\1x"),
        (SHEET, r'(<col [^>]*?max=")[^"]*', r"\g<1>99999999999"),
        (SHEET, r'(<col [^>]*?style=")[^"]*', r"\1x"),
        (SHEET, r'<col min="\d+"', "<col"),
        (SHEET, r'(defaultRowHeight=")[^"]*', r"\1NaN"),
        (TABLE, r'(tableColumn id=")[^"]*', r"\1x"),
        (TABLE, r'(totalsRowShown=")[^"]*', r"\1x"),
        (BOOK, r'(localSheetId=")[^"]*', r"\1x"),
    ],
)
def test_a_number_that_is_none_is_taken_as_not_given(part: Any, pattern: Any, by: Any) -> None:
    damaged = edited(workbook(more=wide), part, pattern, by)
    columns = [*map(OutColumn, ("finding", "severity", "added"))]
    after = rewrite(damaged, [fresh(["R9", LONG, "new"], columns=columns)])
    assert body(after)[0][:2] == ["R9", LONG]
    assert isinstance(lint(damaged), list)


@pytest.mark.parametrize("count", ["x", "-1", "9" * 30])
def test_a_number_of_header_rows_that_is_none_is_a_fault(count: Any) -> None:
    damaged = edited(workbook(), TABLE, r"<table ", f'<table headerRowCount="{count}" ')
    assert any("no body" in fault for fault in lint(damaged))


@pytest.mark.parametrize("text", [None, "", "x", "-1", "1.5", "1e9", "٣", "²", "9" * 11])
def test_what_is_no_whole_number_counts_as_not_given(text: Any) -> None:
    assert whole_number(text, 7) == 7


@pytest.mark.parametrize("text", [None, "", "x", "-1", "NaN", "1e999"])
def test_what_is_no_measure_counts_as_not_given(text: Any) -> None:
    assert measure(text, 8.43) == 8.43


def test_columns_beyond_the_sheet_are_none() -> None:
    assert list(columns_of({"min": "2", "max": "4"})) == [2, 3, 4]
    assert list(columns_of({"min": "2", "max": "16385"})) == []
    assert list(columns_of({"min": "0", "max": "4"})) == []
