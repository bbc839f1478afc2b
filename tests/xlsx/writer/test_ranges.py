"""What is laid over the cells: links, filters, conditional formats, validations."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.domain.table_update import KEEP, Link, OutColumn
from pipeline.xlsx.lint.workbook_lint import lint
from pipeline.xlsx.writer import hyperlinks
from pipeline.xlsx.writer.rewrite import rewrite
from tests.xlsx.writer.books import body, edited, fresh, part, update, workbook

SHEET1, TABLE1 = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
THREE = fresh(["a", "x"], ["b", "x"], ["c", "x"])


def found_links(data: Any) -> Any:
    return dict(re.findall(r'<hyperlink ref="([^"]*)" location="([^"]*)"', part(data)))


def linked(_: Any, sheet: Any) -> None:
    sheet.write_url("B4", "internal:'Gaps'!A1", string="old")
    sheet.write_url("D4", "internal:'Gaps'!A2", string="theirs")
    sheet.write_url("B3", "internal:'Gaps'!A3", string="finding")
    sheet.write_url("H9", "https://example.org/", string="elsewhere")


def test_links_of_our_cells_are_replaced_and_all_others_stay() -> None:
    after = rewrite(workbook(more=linked), [update((4, ["x", "y"]), (None, ["x", Link("H7", "'Risks & co'!H7")]))])
    assert found_links(after) == {"B4": "'Gaps'!A1", "D4": "'Gaps'!A2", "B3": "'Gaps'!A3", "C5": "'Risks &amp; co'!H7"}
    assert '<hyperlink ref="H9" r:id="rId1"/>' in part(after)
    assert lint(after) == []


def test_the_first_links_of_a_sheet_stand_where_they_belong() -> None:
    def margins(_: Any, sheet: Any) -> None:
        sheet.data_validation("A9", {"validate": "integer", "criteria": ">", "value": 1})

    after = rewrite(workbook(more=margins), [fresh(["x", Link("H7", "'Risks'!H7")])])
    assert re.search("</dataValidations><hyperlinks>.*</hyperlinks><pageMargins", part(after))
    assert lint(after) == []


def test_the_last_link_takes_the_element_with_it() -> None:
    def one(_: Any, sheet: Any) -> None:
        sheet.write_url("B4", "internal:'Gaps'!A1", string="old")

    after = rewrite(workbook(more=one), [fresh(["x", "y"])])
    assert "hyperlink" not in part(after)


def test_links_that_lead_where_they_led_stay_byte_for_byte() -> None:
    before = edited(workbook(more=linked), SHEET1, '<hyperlink ref="B4"', '<hyperlink  tooltip="Go" ref="B4"')
    after = rewrite(before, [fresh([Link("other text", "'Gaps'!A1"), "y"])])
    assert '<hyperlink  tooltip="Go" ref="B4" location' in part(after)


def test_a_kept_cell_keeps_its_link() -> None:
    after = rewrite(workbook(more=linked), [update((4, [KEEP, "x"]))])
    assert found_links(after)["B4"] == "'Gaps'!A1"


def test_links_beyond_what_a_sheet_can_hold_are_written_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyperlinks, "MOST", 2)
    after = rewrite(workbook(), [fresh(*((f"row {at}", Link("go", f"'Gaps'!A{at}")) for at in range(1, 5)))])
    assert found_links(after) == {"C4": "'Gaps'!A1", "C5": "'Gaps'!A2"}
    assert [line[1] for line in body(after)] == ["go"] * 4


def filtered(_: Any, sheet: Any) -> None:
    sheet.set_row(3, None, None, {"hidden": True})


FILTER = '><filterColumn colId="1"><filters><filter val="low"/></filters></filterColumn></autoFilter>'
SORT = '<sortState ref="B4:E5"><sortCondition ref="B4:B5"/></sortState>'


def with_filter() -> Any:
    return edited(workbook(more=filtered), TABLE1, r'(<autoFilter ref="B3:E5")/>', rf"\1{FILTER}{SORT}")


def test_a_filter_is_cleared_and_its_rows_are_shown_again() -> None:
    after = rewrite(with_filter(), [THREE])
    assert '<autoFilter ref="B3:E6"></autoFilter><tableColumns' in part(after, TABLE1)
    assert "hidden" not in part(after)
    assert lint(after) == []


def test_a_filter_is_left_alone_where_that_is_asked_for() -> None:
    after = rewrite(with_filter(), [fresh(["a", "x"], ["b", "x"], ["c", "x"], clear_filter=False)])
    assert f'<autoFilter ref="B3:E6"{FILTER}<sortState ref="B4:E6"><sortCondition ref="B4:B6"/>' in part(after, TABLE1)
    assert 'hidden="1"' in part(after)
    assert lint(after) == []


def test_a_sort_order_never_reaches_beyond_the_table() -> None:
    after = rewrite(with_filter(), [fresh(["a", "x"], clear_filter=False)])
    assert '<sortState ref="B4:E4"><sortCondition ref="B4"/>' in part(after, TABLE1)


def test_hidden_rows_outside_the_body_stay_hidden() -> None:
    def hide(_: Any, sheet: Any) -> None:
        sheet.write("A9", "x")
        sheet.set_row(8, None, None, {"hidden": True})

    assert part(rewrite(workbook(more=hide), [THREE])).count('hidden="1"') == 1


def test_a_filter_of_the_sheet_over_the_table_follows_it() -> None:
    sheets = '<autoFilter ref="B3:E5"><filterColumn colId="1"><filters><filter val="low"/></filters></filterColumn>'
    before = edited(workbook(), SHEET1, "<pageMargins", f"{sheets}</autoFilter><pageMargins")
    assert '<autoFilter ref="B3:E6"></autoFilter>' in part(rewrite(before, [THREE]))


def test_a_filter_of_the_sheet_over_something_else_is_left_alone() -> None:
    before = edited(workbook(), SHEET1, "<pageMargins", '<autoFilter ref="G3:H9"/><pageMargins')
    assert '<autoFilter ref="G3:H9"/>' in part(rewrite(before, [THREE]))


def ranged(book: Any, sheet: Any) -> None:
    red = book.add_format({"bg_color": "red"})
    sheet.conditional_format("C4:C5", {"type": "cell", "criteria": "==", "value": '"x"', "format": red})
    sheet.conditional_format("C4:C100", {"type": "cell", "criteria": "==", "value": '"y"', "format": red})
    sheet.conditional_format("A4:A5", {"type": "cell", "criteria": "==", "value": '"z"', "format": red})
    sheet.conditional_format("E4:E5", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("D4:D5", {"validate": "list", "source": ["x"]})
    sheet.data_validation("D8:D9", {"validate": "list", "source": ["y"]})
    sheet.add_sparkline("H4", {"range": "Gaps!E4:E5"})


def test_ranges_that_end_with_the_table_grow_with_it_and_others_do_not() -> None:
    after = part(rewrite(workbook(more=ranged), [THREE]))
    formats = re.findall(r'<conditionalFormatting sqref="([^"]*)"', after)
    assert formats == ["C4:C6", "C4:C100", "A4:A5", "E4:E6"]
    assert re.findall(r'<dataValidation [^>]*sqref="([^"]*)"', after) == ["D4:D6", "D8:D9"]
    assert re.findall(r"<xm:sqref>([^<]*)<", after) == ["E4:E6", "H4"]


def test_ranges_do_not_shrink_with_the_table() -> None:
    before = workbook(more=ranged)
    tail = part(before).partition("</sheetData>")[2]
    assert part(rewrite(before, [fresh(["a", "b"])])).partition("</sheetData>")[2] == tail


def test_only_the_part_of_a_list_of_ranges_that_ends_with_the_table_grows() -> None:
    before = edited(workbook(more=ranged), SHEET1, 'sqref="C4:C5"', 'sqref="G1 C4:C5 A:A"')
    assert 'sqref="G1 C4:C6 A:A"' in part(rewrite(before, [THREE]))


def test_a_format_reaches_over_appended_columns_of_its_kind() -> None:
    columns = ("finding", OutColumn("due", "number"), OutColumn("score · B", "number"))
    after = part(rewrite(workbook(more=ranged), [fresh(["a", 1, 2], ["b", 2, 3], columns=columns)]))
    assert '<conditionalFormatting sqref="E4:F5"' in after


def test_the_dimension_covers_the_table() -> None:
    assert '<dimension ref="A1:E6"/>' in part(rewrite(workbook(), [THREE]))
