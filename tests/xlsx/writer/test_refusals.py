"""Where a table cannot be written without touching what is not ours, one sentence says why and which cell."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.domain.table_update import OutColumn
from pipeline.xlsx.writer.rewrite import WriteError, rewrite
from tests.xlsx.writer.books import edited, fresh, members, part, replaced, update, workbook

SHEET1, TABLE1 = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
THREE = fresh(["a", "x"], ["b", "x"], ["c", "x"])
WIDER = update((4, ["a", 1]), (5, ["b", 2]), columns=("finding", OutColumn("score", "number")))


def refusal(data: Any, *updates: Any) -> Any:
    with pytest.raises(WriteError) as caught:
        rewrite(data, updates)
    return caught.value.cell, caught.value.reason


def built(add: Any, **more: Any) -> Any:
    return workbook(more=add, **more)


def test_text_below_where_the_table_must_grow() -> None:
    cell, reason = refusal(built(lambda _, sheet: sheet.write("D6", "a remark")), THREE)
    assert cell == "D6"
    assert reason == "The table Gaps needs more rows, but D6 of the sheet Gaps is not empty. Move it out of the way."


def test_a_formula_below_counts_as_text() -> None:
    assert refusal(built(lambda _, sheet: sheet.write_formula("B6", "=1")), THREE)[0] == "B6"


def test_a_styled_but_empty_cell_below_is_no_obstacle() -> None:
    assert rewrite(built(lambda book, sheet: sheet.write_blank("B6", None, book.add_format({"bold": True}))), [THREE])


def test_an_empty_text_below_is_no_obstacle() -> None:
    empty = '<row r="6"><c r="B6" t="inlineStr"><is><t></t></is></c></row></sheetData>'
    assert rewrite(edited(workbook(), SHEET1, "</sheetData>", empty), [THREE])


def test_text_below_but_beside_the_table_is_no_obstacle() -> None:
    assert rewrite(built(lambda _, sheet: sheet.write("F6", "a remark")), [THREE])


def test_another_table_below() -> None:
    def below(_: Any, sheet: Any) -> None:
        sheet.add_table("B6:C8", {"name": "Others", "header_row": True})

    cell, reason = refusal(built(below), THREE)
    assert (cell, "Others" in reason) == ("B6", True)


def test_merged_cells_below() -> None:
    cell, reason = refusal(built(lambda _, sheet: sheet.merge_range("D6:F7", "")), THREE)
    assert (cell, "merged" in reason) == ("D6", True)


def test_merged_cells_in_the_body() -> None:
    merged = '<mergeCells count="1"><mergeCell ref="B4:C4"/></mergeCells><pageMargins'
    before = edited(workbook(), SHEET1, "<pageMargins", merged)
    assert refusal(before, fresh(["a", "b"]))[0] == "B4"


def test_a_pivot_table_below() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotTable"
    before = edited(
        workbook(), "xl/worksheets/_rels/sheet1.xml.rels", "</Relationships>",
        f'<Relationship Id="rId9" Type="{kind}" Target="../pivotTables/p.xml"/></Relationships>',
    )  # fmt: skip
    pivot = b'<pivotTableDefinition xmlns="x" name="p"><location ref="C6:D9"/></pivotTableDefinition>'
    assert refusal(replaced(before, {"xl/pivotTables/p.xml": pivot}), THREE)[0] == "C6"


def test_something_to_the_right_where_a_column_is_to_be_appended() -> None:
    cell, reason = refusal(built(lambda _, sheet: sheet.write("F5", "x")), WIDER)
    assert (cell, "more columns" in reason) == ("F5", True)


def test_a_table_to_the_right_where_a_column_is_to_be_appended() -> None:
    assert refusal(built(lambda _, sheet: sheet.add_table("F3:G5", {"name": "Others"})), WIDER)[0] == "F3"


def test_a_totals_row() -> None:
    def totals(_: Any, sheet: Any) -> None:
        sheet.add_table("J3:K6", {"name": "Sums", "total_row": True, "columns": [{"header": "a"}, {"header": "b"}]})

    cell, reason = refusal(built(totals), fresh([1, 2], columns=("a", "b"), table="Sums"))
    assert (cell, "totals row" in reason) == ("J6", True)


def test_a_table_without_a_header_row() -> None:
    def bare(_: Any, sheet: Any) -> None:
        sheet.add_table("J3:K6", {"name": "Bare", "header_row": False})

    assert "no header row" in refusal(built(bare), fresh([1, 2], columns=("Column1", "Column2"), table="Bare"))[1]


@pytest.mark.parametrize("kind", ['t="array" ref="B4:B5"', 't="shared" ref="B4:B5" si="0"'])
def test_a_formula_of_several_cells_in_our_column(kind: Any) -> None:
    before = built(lambda _, sheet: sheet.write_formula("B4", "=1", None, 1))
    assert refusal(edited(before, SHEET1, "<f>", f"<f {kind}>"), fresh(["a", "b"]))[0] == "B4"


def test_a_result_that_spills_into_our_column_from_elsewhere() -> None:
    before = built(lambda _, sheet: sheet.write_formula("A4", "=1", None, 1))
    assert refusal(edited(before, SHEET1, "<f>", '<f t="array" ref="A4:B5">'), fresh(["a", "b"]))[0] == "A4"


def test_an_array_formula_of_several_cells_in_peoples_column_only_where_rows_move() -> None:
    before = built(lambda _, sheet: sheet.write_formula("E4", "=1", None, 1))
    before = edited(before, SHEET1, "<f>", '<f t="array" ref="E4:E5">')
    assert rewrite(before, [update((4, ["a", "b"]), (5, ["c", "d"]))])
    assert refusal(before, update((5, ["a", "b"])))[0] == "E4"


def test_a_header_cell_that_differs_from_the_table() -> None:
    cell, reason = refusal(edited(workbook(), TABLE1, 'name="severity"', 'name="Severity"'), THREE)
    assert cell == "C3"
    assert '"severity"' in reason
    assert '"Severity"' in reason


def test_tables_that_overlap() -> None:
    before = built(lambda _, sheet: sheet.add_table("J3:K5", {"name": "Others"}))
    before = edited(before, "xl/tables/table2.xml", r'ref="J3:K5"', 'ref="E3:F5"', count=2)
    assert "overlap" in refusal(before, THREE)[1]


def test_a_signed_workbook() -> None:
    assert "signed" in refusal(replaced(workbook(), {"_xmlsignatures/sig1.xml": b"<a/>"}), THREE)[1]


def test_a_table_that_is_not_there() -> None:
    said = refusal(workbook(), fresh(["a", "b"], table="Nowhere"))[1]
    assert said.startswith("The Excel table Nowhere is not in this workbook any more")


def test_a_sheet_that_declares_an_encoding_which_no_program_writes() -> None:
    xml = part(workbook()).replace('encoding="UTF-8"', 'encoding="UTF-7"').encode()
    assert "UTF-8" in refusal(replaced(workbook(), {SHEET1: xml}), THREE)[1]


def test_the_end_of_the_sheet() -> None:
    rows = [["a", "b", "", ""]]
    before = workbook(rows)
    for name in (SHEET1, TABLE1):
        xml = members(before)[name].decode()
        for old, new in (("3", "1048575"), ("4", "1048576")):
            xml = xml.replace(f'row r="{old}"', f'row r="{new}"')
            for column in "ABCDE":
                xml = xml.replace(f'"{column}{old}"', f'"{column}{new}"').replace(f":{column}{old}", f":{column}{new}")
                xml = xml.replace(f'"{column}{old}:', f'"{column}{new}:')
        before = replaced(before, {name: xml.encode()})
    assert "end of the sheet" in refusal(before, THREE)[1]


def test_a_damaged_file() -> None:
    assert "damaged" in refusal(workbook()[:-40], THREE)[1]


def test_rows_out_of_order() -> None:
    before = edited(workbook(), SHEET1, '<row r="5"', '<row r="4"')
    assert "out of order" in refusal(before, THREE)[1]


def test_a_document_type() -> None:
    before = edited(workbook(), TABLE1, r"\?>", '?><!DOCTYPE table [<!ENTITY a "b">]>')
    assert "document type" in refusal(before, THREE)[1]


def test_comments_between_the_rows() -> None:
    assert "comments" in refusal(edited(workbook(), SHEET1, "<row", "<!-- <row/> --><row"), THREE)[1]
