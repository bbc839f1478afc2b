"""What a formula reads, as far as its text tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.disclosure.formula_areas import read_areas
from pipeline.xlsx.ooxml.refs import Box
from pipeline.xlsx.ooxml.workbook import Sheet, Table

CELL = ("risks", 7, 4)
TABLES = {"t": Table("T", "", Sheet("My sheet", ""), Box(2, 3, 9, 5), ("A b", "C#", "D · LOCA"), {}, {})}
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


@pytest.mark.parametrize(
    ("formula", "areas"),
    [
        ("1+1", []),
        ('"A1"&"B2"', []),
        ("b3", [("risks", "B3")]),
        ("$B$3:A1", [("risks", "A1:B3")]),
        ("'My sheet'!B3", [("my sheet", "B3")]),
        ("'It''s'!B3", [("it's", "B3")]),
        ("T[A b]", [("my sheet", "C2:C9")]),
        ("t[[#This Row],[a b]]", [("my sheet", "C7")]),
        ("T[[#Headers],[A b]]", [("my sheet", "C2:C9")]),
        ("T[[A b]:[D · LOCA]]", [("my sheet", "C2:E9")]),
        ("T[[#This Row],[A b]:[D · LOCA]]", [("my sheet", "C7:E7")]),
        ("T[]", [("my sheet", "C2:E9")]),
        ("IF(A1>2,SUM(B1:B2),-C1%)", [("risks", "A1"), ("risks", "B1:B2"), ("risks", "C1")]),
    ],
)
def test_the_cells_that_a_formula_reads(formula: str, areas: list[tuple[str, str]]) -> None:
    found = read_areas(formula, CELL, TABLES)
    assert found is not None
    assert sorted((area.sheet, area.box.ref) for area in found) == areas


def test_whole_columns_and_rows_are_read_to_the_end() -> None:
    found = read_areas("SUM(C:$B)+SUM(4:3)", CELL, TABLES)
    assert found is not None
    assert {area.box for area in found} == {Box(1, 2, LAST_ROW, 3), Box(3, 1, 4, LAST_COLUMN)}


@pytest.mark.parametrize(
    "formula",
    [
        "INDIRECT(A1)", "OFFSET(A1,1,1)", "SUMIF(A1:A9,1,B1)", "_xlfn.LET(x,A1,x)", "Name", "Sheet!Name", "[1]Sheet!A1",
        "'[Book.xlsx]Sheet'!A1", "A:B:C", "A1:B2:C3", "A1:INDEX(A1:B9,1)", "INDEX(A1:B9,1):A1", "(A1):(B2)",
        "One:Two!A1",
        "'One:Two'!A1", "XFE1", "A1048577", "T[Other]", "U[A b]", "T[C'#]", "T", "A1#", "'", '"', "[", "A1:",
    ],
)  # fmt: skip
def test_of_these_nobody_can_tell_what_they_read(formula: str) -> None:
    assert read_areas(formula, CELL, TABLES) is None


@given(st.text(st.sampled_from("AB12$:!'\"()[]{},;#@&+ .TI\n"), max_size=20))
def test_any_text_is_followed_or_not(formula: str) -> None:
    found = read_areas(formula, CELL, TABLES)
    assert found is None or all(area.box.top <= area.box.bottom for area in found)
