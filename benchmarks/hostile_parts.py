"""Workbooks made to cost time by one of their parts: kinds by name."""

from __future__ import annotations

from functools import cache

from benchmarks.spoilt import KIND, Piece, Spoil, listed, more_parts, nested, put
from pipeline.xlsx.ooxml.refs import letters

RISKS, GAPS, PLAN, SUMMARY = (f"xl/worksheets/sheet{number}.xml" for number in (4, 9, 11, 8))
_GAPS_RELATIONS = "xl/worksheets/_rels/sheet9.xml.rels"
_END = r"(?=</sheetData>)"
_AFTER_MERGED = "phoneticPr|conditionalFormatting|dataValidations|hyperlinks|printOptions|pageMargins|pageSetup"
_AFTER_VALIDATIONS = "hyperlinks|printOptions|pageMargins|pageSetup"
_ROWS = r"(?<=<sheetData>).*(?=</sheetData>)"
_STYLES, _BOOK, _STRINGS = "xl/styles.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
_SERIES = (
    '<c:ser><c:idx val="{0}"/><c:order val="{0}"/><c:tx><c:strRef><c:f>Figures!$A${0}</c:f></c:strRef></c:tx></c:ser>'
)
_SMALL_TABLE = (
    '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="{id}" name="{name}" '
    'displayName="{name}" ref="AZ{top}:BA{end}"><tableColumns count="2"><tableColumn id="1" name="Risk"/>'
    '<tableColumn id="2" name="b"/></tableColumns></table>'
)


@cache
def _letters(count: int) -> tuple[str, ...]:
    return tuple(map(letters, range(1, count + 1)))


def _table(name: str) -> Piece:
    return lambda at: _SMALL_TABLE.format(id=100 + at, name=f"{name}{at}", top=3 * at, end=3 * at + 1)


def _in_pairs(row: int) -> str:
    """Cells of the same formats as those of one row beside it, and of no other row."""
    return "".join(f'<c r="{letter}{row}" s="{row // 2 >> at & 1}"/>' for at, letter in enumerate("ABCDEFGHIJKLMNOP"))


def _row(cells: Piece, first: int = 2000) -> Piece:
    return lambda at: f'<row r="{first + at}">{cells(first + at)}</row>'


PARTS: dict[str, Spoil] = {
    "merged cells over a whole table of people's": listed(
        RISKS, "mergeCells", lambda at: f'<mergeCell ref="A5:AI{84 + at % 9}"/>', _AFTER_MERGED
    ),
    "merged cells each in its row of a table": listed(
        RISKS, "mergeCells", lambda at: f'<mergeCell ref="A{at + 4}:XFD{at + 4}"/>', _AFTER_MERGED
    ),
    "merged cells over the action plan": listed(
        PLAN, "mergeCells", lambda at: f'<mergeCell ref="B6:V{at + 7}"/>', _AFTER_MERGED
    ),
    "merged cells beside a result table": listed(
        GAPS, "mergeCells", lambda at: f'<mergeCell ref="Z{at}:AA{at}"/>', _AFTER_MERGED
    ),
    "merged cells over each other beside a result table": listed(
        GAPS, "mergeCells", lambda at: f'<mergeCell ref="Z1:XFD{at}"/>', _AFTER_MERGED
    ),
    "columns from the first to the last": put(
        GAPS, "(?<=<cols>).*?(?=</cols>)", lambda at: f'<col min="1" max="16384" width="{at % 99}" style="{at % 9}"/>'
    ),
    "validations": listed(
        GAPS,
        "dataValidations",
        lambda at: f'<dataValidation type="whole" sqref="A5:K62"><formula1>{at}</formula1></dataValidation>',
        _AFTER_VALIDATIONS,
    ),
    "one validation of many ranges": listed(
        GAPS,
        "dataValidations",
        lambda at: f'<dataValidation type="whole" sqref="{"A5:K62 " * 40_000}"/>',
        _AFTER_VALIDATIONS,
    ),
    "conditional formats": put(
        GAPS,
        "(?=<(?:dataValidations|hyperlinks)[ >])",
        lambda at: (
            '<conditionalFormatting sqref="A5:K62">'
            f'<cfRule type="expression" dxfId="0" priority="{at}"><formula>A5={at}</formula></cfRule>'
            "</conditionalFormatting>"
        ),
    ),
    "hyperlinks over a whole table": listed(
        GAPS, "hyperlinks", lambda at: f'<hyperlink ref="A5:K62" location="A{at}"/>', "printOptions|pageMargins"
    ),
    "hyperlinks over more than the table": listed(
        GAPS, "hyperlinks", lambda at: f'<hyperlink ref="A5:XFD62" location="A{at}"/>', "printOptions|pageMargins"
    ),
    "hyperlinks, one a cell": listed(
        GAPS, "hyperlinks", lambda at: f'<hyperlink ref="Z{at}" location="A1"/>', "printOptions|pageMargins"
    ),
    "defined names": put(_BOOK, "(?=</definedNames>)", lambda at: f'<definedName name="n{at}">A{at}</definedName>'),
    "a name that refers to sheets": put(
        _BOOK, "(?=</definedNames>)", lambda at: f"'a{at}'!A1,", '<definedName name="long">', "</definedName>"
    ),
    "a name of apostrophes": put(
        _BOOK, "(?=</definedNames>)", lambda at: "''''", '<definedName name="long">\'', "</definedName>"
    ),
    "sheets that are one part": put(
        _BOOK, "(?=</sheets>)", lambda at: f'<sheet name="s{at}" sheetId="{at + 90}" r:id="rId1"/>'
    ),
    "cell formats": put(_STYLES, "(?=</cellXfs>)", lambda at: f'<xf numFmtId="14" fontId="{at}" applyAlignment="1"/>'),
    "number formats": put(
        _STYLES, "(?=<fonts)", lambda at: f'<numFmt numFmtId="{at + 200}" formatCode="[{at}]0"/>', "<x>", "</x>"
    ),
    "one number format": put(
        _STYLES, "(?=<fonts)", lambda at: "[", '<x><numFmt numFmtId="999" formatCode="', '"/></x>'
    ),
    "formats of cells deep within": nested(_STYLES, "(?=<fonts)", "<a>", "</a>"),
    "shared strings": put(_STRINGS, "(?=</sst>)", lambda at: f"<si><t>text {at}</t></si>"),
    "reading aids in one shared string": put(
        _STRINGS, "<si><t[^>]*>", lambda at: '<rPh sb="0" eb="1"><t>a</t></rPh>', "<si>", "<t>"
    ),
    "reading aids within each other": nested(_STRINGS, "(?<=<si>)", "<rPh>", "</rPh>"),
    "runs in one shared string": put(_STRINGS, "<si><t[^>]*>", lambda at: "<r><t>a</t></r>", "<si>", "<t>"),
    "comments between shared strings": put(_STRINGS, "(?=</sst>)", lambda at: "<!-- a -->"),
    "raw text in a shared string": put(_STRINGS, "(?<=<si><t>)", lambda at: "<![CDATA[a]]>"),
    "table parts with names like ours": more_parts(
        "xl/tables/copy{}.xml", _table("Risks"), "xl/worksheets/_rels/sheet4.xml.rels", "table"
    ),
    "table parts of a result sheet": more_parts("xl/tables/more{}.xml", _table("Mine"), _GAPS_RELATIONS, "table"),
    "relations of a result sheet": put(
        _GAPS_RELATIONS,
        "(?=</Relationships>)",
        lambda at: f'<Relationship Id="y{at}" Type="{KIND}/hyperlink" Target="t{at}" TargetMode="External"/>',
    ),
    "relations to one table": put(
        _GAPS_RELATIONS,
        "(?=</Relationships>)",
        lambda at: f'<Relationship Id="y{at}" Type="{KIND}/table" Target="../tables/table8.xml"/>',
    ),
    "content types": put(
        "[Content_Types].xml", "(?=</Types>)", lambda at: f'<Override PartName="/x{at}.xml" ContentType="a/b"/>'
    ),
    "series of a chart": put("xl/charts/chart1.xml", "(?=<c:gapWidth|<c:axId)", _SERIES.format),
    "series of a chart that never end": put("xl/charts/chart1.xml", "(?=<c:ser>)", lambda at: '<c:ser a="b"/>'),
    "points of a chart": put(
        "xl/charts/chart1.xml", "(?<=<c:numCache>)", lambda at: f'<c:pt idx="{at}"><c:v>{at}</c:v></c:pt>'
    ),
    "drawings within drawings": nested("xl/drawings/drawing1.xml", "(?=<xdr:nvGraphicFramePr)", "<g>", "</g>"),
    "names within drawings": nested(
        "xl/drawings/drawing1.xml", "(?=<xdr:nvGraphicFramePr)", "<xdr:graphicFrame>", "</xdr:graphicFrame>"
    ),
    "charts that one drawing shows": put(
        "xl/drawings/drawing1.xml",
        "(?=</xdr:wsDr>)",
        lambda at: (
            f'<xdr:graphicFrame><xdr:cNvPr id="{at}" name="Concord {at}"/><c:chart xmlns:c="urn:c" '
            f'xmlns:r="{KIND}" r:id="rId1"/></xdr:graphicFrame>'
        ),
    ),
    "rows without cells": put(GAPS, _END, lambda at: f'<row r="{2000 + at}"/>'),
    "rows without cells, people's": put(RISKS, _END, lambda at: f'<row r="{2000 + at}"/>'),
    "rows far apart": put(GAPS, _END, _row(lambda row: f'<c r="A{row}"><v>1</v></c>', 20_000)),
    "rows of two shapes in turn": put(GAPS, _END, _row(lambda row: f'<c r="{"AAAABBBB"[row % 8]}{row}"><v>1</v></c>')),
    "rows of which every two are of one shape": put(GAPS, _END, _row(_in_pairs)),
    "a last row of many cells in the action plan": put(
        PLAN,
        "(?=</row></sheetData>)",
        lambda at: f'<c r="{_letters(16_000)[at + 99]}38"/>' if at < 15_900 else " " * 99,
    ),
    "dates that have lost their format": put(
        _STYLES, "(?=</cellXfs>)", lambda at: f'<xf numFmtId="{14 * (at % 2)}" fontId="{at // 2}"/>'
    ),
    "one row of many cells twice": put(
        GAPS,
        _END,
        lambda at: (
            f'<row r="{at + 2000}">'
            + "".join(f'<c r="{letters}{at + 2000}"/>' for letters in _letters(9000))
            + "</row>"
        ),
    ),
    "hidden rows": put(RISKS, _END, lambda at: f'<row r="{at + 2000}" hidden="1"><c r="A{at + 2000}" t="e"/></row>'),
    "error values": put(RISKS, _END, _row(lambda row: f'<c r="A{row}" t="e"><v>#N/A</v></c>', 84)),
    "formulas without a result": put(RISKS, _END, _row(lambda row: f'<c r="B{row}"><f>A{row}</f></c>', 84)),
    "values between blanks": put(RISKS, _END, _row(lambda row: f'<c r="B{row}"><v> 1 </v></c>', 84)),
    "texts of one cell each": put(
        RISKS, _END, _row(lambda row: f'<c r="B{row}" t="inlineStr"><is><t>{"a" * 30_000}</t></is></c>', 84)
    ),
    "one cell of many elements": put(
        RISKS, _END, lambda at: "<t>a</t>", '<row r="99"><c r="B99" t="inlineStr"><is>', "</is></c></row>"
    ),
    "array formulas beside a result table": put(
        GAPS, _END, _row(lambda row: f'<c r="Z{row}"><f t="array" ref="Z{row}">1</f><v>1</v></c>')
    ),
    "formulas that share one text": put(
        PLAN, _END, _row(lambda row: f'<c r="Z{row}"><f t="shared" si="1" ref="Z1:Z9999">1</f><v>1</v></c>')
    ),
    "shared formulas beside a result table": put(
        PLAN, _END, _row(lambda row: f'<c r="Z{row}"><f t="shared" si="{row}" ref="Z{row}">1</f><v>1</v></c>')
    ),
    "attributes of one row": put(
        GAPS,
        "(?=</row>)",
        lambda at: f' a{at}="1"',
        '</row><row r="2000"',
        "/><row>",
    ),
    "filters": listed(GAPS, "autoFilter", lambda at: f'<filterColumn colId="{at}"/>', "mergeCells|" + _AFTER_MERGED),
    "elements deep within a sheet": nested(GAPS, "(?=<pageMargins)", "<a>", "</a>"),
    "an extension list": put(GAPS, "(?=</worksheet>)", lambda at: f"<ext a='{at}'/>", "<extLst>", "</extLst>"),
    "comments before the rows": put(GAPS, "(?=<sheetData)", lambda at: "<!-- <sheetData> -->"),
    "comments behind the rows": put(RISKS, "(?=</worksheet>)", lambda at: "<!-- mergeCell ref= -->"),
    "instructions": put(RISKS, "(?=</worksheet>)", lambda at: "<?a b?>"),
    "properties": put(
        "docProps/custom.xml", "(?=</Properties>)", lambda at: f'<property pid="{at + 9}" name="p{at}"/>'
    ),
    "columns of a result table": put(
        "xl/tables/table8.xml", "(?=</tableColumns>)", lambda at: f'<tableColumn id="{at + 50}" name="c{at}"/>'
    ),
    "columns of a table of people's": put(
        "xl/tables/table3.xml", "(?=</tableColumns>)", lambda at: f'<tableColumn id="{at + 50}" name="Risk · C{at}"/>'
    ),
    "sort conditions": put(
        "xl/tables/table8.xml",
        "(?=<tableColumns)",
        lambda at: '<sortCondition ref="A5:A62"/>',
        '<sortState ref="A5:K62">',
        "</sortState>",
    ),
}
