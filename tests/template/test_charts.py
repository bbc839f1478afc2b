"""The charts of a new workbook: named, described, in a band of fixed rows, showing the rows of Figures."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from pipeline.results.figures import CHARTS, LEVELS, chart_words
from pipeline.template import palette
from pipeline.template.layout import LOWER_HEADER_ROW
from pipeline.template.overview import GAP, chart_boxes
from pipeline.template.printing import CHARTS_SCALE
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.chart_parts import our_charts
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from schemas.spec import table
from schemas.wording.text import text
from tests.contrast import contrast
from tests.template.made import blank, opened_blank
from tests.xlsx.writer.charted import cells, seen

COUNTS = (2, 4, 20, 30)
A4_ACROSS = 297 - 2 * 0.4 * 25.4  # millimetres within the margins


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
def test_charts_stand_beside_the_table_and_none_over_another(count: int) -> None:
    drawing = part(blank(count), "xl/drawings/drawing1.xml")
    first = len(table("Summary").columns)
    assert [int(column) for column in re.findall(r"<xdr:col>(\d+)<", drawing)] == list(
        range(first, first + len(CHARTS))
    )
    assert all(box.width + GAP <= int(box.column_width * 7 + 5) + 1 for box in chart_boxes(count).values())


def test_charts_keep_their_size_whatever_the_rows_of_the_table_do() -> None:
    drawing = part(blank(20), "xl/drawings/drawing1.xml")
    assert "twoCellAnchor" not in drawing
    assert len(re.findall(r"<xdr:oneCellAnchor>.*?<xdr:ext cx=\"\d+\" cy=\"\d+\"/>", drawing)) == len(CHARTS)
    # Above the rows of the table: no run moves what hangs there.
    assert all(int(row) < LOWER_HEADER_ROW for row in re.findall(r"<xdr:row>(\d+)<", drawing))


def test_what_to_discuss_stands_at_the_top_of_the_summary() -> None:
    sheet = opened_blank(4)["Summary"]
    assert sheet.tables["Summary"].ref.startswith(f"A{LOWER_HEADER_ROW + 1}:")


def test_the_table_and_the_charts_print_on_a_page_each() -> None:
    sheet = opened_blank(4)["Summary"]
    assert [each.id for each in sheet.col_breaks.brk] == [len(table("Summary").columns)]
    across = A4_ACROSS / 25.4 * 96 / (CHARTS_SCALE / 100)  # pixels of a landscape page at the scale
    assert sum(int(column.width * 7 + 5) for column in table("Summary").columns) < across
    assert sum(box.width + GAP for box in chart_boxes(20).values()) < across


def test_the_map_has_likelihood_upwards_and_impact_to_the_right() -> None:
    chart = part(blank(4), "xl/charts/chart1.xml")
    (last,) = [series for series in re.findall(r"<c:ser>.*?</c:ser>", chart) if "$27" in series][-1:]
    xs, ys = (re.search(rf"<c:{name}>.*?<c:f>Figures!\$(\w)", last)[1] for name in ("xVal", "yVal"))  # type: ignore[index]
    columns = [column.name for column in table("Figures").columns]
    assert (columns["ABCD".index(xs)], columns["ABCD".index(ys)]) == ("group", "item")
    assert [text(f"figures.heat_map.{name}").partition(" ")[0] for name in ("across", "up")] == ["Impact", "Likelihood"]


def test_each_field_of_the_heat_map_has_the_colour_of_its_level_and_a_number_that_can_be_read() -> None:
    chart = part(blank(4), "xl/charts/chart1.xml")
    looks = re.findall(r'<c:marker>.*?srgbClr val="(\w+)".*?<c:dLbls>.*?srgbClr val="(\w+)"', chart)
    tones = {(tone.fill, tone.ink) for tone in palette.WORDS["risk_level"].values()}
    fields = [(f"#{fill}", f"#{ink}") for fill, ink in looks[1:]]
    assert len(fields) == 25
    assert set(fields) == tones
    severe = palette.WORDS["risk_level"]["very_high"]
    assert fields[-1] == (severe.fill, severe.ink)
    assert all(contrast(ink, fill) >= 4.5 for fill, ink in fields)


def test_levels_are_told_apart_without_colour_too() -> None:
    charts = {chart.name: chart.part for chart in our_charts(Book(Package(blank(4))))}
    bars = part(blank(4), charts[chart_words("risk_levels")["name"]])
    assert bars.count("<a:pattFill") == len(palette.HATCHES)
    assert set(palette.HATCHES) <= {*LEVELS, ""}
