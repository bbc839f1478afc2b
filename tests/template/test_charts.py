"""The charts of a new workbook: named, described, in a band of fixed rows, showing the rows of Figures."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from pipeline.results.figures import CHARTS, LEVELS, chart_words
from pipeline.template import palette
from pipeline.template.layout import HEADER_ROW
from pipeline.template.overview import BAND_ROWS, GAP, ROW_PIXELS, chart_boxes
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from schemas.spec import table
from tests.template.made import blank, opened_blank
from tests.xlsx.writer.charted import cells, seen

COUNTS = (2, 4, 20, 30)
A4_WIDTH, A4_HEIGHT = 210 - 2 * 0.4 * 25.4, 297 - (0.75 + 0.6) * 25.4  # millimetres within the margins


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize("count", COUNTS)
def test_every_chart_has_its_name_and_says_in_words_what_it_shows(count: int) -> None:
    drawing = part(blank(count), "xl/drawings/drawing1.xml")
    told = dict(re.findall(r'<xdr:cNvPr id="\d+" name="([^"]+)" descr="([^"]+)"', drawing))
    assert set(told) == {chart_words(chart)["name"] for chart in CHARTS}
    assert all(name.startswith("Concord ") and "sheet Figures" in says for name, says in told.items())
    assert lint(blank(count)) == []


@pytest.mark.parametrize("count", COUNTS)
def test_every_reference_of_a_chart_remembers_the_cells_it_leads_to(count: int) -> None:
    data = blank(count)
    for chart in our_charts(Book(Package(data))):
        for series in seen(data, chart.part):
            assert len(series) == 3
            for found in series:
                assert found.sheet == "Figures"
                # What xlsxwriter remembers of an empty cell is a zero; no program shows it.
                assert [str(value or 0) for value in cells(data, found)] == found.remembered


@pytest.mark.parametrize("count", COUNTS)
def test_charts_stand_in_the_band_above_the_table_and_none_over_another(count: int) -> None:
    boxes = list(chart_boxes(count).values())
    assert len(boxes) == len(CHARTS)
    for at, one in enumerate(boxes):
        assert one.top + one.height < BAND_ROWS * ROW_PIXELS
        for two in boxes[at + 1 :]:
            beside = one.left + one.width + GAP <= two.left or two.left + two.width + GAP <= one.left
            assert beside or one.top + one.height + GAP <= two.top or two.top + two.height + GAP <= one.top


def test_charts_are_no_wider_than_the_table_and_leave_half_of_the_page_to_what_to_discuss_first() -> None:
    pixels = sum(int(column.width * 7 + 5) for column in table("Summary").columns)
    assert max(box.left + box.width for box in chart_boxes(20).values()) <= pixels
    page = A4_HEIGHT / A4_WIDTH * pixels
    assert page / 2 > BAND_ROWS * ROW_PIXELS


def test_the_rows_that_charts_hang_on_have_heights_that_no_run_changes() -> None:
    sheet = opened_blank(20)["Summary"]
    band = range(HEADER_ROW + 1, HEADER_ROW + BAND_ROWS + 1)
    assert {sheet.row_dimensions[row].height for row in band} == {18}
    drawing = part(blank(20), "xl/drawings/drawing1.xml")
    assert all(HEADER_ROW <= int(row) < HEADER_ROW + BAND_ROWS for row in re.findall(r"<xdr:row>(\d+)<", drawing))


def test_each_field_of_the_heat_map_has_the_colour_of_its_level_and_a_number_that_can_be_read() -> None:
    chart = part(blank(4), "xl/charts/chart1.xml")
    looks = re.findall(r'<c:marker>.*?srgbClr val="(\w+)".*?<c:dLbls>.*?srgbClr val="(\w+)"', chart)
    tones = {(tone.fill, tone.ink) for tone in palette.WORDS["risk_level"].values()}
    fields = [(f"#{fill}", f"#{ink}") for fill, ink in looks[1:]]
    assert len(fields) == 25
    assert set(fields) == tones
    severe = palette.WORDS["risk_level"]["very_high"]
    assert fields[-1] == (severe.fill, severe.ink)
    assert all(palette.contrast(ink, fill) >= 4.5 for fill, ink in fields)


def test_levels_are_told_apart_without_colour_too() -> None:
    charts = {chart.name: chart.part for chart in our_charts(Book(Package(blank(4))))}
    bars = part(blank(4), charts[chart_words("risk_levels")["name"]])
    assert bars.count("<a:pattFill") == len(palette.HATCHES)
    assert set(palette.HATCHES) <= {*LEVELS, ""}
