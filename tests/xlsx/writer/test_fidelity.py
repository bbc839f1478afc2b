"""What must never happen: that something of the users' is lost or altered."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest

from pipeline.domain.table_update import Link, OutColumn
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.zip_archive import Archive
from pipeline.xlsx.writer.rewrite import rewrite
from tests.xlsx.writer.books import body, edited, fresh, members, part, update
from tests.xlsx.writer.sink import SHEET, TABLE, sink

BEFORE = edited(sink(), "xl/workbook.xml", ' fullCalcOnLoad="1"', "")
ROWS: list[Any] = [["R2", "low", 1], ["R3", Link("Risks!H7", "'Figures'!A1"), 2], ["R4", "=x", 3], ["R5", "", 4]]
COLUMNS = ("finding", OutColumn("severity", leads=True), OutColumn("due", "number"))


@pytest.fixture(scope="module")
def after() -> Any:
    return rewrite(BEFORE, [update((5, ROWS[0]), *((None, row) for row in ROWS[1:]), columns=COLUMNS)])


def test_the_sink_is_sound_before_and_after(after: Any) -> None:
    assert lint(BEFORE) == []
    assert lint(after) == []


def test_every_member_but_three_is_the_very_same_bytes(after: Any) -> None:
    old, new = Archive(BEFORE), Archive(after)
    assert [member.name for member in old.members] == [member.name for member in new.members]
    ours = {SHEET, TABLE, "xl/workbook.xml"}
    for one, two in zip(old.members, new.members, strict=True):
        if one.name not in ours:
            assert BEFORE[one.start : one.end] == after[two.start : two.end], one.name


def test_the_workbook_part_differs_by_the_recalculation_flag_alone(after: Any) -> None:
    assert part(after, "xl/workbook.xml").replace(' fullCalcOnLoad="1"', "") == part(BEFORE, "xl/workbook.xml")


def test_the_sheet_differs_by_the_rows_of_the_table_its_links_and_ranges_alone(after: Any) -> None:
    old, new = part(BEFORE), part(after)
    new = re.sub("<hyperlinks>.*</hyperlinks>", "", new).replace("E4:E7", "E4:E5").replace("A1:J7", "A1:J5")
    assert re.sub("<sheetData>.*</sheetData>", "", new) == re.sub("<sheetData>.*</sheetData>", "", old)
    for number in (1, 2, 3, 8, 12):
        assert row_of(new, number) == row_of(old, number)


def row_of(xml: Any, number: Any) -> Any:
    match = re.search(f'<row r="{number}".*?</row>', xml)
    return match[0] if match else None


def test_computed_values_of_formulas_survive(after: Any) -> None:
    assert "<f>SUM(E4:E5)*Rate</f><v>70</v>" in part(after)
    assert "<v>7</v>" in part(after, "xl/worksheets/sheet2.xml")


def test_peoples_cells_in_the_table_survive(after: Any) -> None:
    assert [line[:4] for line in body(after)][:2] == [["R2", "low", "second note", 1], ["R3", "Risks!H7", "", 2]]


def test_growing_and_shrinking_again_loses_nothing_outside_the_table(after: Any) -> None:
    back = rewrite(after, [update((4, ["R1", "high", 3]), (5, ["R2", "low", 4]), columns=COLUMNS)])
    for name, content in members(BEFORE).items():
        if name not in {SHEET, TABLE, "xl/workbook.xml"}:
            assert members(back)[name] == content
    assert "hyperlink" not in part(back)
    assert lint(back) == []


def test_the_same_run_gives_the_same_bytes(after: Any) -> None:
    assert rewrite(BEFORE, [update((5, ROWS[0]), *((None, row) for row in ROWS[1:]), columns=COLUMNS)]) == after


def test_a_second_run_changes_no_byte(after: Any) -> None:
    again = update(*((4 + at, row) for at, row in enumerate(ROWS)), columns=COLUMNS)
    assert rewrite(after, [again]) is after


def test_the_array_formula_beside_the_table_is_not_broken(after: Any) -> None:
    assert '<f t="array" ref="H2:H3">' in part(after)


def test_time_stamps_stay(after: Any) -> None:
    old, new = (zipfile.ZipFile(BytesIO(data)).infolist() for data in (BEFORE, after))
    assert [info.date_time for info in old] == [info.date_time for info in new]


def test_a_pivot_table_in_the_way_is_not_overwritten() -> None:
    with pytest.raises(WriteError, match="B6"):
        rewrite(edited(BEFORE, "xl/pivotTables/pivotTable1.xml", "L20:M24", "B6:C8"), [fresh(*[["a", "b"]] * 5)])
