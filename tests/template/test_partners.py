"""Two to thirty partners, whatever their names."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from pipeline.reading.workbook import read
from pipeline.template.build import NewWorkbook, build
from pipeline.template.layout import HEADER_ROW, Layout
from schemas.spec import table
from tests.template.made import new, opened, partners, values_of

ODD = (("A", 'Water & "Works" <Ltd>'), ("ABCDEFGHIJKL", "L'Aide 🛟 ﷺ"), ("X-1_Z", "=SUM(A1)"), ("R1C1", "ทีม"))


def test_names_with_quotes_and_signs_arrive_whole() -> None:
    data = build(new(partners=ODD, title='Flood & "Fire" <2026> 10% &P 🌊'))
    assert values_of(opened(data), "Partners", "Name") == [name for _, name in ODD]
    assert read(data).problems == ()


@pytest.mark.parametrize("count", [0, 1, 31])
def test_fewer_than_two_or_more_than_thirty_partners_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="2 to 30 partners"):
        new(partners=partners(count))


@pytest.mark.parametrize("code", ["", "lower", "1A", "TOO_LONG_FOR_A_CODE", "A B", "A·B", "A\n", "Ä"])
def test_a_code_that_cannot_head_a_column_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="cannot be a partner code"):
        new(partners=((code, "x"), ("OK", "y")))


def test_a_code_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="more than once: A"):
        new(partners=(("A", "x"), ("A", "y")))


@pytest.mark.parametrize("missing", ["title", "arrangement_id"])
def test_a_workbook_without_a_title_or_id_is_refused(missing: str) -> None:
    given: dict[str, Any] = {"title": "T", "arrangement_id": "a", missing: " "}
    with pytest.raises(ValueError, match="needs"):
        NewWorkbook(partners=partners(2), **given)


def test_with_many_partners_their_columns_are_slim_and_their_headers_upright() -> None:
    few, many = (Layout(table("Risks"), tuple(code for code, _ in partners(count))) for count in (4, 20))
    assert few.place("likelihood", "P1").width == 12
    assert many.place("likelihood", "P1").width < 8
    sheet = opened(build(new(partners=partners(20))))["Risks"]
    assert sheet.cell(HEADER_ROW + 1, many.place("likelihood", "P1").index + 1).alignment.textRotation == 90


def test_a_header_row_is_high_enough_for_the_longest_code() -> None:
    codes = tuple(f"ABCDEFGHIJ{number:02}" for number in range(20))
    assert Layout(table("Risks"), codes).header_height >= len("Likelihood · ABCDEFGHIJ01") * 5.5


def test_only_parties_rate_and_what_another_organisation_has_entered_stays() -> None:
    given = {"partner": "WATR", "name": "Waterworks", "party": "No"}
    risk = {"risk": "R1", "likelihood · WATR": 3}
    pairs = (("REDC", "Red Crossing"), ("WATR", "Waterworks"))

    def headers(risks: list[dict[str, Any]]) -> dict[str, set[str]]:
        values = {"Partners": [given], "Risks": risks}
        book = openpyxl.load_workbook(BytesIO(build(NewWorkbook(
            title="x", partners=pairs, arrangement_id="CA-1", values=values
        ))))  # fmt: skip
        return {
            name: {str(cell.value) for cell in book[name][HEADER_ROW + 1]}
            for name in ("Risks", "Activities", "Indicators")
        }

    empty, rated = headers([]), headers([risk])
    assert [name for name, found in empty.items() if any("WATR" in header for header in found)] == ["Activities"]
    assert {"Likelihood · WATR", "Impact · WATR"} <= rated["Risks"]
    assert "Likelihood · REDC" in empty["Risks"]


def test_what_a_row_is_about_stays_in_view() -> None:
    frozen = {"Risks": "description", "Activities": "title", "Indicators": "text", "Budget": "description"}
    for name, last in frozen.items():
        layout = Layout(table(name), ("A", "B"))
        assert layout.columns[layout.frozen_columns - 1].column.name == last
