"""Charts of ours follow their rows; charts of people, and all else of ours, stay byte for byte."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.errors import NotSafeError
from pipeline.xlsx.writer import rewrite as write
from pipeline.xlsx.writer.charts import follow_charts
from pipeline.xlsx.writer.rewrite import rewrite
from tests.chance import examples
from tests.xlsx.writer.books import changed, edited, members, part, replaced
from tests.xlsx.writer.charted import OURS, SHEET, THEIRS, Row, cells, charted, seen, unranged, update

ROWS: list[Row] = [("high", "A", 1), ("low", "B", 2), ("low", "C", 3)]
MORE: list[Row] = [("high", "A", 4), ("high", "B", 0), ("low", "A", 5), ("low", "B", 6.5), ("low", "C", None)]
STRIPS = ((0, 1), (2, 4))
DRAWING = "xl/drawings/drawing1.xml"


@pytest.fixture(scope="module")
def before() -> bytes:
    return charted(ROWS)


@pytest.fixture(scope="module")
def after(before: bytes) -> bytes:
    return rewrite(before, [update(MORE, *STRIPS)])


def test_ranges_and_what_a_chart_remembers_follow_the_rows(after: bytes) -> None:
    (name, who, much), (_, low, values), *_ = seen(after)
    assert (name.sheet, name.cells, name.remembered) == (SHEET, "$B$4", ["high"])
    assert (who.cells, who.remembered) == ("$C$4:$C$5", ["A", "B"])
    assert (much.cells, much.remembered) == ("$E$4:$E$5", ["4", "0"])
    assert (low.cells, values.cells, values.remembered) == ("$C$6:$C$8", "$E$6:$E$8", ["5", "6.5", None])


def test_a_chart_differs_in_ranges_and_caches_alone(before: bytes, after: bytes) -> None:
    assert unranged(members(after)[OURS]) == unranged(members(before)[OURS])
    assert changed(before, after) == {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml", OURS}
    assert lint(after) == []


def test_a_series_that_people_added_to_a_chart_of_ours_stays(after: bytes) -> None:
    assert seen(after)[2] == seen(charted(ROWS))[2]


@pytest.mark.parametrize("name", ["Our bars", "concord bars", "My Concord bars"])
def test_a_chart_that_people_renamed_is_never_touched(name: str) -> None:
    before = charted(ROWS, name)
    after = rewrite(before, [update(MORE, *STRIPS)])
    assert members(after)[OURS] == members(before)[OURS]


def test_a_part_that_a_drawing_of_people_shows_too_is_theirs() -> None:
    relations = "xl/drawings/_rels/drawing1.xml.rels"
    before = edited(charted(ROWS), relations, "chart2.xml", "chart1.xml")
    before = replaced(before, {THEIRS: None})
    before = edited(before, "[Content_Types].xml", r'<Override PartName="/xl/charts/chart2.xml"[^>]*/>', "")
    assert members(rewrite(before, [update(MORE, *STRIPS)]))[OURS] == members(before)[OURS]


def test_a_series_that_people_pointed_elsewhere_or_took_points_from_stays() -> None:
    whole = r"<c:f>'Tom''s &amp; co'!\$E\$4</c:f>"
    before = edited(charted(ROWS), OURS, whole, "<c:f>Board!$A$1</c:f>")
    chosen = (
        '<c:extLst><c:ext><c15:fullRef xmlns:c15="urn:c15"><c15:sqref>x</c15:sqref></c15:fullRef></c:ext></c:extLst>'
    )
    before = edited(before, OURS, r"(<c:f>[^<]*C\$5:\$C\$6</c:f><c:strCache>.*?</c:strCache>)", rf"\1{chosen}")
    after = seen(rewrite(before, [update(MORE, *STRIPS)]))
    assert after[0][2].formula == "Board!$A$1"
    assert after[1][1].cells == "$C$5:$C$6"
    assert after[1][2].cells == "$E$6:$E$8"


def test_a_series_that_people_deleted_leaves_the_others_theirs() -> None:
    before = edited(charted(ROWS), OURS, r'<c:ser><c:idx val="0"/>.*?</c:ser>', "")
    (name, who, _), *_ = seen(rewrite(before, [update(MORE, *STRIPS)]))
    assert (name.remembered, who.cells) == (["low"], "$C$6:$C$8")


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (r"<c:plotArea>", "<!-- kept --><c:plotArea>"),
        (r"<c:ser>(<c:idx val=\"0\"/>.*?)</c:ser>", r'<c15:ser xmlns:c15="urn:c15">\1</c15:ser>'),
        (r"<c:f>('Tom''s &amp; co'!)\$E\$4</c:f>", r"<c:f>(\1$E$4,\1$E$6)</c:f>"),
        (r"<c:f>'Tom''s &amp; co'!\$E\$4</c:f>", "<c:f>[0]!figures</c:f>"),
    ],
    ids=["comment", "a series of an extension", "several areas", "a name"],
)
def test_what_does_not_look_as_we_write_it_is_left_as_it_is(pattern: str, by: str) -> None:
    before = edited(charted(ROWS), OURS, pattern, by)
    after = rewrite(before, [update(MORE, *STRIPS)])
    assert seen(after)[0][2] == seen(before)[0][2]


def test_a_namespace_prefix_of_another_program_is_kept() -> None:
    plain = (
        members(charted(ROWS))[OURS].decode().replace("xmlns:c=", "xmlns=").replace("<c:", "<").replace("</c:", "</")
    )
    after = rewrite(replaced(charted(ROWS), {OURS: plain.encode()}), [update(MORE, *STRIPS)])
    assert seen(after)[1][2].remembered == ["5", "6.5", None]
    assert b"<c:" not in members(after)[OURS]


def test_a_drawing_that_cannot_be_read_does_not_stop_a_run() -> None:
    before = edited(charted(ROWS), DRAWING, "</xdr:wsDr>", "")
    after = rewrite(before, [update(MORE, *STRIPS)])
    assert OURS not in changed(before, after)


def test_a_number_that_names_a_series_is_remembered_as_people_see_it() -> None:
    rows = [(0, "A", 1), (3, "B", 2)]
    before = charted(rows)  # type: ignore[arg-type]
    after = rewrite(before, [update([("–", "A", 2), (4.5, "B", 2)], (0, 0), (1, 1))])  # type: ignore[list-item]
    assert [series[0].remembered for series in seen(after)[:2]] == [["–"], ["4.5"]]


def test_the_same_rows_again_change_no_byte(after: bytes) -> None:
    assert rewrite(after, [update(MORE, *STRIPS)]) is after


def _spoiled(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    follow = follow_charts

    def spoiling(book: Any, layout: Any) -> None:
        follow(book, layout)
        xml = book.package.read(OURS)
        book.package.put(OURS, {
            "title": xml.replace(b"What &amp; who", b"Who"),
            "cache": xml.replace(b"<c:v>6.5</c:v>", b"<c:v>7.5</c:v>"),
            "range": xml.replace(b"$E$6:$E$8", b"$E$6:$E$9"),
        }[how])  # fmt: skip

    monkeypatch.setattr(write, "follow_charts", spoiling)


@pytest.mark.parametrize("how", ["title", "cache", "range"])
def test_a_chart_changed_otherwise_or_wrongly_is_not_handed_out(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _spoiled(how, monkeypatch)
    with pytest.raises(NotSafeError):
        rewrite(charted(ROWS), [update(MORE, *STRIPS)])


@pytest.mark.parametrize(
    ("pattern", "by", "says"),
    [
        (r"<c:f>'Tom''s &amp; co'!\$E\$4</c:f>", "<c:f>Gone!$E$4</c:f>", "refer to the sheet Gone"),
        (r'(E\$5:\$E\$6</c:f><c:numCache>.*?)<c:ptCount val="2"/>', r'\1<c:ptCount val="5"/>', "another number"),
        (r'(E\$5:\$E\$6</c:f><c:numCache>.*?)<c:pt idx="1">', r'\1<c:pt idx="2">', "out of order"),
        (r'<c:order val="1"/>', '<c:order val="0"/>', "the same order"),
        (r'<c:ser>(<c:idx val="1"/>)', r'<c:ser><c:spPr><a:noFill/><a:pattFill prst="pct10"/></c:spPr>\1', "two fills"),
    ],
)
def test_lint_finds_what_is_wrong_with_a_chart_of_ours(pattern: str, by: str, says: str) -> None:
    faults = lint(edited(charted(ROWS), OURS, pattern, by))
    assert len(faults) == 1
    assert says in faults[0]


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=8)
# openpyxl, which looks here, takes the escape of a text like _x0041_ for the text.
TEXT = TEXT.filter(lambda text: bool(text.strip()) and "_x" not in text)
NUMBER = st.none() | st.integers(-1000, 10**6) | st.floats(-1e6, 1e6, allow_subnormal=False)
WHO = TEXT.map("t{}".format)  # xlsxwriter takes texts of digits for numbers
MANY = st.lists(st.tuples(TEXT, WHO, NUMBER), min_size=1, max_size=9)


@given(before=MANY, now=st.lists(MANY, min_size=1, max_size=3), split=st.integers(0, 8))
@settings(max_examples=examples(25))
def test_however_rows_come_and_go_our_ranges_hold_the_right_rows_and_theirs_stay(
    before: list[Row], now: list[list[Row]], split: int
) -> None:
    first = data = charted(before)
    for rows in now:
        cut = min(split, len(rows) - 1)
        strips = ((0, cut), (min(cut + 1, len(rows) - 1), len(rows) - 1))
        data = rewrite(data, [update(rows, *strips)])
        for series, (top, last) in zip(seen(data), strips, strict=False):
            name, who, much = series
            assert cells(data, name) == name.remembered == [rows[top][0]]
            assert cells(data, who) == who.remembered == [row[1] for row in rows[top : last + 1]]
            assert cells(data, much) == [row[2] for row in rows[top : last + 1]]
            assert [None if text is None else float(text) for text in much.remembered] == cells(data, much)
        assert unranged(members(data)[OURS]) == unranged(members(first)[OURS])
        assert changed(first, data) <= {"xl/worksheets/sheet1.xml", "xl/tables/table1.xml", OURS}
    assert part(data, THEIRS) == part(first, THEIRS)
