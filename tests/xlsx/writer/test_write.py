from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

import pytest

from pipeline.domain.table_update import KEEP, OutColumn
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.writer.rewrite import rewrite
from tests.xlsx.writer.books import (
    body,
    cell,
    changed,
    edited,
    fresh,
    members,
    part,
    replaced,
    style,
    update,
    values,
    workbook,
)

SHEET1, TABLE1, BOOK = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"


def test_the_rows_of_a_table_are_written_and_it_grows() -> None:
    after = rewrite(workbook(), [fresh(["R1", "high"], ["R2", "low"], ["R3", "medium"])])
    assert [line[:2] for line in body(after)] == [["R1", "high"], ["R2", "low"], ["R3", "medium"]]
    assert 'ref="B3:E6"' in part(after, TABLE1)
    assert lint(after) == []


def test_only_the_sheet_the_table_and_the_recalculation_flag_change() -> None:
    before = edited(workbook(), BOOK, ' fullCalcOnLoad="1"', "")
    after = rewrite(before, [fresh(["R9", "low"])])
    assert changed(before, after) == {SHEET1, TABLE1, BOOK}
    assert 'fullCalcOnLoad="1"' in part(after, BOOK)


def test_writing_what_already_stands_there_changes_no_byte() -> None:
    before = workbook()
    same = update((4, ["R1", "high"]), (5, ["R2", "low"]))
    assert rewrite(before, [same]) is before


def test_a_table_shrinks_and_its_last_rows_are_emptied() -> None:
    after = rewrite(workbook(), [update((4, ["R1", "high"]))])
    assert body(after) == [["R1", "high", "ours to keep", 1]]
    assert 'ref="B3:E4"' in part(after, TABLE1)


def test_no_rows_leave_one_empty_row() -> None:
    after = rewrite(workbook(), [fresh()])
    assert 'ref="B3:E4"' in part(after, TABLE1)
    assert len(values(after)) == 3
    assert lint(after) == []


def test_the_table_is_found_by_its_name_in_any_case() -> None:
    after = rewrite(workbook(), [fresh(["R7", "low"], table="gAPS")])
    assert body(after)[0][:2] == ["R7", "low"]


def test_cells_beside_above_and_below_the_table_stay_as_they_are() -> None:
    def beside(_: Any, sheet: Any) -> None:
        sheet.write("H4", "side")
        sheet.write("A4", 7)
        sheet.write("B9", "below")

    before = workbook(more=beside)
    after = rewrite(before, [fresh(["a", "b"], ["c", "d"], ["e", "f"])])
    for ref in ("A1", "H4", "A4", "B9", "B3"):
        assert cell(after, ref) == cell(before, ref)


def test_several_tables_are_written_in_one_go() -> None:
    def second(_: Any, sheet: Any) -> None:
        sheet.add_table("J3:K4", {"name": "Checks", "columns": [{"header": "x"}, {"header": "y"}]})

    after = rewrite(
        workbook(more=second),
        [fresh(["a", "b"]), fresh([1, "z"], [2, "w"], columns=("x", "y"), table="Checks")],
    )
    assert [line[9:11] for line in values(after)[3:5]] == [[1, "z"], [2, "w"]]
    assert values(after)[3][1:3] == ["a", "b"]


def test_a_column_that_the_table_lacks_is_appended_with_the_look_of_its_neighbour() -> None:
    def styled(book: Any, sheet: Any) -> None:
        sheet.write("E4", 1, book.add_format({"bg_color": "yellow"}))
        sheet.write("E3", "due", book.add_format({"bold": True}))

    before = workbook(more=styled)
    columns = ("finding", OutColumn("score · A", "number"))
    after = rewrite(before, [update((4, ["R1", 5]), (5, ["R2", 6]), columns=columns)])
    assert [line[4] for line in values(after)[2:]] == ["due", 1, 2]
    assert [line[5] for line in values(after)[2:]] == ["score · A", 5, 6]
    assert 'count="5"' in part(after, TABLE1)
    assert '<tableColumn id="5" name="score · A"/>' in part(after, TABLE1)
    assert style(after, "F3") == style(after, "E3")
    assert lint(after) == []


def test_cells_keep_their_style_and_new_rows_take_that_of_most_rows_or_else_of_the_last() -> None:
    def styled(book: Any, sheet: Any) -> None:
        sheet.write("B4", "R1", book.add_format({"bold": True}))
        sheet.write("B5", "R2", book.add_format({"italic": True}))

    after = rewrite(workbook(more=styled), [update((4, ["a", ""]), (5, ["b", ""]), (None, ["c", ""]))])
    assert [style(after, ref) for ref in ("B4", "B5", "B6")] == ["1", "2", "2"]


def test_new_cells_take_the_style_of_their_column_where_no_row_has_one() -> None:
    def styled(book: Any, sheet: Any) -> None:
        sheet.set_column("C:C", 20, book.add_format({"text_wrap": True}))

    after = rewrite(workbook(rows=[], more=styled), [fresh(["a", "b"])])
    assert (style(after, "C4"), style(after, "B4")) == ("1", "")


def test_a_date_column_that_lost_its_style_gets_one_appended_style() -> None:
    columns = ("finding", OutColumn("due", "date"))
    before = workbook()
    after = rewrite(before, [fresh(["R1", date(2026, 3, 1)], ["R2", date(2026, 4, 1)], columns=columns)])
    assert [line[3] for line in body(after)] == [date(2026, 3, 1), date(2026, 4, 1)]
    assert changed(before, after) == {SHEET1, "xl/styles.xml"}
    assert part(after, "xl/styles.xml").count('numFmtId="14"') == 1
    assert lint(after) == []


def test_a_date_style_that_is_there_is_used_again() -> None:
    def dated(book: Any, sheet: Any) -> None:
        sheet.write("H1", 46000, book.add_format({"num_format": "yyyy-mm-dd"}))

    before = workbook(more=dated)
    after = rewrite(before, [fresh(["R1", date(2026, 3, 1)], columns=("finding", OutColumn("due", "date")))])
    assert "xl/styles.xml" not in changed(before, after)
    assert body(after)[0][3] == date(2026, 3, 1)


def test_dates_follow_the_1904_system_of_the_workbook() -> None:
    before = workbook(options={"date_1904": True})
    moment = datetime(2026, 3, 1, 12, 30)  # noqa: DTZ001
    after = rewrite(before, [fresh(["R1", moment], columns=("finding", OutColumn("due", "date")))])
    assert "<v>44620.5208" in cell(after, "E4")


def test_a_set_row_height_stays_and_a_fitted_one_is_fitted_anew() -> None:
    def heights(_: Any, sheet: Any) -> None:
        sheet.set_row(3, 45)
        sheet.set_row(4, 30)

    before = edited(workbook(more=heights), SHEET1, r' ht="30" customHeight="1"', ' ht="30"')
    after = part(rewrite(before, [fresh(["a", "b"], ["c", "d"])]))
    assert '<row r="4" ht="45" customHeight="1">' in after
    assert '<row r="5">' in after


def test_rows_and_cells_without_addresses_are_counted() -> None:
    bare = r'<sheetData><row r="3">\1</row><row><c/><c t="inlineStr"><is><t>old</t></is></c></row></sheetData>'
    rows = r'<sheetData>.*<row r="3"[^>]*>(.*?)</row>.*</sheetData>'
    before = edited(workbook(rows=[["R1", "x", "", ""]]), SHEET1, rows, bare)
    after = rewrite(before, [fresh(["new", "high"], ["more", "low"])])
    assert [line[:2] for line in body(after)] == [["new", "high"], ["more", "low"]]


def test_prefixed_names_as_some_programs_write_them_are_kept() -> None:
    xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", part(workbook()).replace("xmlns=", "xmlns:x="))
    before = replaced(workbook(), {SHEET1: xml.encode()})
    after = rewrite(before, [fresh(["new", "high"], ["more", "low"], ["third", "low"])])
    assert [line[:2] for line in body(after)] == [["new", "high"], ["more", "low"], ["third", "low"]]
    assert '<x:row r="6"' in part(after)
    assert lint(after) == []


def test_a_byte_order_mark_stays() -> None:
    before = replaced(workbook(), {SHEET1: b"\xef\xbb\xbf" + members(workbook())[SHEET1]})
    after = rewrite(before, [fresh(["new", "high"])])
    assert members(after)[SHEET1].startswith(b"\xef\xbb\xbf<?xml")


def test_a_strict_workbook_is_written_too() -> None:
    old, new = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    strict = {
        name: content.replace(old + b"spreadsheetml/2006/main", new + b"spreadsheetml/main").replace(
            old + b"officeDocument/2006/relationships", new + b"officeDocument/relationships"
        )
        for name, content in members(workbook()).items()
    }
    after = rewrite(replaced(workbook(), strict), [fresh(["new", "high"])])
    assert ">new<" in part(after)
    assert lint(after) == []


def test_absolute_targets_and_odd_case_of_part_names_are_followed() -> None:
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    before = edited(workbook(), relations, r"\.\./tables/table1\.xml", "/XL/Tables/Table1.xml")
    assert body(rewrite(before, [fresh(["new", "high"])]))[0][:2] == ["new", "high"]


def test_kept_cells_are_not_touched() -> None:
    after = rewrite(workbook(), [update((4, [KEEP, "low"]), (5, ["R2", KEEP]))])
    assert [line[:2] for line in body(after)] == [["R1", "low"], ["R2", "low"]]


def test_a_kept_cell_follows_its_row() -> None:
    after = rewrite(workbook(), [update((5, [KEEP, "high"]), (4, [KEEP, "low"]))])
    assert [line[:2] for line in body(after)] == [["R2", "high"], ["R1", "low"]]


def test_a_row_of_the_wrong_width_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="3 != 2"):
        rewrite(workbook(), [fresh(["a", "b", "c"])])


def test_the_same_table_twice_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="twice"):
        rewrite(workbook(), [fresh(["a", "b"]), fresh(["c", "d"], table="GAPS")])


def test_a_source_outside_the_body_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="row 9"):
        rewrite(workbook(), [update((9, ["a", "b"]))])


def test_a_header_row_that_another_program_switched_off_is_switched_on_where_the_headers_stand() -> None:
    off = edited(workbook(), TABLE1, ' totalsRowShown="0"', ' totalsRowShown="0" headerRowCount="0"')
    after = rewrite(off, [update((4, ["R1", "x"]), (5, ["R2", "y"]))])
    assert "headerRowCount" not in part(after, TABLE1)
    assert body(after)[0][:2] == ["R1", "x"]
    assert lint(after) == []
    assert rewrite(after, [update((4, ["R1", "x"]), (5, ["R2", "y"]))]) is after


def test_the_recalculation_flag_is_all_that_changes_where_it_stands() -> None:
    before = edited(workbook(), "xl/workbook.xml", "<calcPr[^>]*/>", '<calcPr  calcId="124519" />')
    after = rewrite(before, [fresh(["a", "x"])])
    assert '<calcPr  calcId="124519" fullCalcOnLoad="1" />' in part(after, "xl/workbook.xml")
