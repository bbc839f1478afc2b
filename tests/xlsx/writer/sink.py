"""A workbook with as much in it as people's own workbooks have, so that a test can see nothing of it change."""

from __future__ import annotations

import io
import struct
import zlib

import xlsxwriter

from tests.xlsx.writer.books import edited, replaced

SHEET, TABLE = "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MS = "http://schemas.microsoft.com/office"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def picture() -> bytes:
    """A PNG of one red pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">LLBBBBB", 1, 1, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0")) + chunk(b"IEND", b"")


def sink() -> bytes:
    """The workbook: the table Gaps at B3:E5, and everything else around it."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet, other = book.add_worksheet("Gaps"), book.add_worksheet("Figures")
    _table_sheet(book, sheet)
    _figures(book, other)
    book.define_name("Rate", "=Figures!$B$1")
    book.define_name("Gaps!Local", "=Gaps!$H$1")
    book.set_custom_property("Workbook id", "arrangement 7")
    book.close()
    return _with_what_excel_adds(data.getvalue())


def _table_sheet(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    rows = [["R1", "high", "first note", 3], ["R2", "low", "second note", 4]]
    columns = [{"header": header} for header in ("finding", "severity", "notes", "due")]
    sheet.add_table("B3:E5", {"name": "Gaps", "columns": columns, "data": rows})
    sheet.write_rich_string("A1", book.add_format({"bold": True}), "bold", " and plain")
    sheet.write_formula("H1", "=SUM(E4:E5)*Rate", None, 70)
    sheet.write_array_formula("H2:H3", "{=E4:E5*2}", None, 6)
    sheet.write_dynamic_array_formula("J2", "=_xlfn.SEQUENCE(1)", None, 1)
    sheet.write_comment("D4", "a remark of theirs")
    sheet.write_comment("G1", "another", {"author": "focal point"})
    sheet.insert_button("G8", {"macro": "Run", "caption": "Run"})
    sheet.insert_image("G12", "dot.png", {"image_data": io.BytesIO(picture()), "description": "a dot"})
    sheet.insert_textbox("G15", "text in a box")
    sheet.add_sparkline("I4", {"range": "Gaps!E4:E5"})
    sheet.conditional_format("E4:E5", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("G1:G9", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.data_validation("D4:D10000", {"validate": "list", "source": "=Figures!$A$1:$A$3"})
    sheet.freeze_panes(3, 2)
    sheet.set_column("C:C", 30)
    sheet.set_landscape()
    sheet.set_header("&CJoint register")
    sheet.ignore_errors({"number_stored_as_text": "A1:A9"})
    sheet.protect("secret", {"sort": True})
    sheet.repeat_rows(2)
    sheet.print_area("A1:J20")


def _figures(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    for at in range(3):
        sheet.write(at, 0, f"choice {at}")
        sheet.write_formula(at, 1, f"=LEN(Gaps!B{at + 4})", None, 5 + at)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Gaps!$E$4:$E$5", "categories": "=Gaps!$B$4:$B$5", "trendline": {"type": "linear"}})
    sheet.insert_chart("D2", chart, {"description": "what is due"})
    sheet.autofilter("A1:B3")


def _with_what_excel_adds(data: bytes) -> bytes:
    """Parts that only Excel writes, related to and declared as in its own files."""
    types = {
        "xl/slicers/slicer1.xml": "application/vnd.ms-excel.slicer+xml",
        "xl/slicerCaches/slicerCache1.xml": "application/vnd.ms-excel.slicerCache+xml",
        "xl/timelines/timeline1.xml": "application/vnd.ms-excel.timeline+xml",
        "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
        "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
        "xl/pivotTables/pivotTable1.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml",
        "xl/pivotCache/pivotCacheDefinition1.xml":
            "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml",
        "xl/richData/rdrichvalue.xml": "application/vnd.ms-excel.rdrichvalue+xml",
        "xl/calcChain.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml",
        "docMetadata/LabelInfo.xml": "application/vnd.ms-office.classificationlabels+xml",
    }  # fmt: skip
    chain = "".join(f'<c r="{ref}" i="{sheet}"/>' for ref, sheet in (("H1", 1), ("B1", 2), ("B2", 2), ("B3", 2)))
    pivot = '<location ref="L20:M24" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>'
    parts = {name: f'<part xmlns="urn:{name}">as it is</part>' for name in types} | {
        "xl/calcChain.xml": f'<calcChain xmlns="{_MAIN}">{chain}</calcChain>',
        "xl/pivotTables/pivotTable1.xml": f'<pivotTableDefinition xmlns="{_MAIN}">{pivot}</pivotTableDefinition>',
        "customXml/item1.xml": "<policy><owner>partnership</owner></policy>",
    }
    binary = {"xl/printerSettings/printerSettings1.bin": bytes(range(256)), "xl/media/odd.emf": b"\x01\0\0\0 EMF"}
    data = replaced(data, {**{name: xml.encode() for name, xml in parts.items()}, **binary})
    declared = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items())
    settings = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
    declared += f'<Default Extension="bin" ContentType="{settings}"/>'
    data = edited(data, r"[Content_Types].xml", "</Types>", declared + "</Types>")
    sheet = [
        (f"{_MS}/2007/relationships/slicer", "../slicers/slicer1.xml"),
        (f"{_MS}/2011/relationships/timeline", "../timelines/timeline1.xml"),
        (f"{_MS}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
        (f"{_OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml"),
        (f"{_OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin"),
    ]
    book = [
        (f"{_MS}/2017/10/relationships/person", "persons/person.xml"),
        (f"{_MS}/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml"),
        (f"{_MS}/2017/06/relationships/rdRichValue", "richData/rdrichvalue.xml"),
        (f"{_OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
        (f"{_OFFICE}/calcChain", "calcChain.xml"),
        (f"{_OFFICE}/customXml", "../customXml/item1.xml"),
    ]
    data = _related(_related(data, "xl/worksheets/_rels/sheet1.xml.rels", sheet), "xl/_rels/workbook.xml.rels", book)
    slicer = '<ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}" xmlns:x14="' + _MS + '/spreadsheetml/2009/9/main">'
    slicer += '<x14:slicerList><x14:slicer r:id="rId900"/></x14:slicerList></ext></extLst></worksheet>'
    return edited(data, SHEET, "</extLst></worksheet>", slicer)


def _related(data: bytes, part: str, relations: list[tuple[str, str]]) -> bytes:
    new = "".join(
        f'<Relationship Id="rId{900 + at}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(relations)
    )
    return edited(data, part, "</Relationships>", f"{new}</Relationships>")
