"""Workbooks with parts that other programs and older Excels keep in them, and that we only pass by."""

from __future__ import annotations

from tests.xlsx.ooxml.variants import Parts, Variant, contents


def module_sheet(parts: Parts) -> Parts:
    """A module sheet as Excel 5 had them, which newer files list and keep no part for."""
    listed = b'<sheet name="Module1" sheetId="99" state="veryHidden" r:id=""/></sheets>'
    return contents(lambda content: content.replace(b"</sheets>", listed), "workbook.xml")(parts)


def one_cell_table(parts: Parts) -> Parts:
    """A table of people's own on the first sheet, of a single cell and without a header, as Excel writes it."""
    sheet, table = "xl/worksheets/sheet1.xml", "xl/tables/table99.xml"
    assert "xl/worksheets/_rels/sheet1.xml.rels" not in parts
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
    return parts | {
        sheet: parts[sheet].replace(
            b"</worksheet>", b'<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
        ),
        "xl/worksheets/_rels/sheet1.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{office}/table" Target="../tables/table99.xml"/></Relationships>'
        ).encode(),
        table: (
            f'<table xmlns="{main}" id="99" name="Lone" displayName="Lone" ref="AA2" headerRowCount="0">'
            '<tableColumns count="1"><tableColumn id="1" name="Column1"/></tableColumns></table>'
        ).encode(),
        "[Content_Types].xml": parts["[Content_Types].xml"].replace(
            b"</Types>", f'<Override PartName="/{table}" ContentType="{kind}"/></Types>'.encode()
        ),
    }


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _led_to(parts: Parts, name: str, content: str, kind: str, content_type: str = "") -> Parts:
    """The package with a part more, to which the workbook leads."""
    target = f"/{name}"
    out = parts | {name: content.encode()}
    relation = f'<Relationship Id="more1" Type="{kind}" Target="{target}"/></Relationships>'
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    out[rels] = out[rels].replace(b"</Relationships>", relation.encode())
    if content_type:
        declared = f'<Override PartName="{target}" ContentType="{content_type}"/></Types>'
        out[types] = out[types].replace(b"</Types>", declared.encode())
    return out


def macro_sheet(parts: Parts) -> Parts:
    """An Excel 4 macro sheet behind the others."""
    listed = b'<sheet name="Macro1" sheetId="98" state="veryHidden" r:id="more1"/></sheets>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<xm:macrosheet xmlns="{main}" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><f>HALT()</f><v>0</v></c></row></sheetData></xm:macrosheet>'
    )
    out = contents(lambda content: content.replace(b"</sheets>", listed), "workbook.xml")(parts)
    kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    return _led_to(out, "xl/macrosheets/sheet1.xml", sheet, kind, "application/vnd.ms-excel.macrosheet+xml")


def custom_xml(content: str) -> Variant:
    """XML of another program's own, which the workbook carries along."""
    return lambda parts: _led_to(parts, "customXml/item1.xml", content, f"{_OFFICE}/customXml")


def xml_map(parts: Parts) -> Parts:
    """A map of XML onto the workbook, with a schema whose elements are called as ours."""
    schema = (
        '<MapInfo xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" SelectionNamespaces="">'
        '<Schema ID="S1"><xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="table" '
        'type="xsd:string"/></xsd:schema></Schema><Map ID="1" Name="m" RootElement="table" SchemaID="S1" '
        'ShowImportExportValidationErrors="false" AutoFit="true" Append="false" PreserveSortAFLayout="true" '
        'PreserveFormat="true"/></MapInfo>'
    )
    return _led_to(parts, "xl/xmlMaps.xml", schema, f"{_OFFICE}/xmlMaps")


# By name, as `variants.VARIANTS`: what such a workbook says is what it says without them.
MORE_PARTS: dict[str, Variant] = {
    "a module sheet": module_sheet,
    "an xml map": xml_map,
    "custom xml that counts": custom_xml('<sst xmlns="urn:other" uniqueCount="99999999"/>'),
    "custom xml with a table": custom_xml('<table ref="A1:XFD1048576" displayName="x"/>'),
    "custom xml with a sheet": custom_xml(
        '<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    ),
    "custom xml with words": custom_xml('<a uniqueCount="99999999">uniqueCount="9999999" &lt;sst count="9"&gt;</a>'),
}
