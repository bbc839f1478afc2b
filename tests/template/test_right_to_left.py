"""A workbook in a language that is written from the right."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from pipeline.template.build import build
from pipeline.xlsx.writer.new_sheet import NewColumn, NewSheet, with_sheets
from schemas.spec import table
from schemas.wording.languages import speaking
from tests.template.made import blank, new, opened


@cache
def arabic() -> bytes:
    with speaking("ar"):
        return build(new())


@cache
def book() -> Any:
    return opened(arabic())


def cell_below(name: str, column: str) -> object:
    with speaking("ar"):
        header = table(name).by_name[column].title
    sheet = next(sheet for sheet in book() if name in sheet.tables)
    heads, first, *_ = sheet[sheet.tables[name].ref]
    return next(cell for head, cell in zip(heads, first, strict=True) if head.value == header)


def test_every_sheet_runs_from_the_right() -> None:
    assert all(sheet.sheet_view.rightToLeft for sheet in book())
    assert not any(sheet.sheet_view.rightToLeft for sheet in opened(blank()))


@pytest.mark.parametrize(
    ("name", "column", "align", "order"),
    [
        ("ActionPlan", "what_to_do", "right", 2),
        ("Risks", "description", "right", 2),
        ("Budget", "unit_cost", "left", 1),
    ],
)
def test_a_cell_begins_where_it_is_read_and_people_write_as_they_do(
    name: str, column: str, align: str, order: int
) -> None:
    look = cell_below(name, column).alignment  # type: ignore[attr-defined]
    assert (look.horizontal, look.readingOrder) == (align, order)


def test_the_name_of_a_sheet_stands_at_the_right_of_its_pages() -> None:
    sheet = next(sheet for sheet in book() if "Risks" in sheet.tables)
    assert "&A" in (sheet.oddHeader.right.text or "")
    assert "&D" in (sheet.oddHeader.left.text or "")


def test_the_values_of_every_chart_begin_at_the_right() -> None:
    sheet = next(sheet for sheet in book() if "Summary" in sheet.tables)
    assert {chart.x_axis.scaling.orientation for chart in sheet._charts if chart.tagname == "scatterChart"} == {
        "maxMin"
    }
    assert {chart.y_axis.scaling.orientation for chart in sheet._charts if chart.tagname == "barChart"} == {"maxMin"}


def test_a_sheet_that_is_added_runs_as_those_that_are_there() -> None:
    more = NewSheet("Visits", "Visits", "What for.", [NewColumn("Visit")])
    assert opened(with_sheets(arabic(), [more]))["Visits"].sheet_view.rightToLeft
    assert not opened(with_sheets(blank(), [more]))["Visits"].sheet_view.rightToLeft


def test_a_text_in_latin_letters_runs_from_the_left_and_one_that_only_begins_with_a_code_does_not() -> None:
    said = ("Road attack, twice (2025).", "INTL توقف السفر.")
    with speaking("ar"):
        made = opened(
            build(new(values={"Risks": [{"risk": f"R{at}", "description": one} for at, one in enumerate(said)]}))
        )
    cells = {cell.value: cell.alignment.readingOrder for row in made["المخاطر"].iter_rows() for cell in row}
    assert [cells[one] for one in said] == [1, 2]


def test_a_sentence_at_the_head_of_a_page_has_its_full_stop_where_it_ends_and_marks_for_nothing_else() -> None:
    sheet = next(sheet for sheet in book() if "Risks" in sheet.tables)
    head, foot = sheet.oddHeader.right.text or "", sheet.oddFooter.left.text or ""
    assert head.endswith(".\u200f")
    assert foot.endswith("&P/&N\u200f")  # LibreOffice puts Arabic words beside numbers in the order of Latin ones
