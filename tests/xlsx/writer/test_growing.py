"""Hostile and odd inputs: the work grows with their length, never with its square. Steps are counted, not time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.domain.nearest import Spellings
from pipeline.xlsx.lint.row_shapes import LEARNT
from pipeline.xlsx.ooxml.chart_references import references, without_ranges
from pipeline.xlsx.ooxml.refs import Box, overlapping
from pipeline.xlsx.ooxml.shared_strings import text_within
from pipeline.xlsx.ooxml.styles import shows_day
from pipeline.xlsx.writer.formula_shift import without_texts
from tests.xlsx.writer import growing
from tests.xlsx.writer.growing import steps, told_by_shape

SIZES = (400, 1600)
# Four times the input may take five times the steps: sorting adds its logarithm, a square would take sixteen.
MOST = 5


def merged_apart(size: int) -> list[Box]:
    return [Box(row, 1, row, 3) for row in range(size)]


def merged_side_by_side(size: int) -> list[Box]:
    return [Box(1, 2 * column, 90, 2 * column + 1) for column in range(size)]


WORK: dict[str, Callable[[int], Callable[[], object]]] = {
    "merged cells below each other": lambda size: lambda: list(overlapping(merged_apart(size))),
    "merged cells beside each other": lambda size: lambda: list(overlapping(merged_side_by_side(size))),
    "unknown ids with the numbers of known ones": lambda size: (
        lambda: [
            Spellings([f"RISK{n}" for n in range(size)]).nearest("RIKS7"),
            *map(Spellings([f"RISK{n}" for n in range(size)]).nearest, (f"ACTON{n}" for n in range(size))),
        ]
    ),
    "unknown ids without a number": lambda size: (
        lambda: [
            *map(
                Spellings([f"RISK{'x' * (n % 50)}{n:b}" for n in range(size)]).nearest,
                ("STRANGE" for _ in range(size)),
            )
        ]
    ),
    "series one after the other": lambda size: lambda: list(references(chart(SERIES * size))),
    "series that never end": lambda size: lambda: list(references(chart(b'<c:ser><c:idx val="0"/>' * size))),
}
SERIES: bytes = b'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:strRef><c:f>S!$A$1</c:f></c:strRef></c:tx></c:ser>'


def chart(inside: bytes) -> bytes:
    return b'<c:c xmlns:c="urn:c">' + inside + b"</c:c>"


@pytest.mark.parametrize("kind", WORK)
def test_four_times_the_input_takes_about_four_times_the_steps(kind: str) -> None:
    few, many = (steps(WORK[kind](size)) for size in SIZES)
    assert many <= MOST * few


@pytest.mark.parametrize("kind", growing.WORK)
def test_four_times_the_workbook_takes_about_four_times_the_steps(kind: str) -> None:
    few, many = (steps(lambda: growing.WORK[kind](size)) for size in SIZES)  # noqa: B023 (called at once)
    assert many <= MOST * few


def test_shapes_of_rows_that_do_not_come_again_are_not_learnt_for_ever() -> None:
    assert told_by_shape(200) == LEARNT


@pytest.mark.parametrize(
    "inside",
    [
        b'<c:ser><c:idx val="0"/>' * 5,  # never closed
        b"<c:ser>" * 70 + b"</c:ser>" * 70,  # closed, but far within each other
        b"<c:cat><c:strRef><c:f>S!$A$1</c:f><c:strCache>" * 40 + b"</c:strCache></c:strRef></c:cat>" * 40,
    ],
)
def test_a_chart_in_which_patterns_would_search_again_and_again_is_left_alone(inside: bytes) -> None:
    assert list(references(chart(inside))) == []


def test_of_series_within_each_other_only_the_one_that_holds_no_other_is_looked_at() -> None:
    nested = b'<c:ser><c:idx val="0"/><c:val><c:numRef><c:f>S!$A$1</c:f>' * 40 + b"</c:numRef></c:val></c:ser>" * 40
    assert len(list(references(chart(nested)))) == 1


def test_a_series_reaches_to_its_own_end() -> None:
    numbers = [reference.series for reference in references(chart(SERIES + SERIES.replace(b'"0"', b'"1"', 1)))]
    assert numbers == [0, 1]


def test_points_without_content_hide_nothing_behind_them() -> None:
    assert without_ranges(b'<c><pt idx="0"/><other/><pt idx="1"><v>x</v></pt></c>') == b'<c><pt idx="0"/><other/></c>'


def test_an_empty_reading_aid_hides_no_text_behind_it() -> None:
    assert text_within('<rPh sb="0"/><t>shown</t><rPh sb="1"><t>aid</t></rPh>') == "shown"


def test_a_number_format_longer_than_excel_takes_is_looked_at_as_far_as_excel_does() -> None:
    assert shows_day("[" * 100_000) is False
    assert shows_day("yyyy-mm-dd")


@pytest.mark.parametrize(
    ("areas", "met"),
    [
        ([Box(1, 1, 2, 2), Box(3, 1, 4, 2)], []),
        ([Box(1, 1, 3, 2), Box(3, 2, 4, 3)], [Box(3, 2, 4, 3)]),
        ([Box(1, 1, 9, 1), Box(2, 3, 3, 3), Box(5, 1, 5, 4)], [Box(5, 1, 5, 4)]),
        ([Box(1, 1, 1, 9), Box(1, 4, 1, 4)], [Box(1, 4, 1, 4)]),
    ],
)
def test_areas_that_share_a_cell_with_an_earlier_one_are_named(areas: list[Box], met: list[Box]) -> None:
    assert list(overlapping(areas)) == met


@pytest.mark.parametrize(
    ("formula", "left"),
    [
        ('A1+"x[1]"', "A1+"),
        ("T[[#This Row],[a b]]+B2", "T+B2"),
        ('[a"b]+"c]"+D4', "++D4"),
        ("A]1", "A]1"),
        ("[" * 5_000 + "]" * 5_000, ""),
    ],
)
def test_what_stands_in_brackets_and_texts_is_taken_out_of_a_formula_in_one_pass(formula: str, left: str) -> None:
    assert without_texts(formula) == left
