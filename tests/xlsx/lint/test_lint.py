# ruff: noqa: E501 - one fault a line, so that the list reads as a list
"""Faults put into a sound workbook: every one is found, and the sound one has none."""

from __future__ import annotations

import io
import warnings
import zipfile
from typing import Any

import pytest
import xlsxwriter

from pipeline.xlsx.lint.workbook_lint import lint
from tests.xlsx.writer.books import edited, members, replaced, workbook

SHEET, TABLE, BOOK = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml", "xl/workbook.xml"
TYPES, STYLES, STRINGS = "[Content_Types].xml", "xl/styles.xml", "xl/sharedStrings.xml"


def rich(book: Any, sheet: Any) -> None:
    book.define_name("Rate", "=Gaps!$H$1")
    sheet.write_formula("H1", "=SUM(E4:E5)", None, 3)
    sheet.merge_range("H3:I3", "merged")
    sheet.merge_range("H4:I4", "merged too")
    sheet.data_validation(
        "D4:D5", {"validate": "list", "source": ["yes", "no"], "input_title": "T", "input_message": "M"}
    )
    sheet.conditional_format(
        "C4:C5", {"type": "cell", "criteria": "==", "value": '"x"', "format": book.add_format({"bold": 1})}
    )
    sheet.write_url("B4", "internal:'Gaps'!A1", string="R1")
    sheet.add_table("K3:L5", {"name": "Others", "columns": [{"header": "p"}, {"header": "q"}]})
    book.add_worksheet("Second").write("A1", True)


SOUND = workbook(more=rich)


def strings(text: Any) -> Any:
    return edited(SOUND, STRINGS, "<t>severity</t>", f"<t>{text}</t>")


def chain(ref: Any) -> Any:
    xml = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="REF" i="1"/></calcChain>'
    data = replaced(SOUND, {"xl/calcChain.xml": xml.replace("REF", ref).encode()})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    link = f'<Relationship Id="rId98" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    data = edited(data, "xl/_rels/workbook.xml.rels", "</Relationships>", link)
    chain_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    return edited(
        data, TYPES, "</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{chain_type}"/></Types>'
    )


def columns(xml: Any) -> Any:
    return edited(SOUND, SHEET, r"(<sheetFormatPr[^>]*/>)(<cols>.*?</cols>)?", rf"\1<cols>{xml}</cols>")


def doubled() -> Any:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in members(SOUND).items():
            archive.writestr(name, content)
        archive.writestr(SHEET, members(SOUND)[SHEET])
    return out.getvalue()


def corrupt() -> Any:
    data = bytearray(SOUND)
    data[data.index(SHEET.encode()) + 60] ^= 0xFF
    return bytes(data)


LONG = "x" * 33_000
# fmt: off
FAULTS: dict[str, Any] = {
    "a part that stands twice": doubled,
    "a part that cannot be unpacked": corrupt,
    "a part that is not well-formed": lambda: edited(SOUND, SHEET, "</sheetData>", "</sheetDatum>"),
    "a relation that leads nowhere": lambda: replaced(SOUND, {"xl/tables/table2.xml": None}),
    "a relation id that stands twice": lambda: edited(SOUND, "xl/_rels/workbook.xml.rels", 'Id="rId2"', 'Id="rId1"'),
    "a content type for nothing": lambda: edited(SOUND, TYPES, "</Types>", '<Override PartName="/xl/x.xml" ContentType="x/y"/></Types>'),
    "a table without its content type": lambda: edited(SOUND, TYPES, r'<Override PartName="/xl/tables/table1.xml"[^>]*>', ""),
    "a main part of another kind": lambda: edited(SOUND, TYPES, r"spreadsheetml\.sheet\.main", "wordprocessingml.document.main"),
    "macros in a workbook without": lambda: replaced(SOUND, {"xl/vbaProject.bin": b"x"}),
    "no content types": lambda: replaced(SOUND, {TYPES: None}),
    "a sheet name with a slash": lambda: edited(SOUND, BOOK, 'name="Second"', 'name="Sec/ond"'),
    "a sheet name that is too long": lambda: edited(SOUND, BOOK, 'name="Second"', f'name="{"S" * 32}"'),
    "two sheets of one name": lambda: edited(SOUND, BOOK, 'name="Second"', 'name="gaps"'),
    "no visible sheet": lambda: edited(SOUND, BOOK, "<sheet name", '<sheet state="hidden" name', count=2),
    "a sheet without a part": lambda: edited(SOUND, BOOK, 'r:id="rId2"', 'r:id="rId77"'),
    "a name that is a cell": lambda: edited(SOUND, BOOK, 'name="Rate"', 'name="AB12"'),
    "a name of a sheet that is not there": lambda: edited(SOUND, BOOK, 'name="Rate"', 'name="Rate" localSheetId="9"'),
    "a name that a table has": lambda: edited(SOUND, BOOK, 'name="Rate"', 'name="Gaps"'),
    "elements out of order": lambda: edited(SOUND, SHEET, r"(<dataValidations.*</dataValidations>)(<hyperlinks>.*</hyperlinks>)", r"\2\1"),
    "rows out of order": lambda: edited(SOUND, SHEET, '<row r="5"', '<row r="3"'),
    "cells out of order": lambda: edited(SOUND, SHEET, r'(<c r="B5".*?</c>)(<c r="C5".*?</c>)', r"\2\1"),
    "a cell of another row": lambda: edited(SOUND, SHEET, 'r="C5"', 'r="C6"'),
    "a style that does not exist": lambda: edited(SOUND, SHEET, '<c r="C5"', '<c r="C5" s="99"'),
    "a style that is no number": lambda: edited(SOUND, SHEET, '<c r="C5"', '<c r="C5" s="true"'),
    "a format style that is no number": lambda: edited(SOUND, SHEET, 'dxfId="0"', 'dxfId=""'),
    "a shared string that does not exist": lambda: edited(SOUND, SHEET, r'(<c r="C5" t="s"><v>)\d+', r"\g<1>999"),
    "a number that is none": lambda: edited(SOUND, SHEET, r'(<c r="E5"><v>)2', r"\g<1>two"),
    "infinity": lambda: edited(SOUND, SHEET, r'(<c r="E5"><v>)2', r"\g<1>inf"),
    "a bool that is none": lambda: edited(SOUND, "xl/worksheets/sheet2.xml", "<v>1</v>", "<v>yes</v>"),
    "a kind of cell that does not exist": lambda: edited(SOUND, SHEET, '<c r="E5"', '<c r="E5" t="q"'),
    "an inline text that is too long": lambda: edited(SOUND, SHEET, r'<c r="E5">.*?</c>', f'<c r="E5" t="inlineStr"><is><t>{LONG}</t></is></c>'),
    "a shared text that is too long": lambda: strings(LONG),
    "a formula whose parentheses do not match": lambda: edited(SOUND, SHEET, r"SUM\(E4:E5\)", "SUM(E4:E5"),
    "a formula with an equals sign": lambda: edited(SOUND, SHEET, "<f>SUM", "<f>=SUM"),
    "a young function without its prefix": lambda: edited(SOUND, SHEET, "<f>SUM", "<f>CONCAT"),
    "merged cells that overlap": lambda: edited(SOUND, SHEET, 'ref="H4:I4"', 'ref="H3:I4"'),
    "merged cells in a table": lambda: edited(SOUND, SHEET, 'ref="H4:I4"', 'ref="D4:E4"'),
    "a validation list that is too long": lambda: edited(SOUND, SHEET, '"yes,no"', f'"{"yes," * 70}"'),
    "a prompt that is too long": lambda: edited(SOUND, SHEET, 'prompt="M"', f'prompt="{"M" * 256}"'),
    "a format style that does not exist": lambda: edited(SOUND, SHEET, 'dxfId="0"', 'dxfId="7"'),
    "a relation id that is unknown": lambda: edited(SOUND, SHEET, '<tablePart r:id="rId2"', '<tablePart r:id="rId9"'),
    "a link to no cell": lambda: edited(SOUND, SHEET, 'hyperlink ref="B4"', 'hyperlink ref="B0"'),
    "a header that differs": lambda: strings("gravity"),
    "a column too many": lambda: edited(SOUND, TABLE, 'ref="B3:E5"', 'ref="B3:F5"', count=2),
    "columns of one name": lambda: edited(strings("finding"), TABLE, 'name="severity"', 'name="finding"'),
    "a filter of another range": lambda: edited(SOUND, TABLE, '<autoFilter ref="B3:E5"', '<autoFilter ref="B3:E4"'),
    "a table without a body": lambda: edited(SOUND, TABLE, 'ref="B3:E5"', 'ref="B3:E3"', count=2),
    "tables that overlap": lambda: edited(SOUND, "xl/tables/table2.xml", 'ref="K3:L5"', 'ref="E3:F5"', count=2),
    "tables of one name": lambda: edited(SOUND, "xl/tables/table2.xml", 'displayName="Others"', 'displayName="Gaps"'),
    "tables of one id": lambda: edited(SOUND, "xl/tables/table2.xml", ' id="2"', ' id="1"'),
    "a sort order beyond the table": lambda: edited(SOUND, TABLE, "<tableColumns", '<sortState ref="B4:E9"/><tableColumns'),
    "a chain with a cell that has no formula": lambda: chain("B4"),
    "a name that is a cell in the other way": lambda: edited(SOUND, BOOK, 'name="Rate"', 'name="R1C2"'),
    "a name that is too long": lambda: edited(SOUND, BOOK, 'name="Rate"', f'name="R{"a" * 255}"'),
    "a name that leads to no sheet": lambda: edited(SOUND, BOOK, r">Gaps!\$H\$1<", ">SUM(Gaps!$H$1,'Gone too'!A1)<"),
    "a table whose name is a cell": lambda: edited(SOUND, TABLE, 'displayName="Gaps"', 'displayName="GAP1"'),
    "a column whose name is too long": lambda: edited(strings("g" * 256), TABLE, 'name="severity"', f'name="{"g" * 256}"'),
    "a filter by a column that is not there": lambda: edited(SOUND, TABLE, '<autoFilter ref="B3:E5"/>', '<autoFilter ref="B3:E5"><filterColumn colId="4"/></autoFilter>'),
    "a validation by a name that is not there": lambda: edited(SOUND, SHEET, '"yes,no"', "words_gone"),
    "a validation by a formula that is too long": lambda: edited(SOUND, SHEET, '"yes,no"', f'INDIRECT("{"A" * 250}")'),
    "a row that is too tall": lambda: edited(SOUND, SHEET, '<row r="5"', '<row r="5" ht="410" customHeight="1"'),
    "columns that overlap": lambda: columns('<col min="1" max="3" width="9"/><col min="3" max="4" width="9"/>'),
    "a column that is too wide": lambda: columns('<col min="1" max="1" width="256"/>'),
    "a column beyond the sheet": lambda: columns('<col min="1" max="16385" width="9"/>'),
    "a heading of the page that is too long": lambda: edited(SOUND, SHEET, "<tableParts", f"<headerFooter><oddHeader>&amp;L{'h' * 260}</oddHeader></headerFooter><tableParts"),
    "a link that leads too far": lambda: edited(SOUND, SHEET, "location=\"'Gaps'!A1\"", f'location="{"G" * 2085}"'),
    "a number format that is too long": lambda: edited(SOUND, STYLES, "<fonts", f'<numFmts count="1"><numFmt numFmtId="170" formatCode="{"0" * 256}"/></numFmts><fonts'),
}
# fmt: on


def test_a_sound_workbook_has_no_faults() -> None:
    assert lint(SOUND) == []
    assert lint(chain("H1")) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: Any) -> None:
    data = FAULTS[fault]()
    assert lint(data), fault


@pytest.mark.parametrize(
    ("kind", "value"),
    [("n", "1E+5"), ("n", "-.5"), ("b", "1"), ("e", "#N/A"), ("d", "2026-01-02T03:04:05"), ("str", "any"), ("n", "")],
)
def test_a_value_as_it_may_be_written_is_no_fault(kind: Any, value: Any) -> None:
    assert lint(edited(SOUND, SHEET, r'<c r="E5">.*?</c>', f'<c r="E5" t="{kind}"><v>{value}</v></c>')) == []


@pytest.mark.parametrize("name", ["rc_1", "RCX", "ABCD1", "_xlnm.Print_Area", "Été"])
def test_a_name_that_excel_takes_is_no_fault(name: str) -> None:
    assert lint(edited(SOUND, BOOK, 'name="Rate"', f'name="{name}"')) == []


def test_a_sheet_without_rows_has_no_fault() -> None:
    assert lint(edited(SOUND, "xl/worksheets/sheet2.xml", "<sheetData>.*</sheetData>", "<sheetData/>")) == []


@pytest.mark.parametrize(("length", "faults"), [(255, 0), (256, 1)])
def test_a_property_of_the_file_has_no_more_than_255_characters(length: Any, faults: Any) -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("Gaps")
        book.set_custom_property("Concord arrangement", "x" * 255)
    xml = members(out.getvalue())["docProps/custom.xml"].replace(b"x" * 255, b"x" * length)
    assert len(lint(replaced(out.getvalue(), {"docProps/custom.xml": xml}))) == faults


def test_what_is_no_workbook_is_told_so() -> None:
    assert lint(b"nothing") != []
    assert "no workbook" in lint(edited(SOUND, "_rels/.rels", 'officeDocument"', 'x"'))[0]
