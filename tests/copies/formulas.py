"""Formulas with their last results in cells of a workbook, as Excel stores them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.workbook import Book
from tests.copies.world import members, reading_of

# Cell by table, id and header; its formula without `=`, or the whole `<f>` where that is none of one cell; its result.
Formulas = Mapping[tuple[str, str, str], tuple[str, str]]

# What each of these reads, in row 3, is no column that the copy for TOWN has, or nobody can tell what it reads.
# Column I is the likelihood of LOCA, F that of INTL; column S the owner.
HIDDEN = {
    "a cell": '"x"&I3',
    "a fixed cell": "$I$3",
    "a cell of its own sheet by name": "Risks!I3",
    "a range": "SUM(F3:L3)",
    "a range from right to left": "SUM(L3:F3)",
    "a whole column": "COUNT(I:I)",
    "whole columns": "COUNT($H:$K)",
    "a whole row": "COUNT(3:3)",
    "the row of a table": "Risks[[#This Row],[Likelihood · LOCA]]",
    "a column of a table": "SUM(risks[likelihood · loca])",
    "columns of a table": "SUM(Risks[[Impact · INTL]:[Location]])",
    "a column with its header": "COUNTA(Risks[[#All],[Impact · LOCA]])",
    "a whole table": "COUNTA(Risks[#Data])",
    "a table by its name": "COUNTA(Risks)",
    "a column that is not there": "Risks[Likelihood · NONE]",
    "a table that is not there": "Nothing[Location]",
    "INDIRECT": 'INDIRECT("I3")',
    "OFFSET": "OFFSET(H3,0,1)",
    "INDEX": "INDEX(A2:S9,2,9)",
    "a range that INDEX ends": "COUNT(A3:INDEX(B2:B9,2))",
    "a range that ends with a formula": "SUM(B3:(D3))",
    "SUMIF": 'SUMIF(A2:B3,"x",H2)',
    "LOOKUP": "LOOKUP(1,A2:A9,H2)",
    "a name": "Theirs",
    "a name of a plain cell": "Common",
    "a sheet of results": "'Risk profile'!C2",
    "a table of results": "COUNTA(RiskProfile[Risk])",
    "a sheet of their own": "Own!A1",
    "what stands beside a table": "AM3",
    "what stands below a table": "COUNTA(B:B)",
    "a sheet that is not there": "Elsewhere!A1",
    "another file": "[1]Risks!A1",
    "sheets from one to another": "SUM(Partners:Risks!A1)",
    "a column of people's own": "AK3",
    "another partner's row": "Partners!G3",
    "a function of their own": "MINE(1)",
    "a function with names": "_xlfn.LET(_xlpm.x,B3,_xlpm.x)",
    "what cannot be read": 'B3&"',
    "a formula of several cells": '<f t="array" ref="D{row}">B3</f>',
    "a data table": '<f t="dataTable" ref="D{row}" r1="I3" dt2D="0"/>',
    "a formula that is shared": '<f t="shared" ref="D{row}" si="7">I3</f>',
    "a formula that was shared with it": '<f t="shared" si="7"/>',
    "a formula shared with nothing": '<f t="shared" si="9"/>',
    "a cell that reads one": "E3",
    "a column in which one reads one": "COUNTA(E4:E9)",
    "an unread intersection": "A1:J9 I3",
}
# What is in every copy, or of no cell.
TOLD = {
    "nothing": '"x"&TEXT(TODAY(),"yyyy")',
    "a cell": '"x"&B3',
    "a fixed cell": "$B$3",
    "a header": "A$1",
    "its own place": '"R"&ROW()',
    "a range": "COUNTA(A2:C9)",
    "a cell below": 'IF(B44="",B3,"")',
    "a whole column": "COUNTA(C:C)",
    "the row of a table": "Risks[[#This Row],[Description]]",
    "a column of a table": "COUNTIF(Risks[Owner],S3)",
    "columns of a table": "COUNTA(Risks[[Risk]:[Threat / event]])",
    "a lookup": 'VLOOKUP("INTL",Partners!A:B,2,FALSE)',
    "INDEX and MATCH": "INDEX(Partners[Name],MATCH(S3,Partners[Partner],0))",
    "another sheet": "'Budget'!D2",
    "a younger function": '_xlfn.CONCAT(B3," ",C3)',
    "constants": "SUM({1,2;3,4})",
    "what is no cell": '"I3"&" #REF! "&"Risks!I3"',
    "a chain": "P3",
    "a formula that is shared": '<f t="shared" ref="O{row}" si="5">B3</f>',
    "a formula that was shared with it": '<f t="shared" si="5"/>',
    "a function without cells": "IFERROR(1/0,PI())",
}


def place(data: bytes, table: str, id: str, header: str) -> tuple[str, str]:
    """The sheet and the address of a cell."""
    found = reading_of(data).contents[table].found
    row = next(number for number, cells in zip(found.numbers, found.cells, strict=True) if str(cells[0]) == id)
    return found.sheet, f"{get_column_letter(found.left + found.headers.index(header))}{row}"


def with_formulas(data: bytes, formulas: Formulas) -> bytes:
    """The workbook with formulas in cells that its sheets have."""
    parts = members(data)
    sheets = {sheet.name: sheet.part for sheet in Book(Package(data)).sheets}
    for cell, (formula, result) in formulas.items():
        sheet, address = place(data, *cell)
        tag = formula if formula.startswith("<f") else f"<f>{escape(formula)}</f>"
        new = f'<c r="{address}" t="str">{tag}<v>{escape(result)}</v></c>'.encode()
        found = re.findall(rb'<c r="%s"[^>]*?(?:/>|>.*?</c>)' % address.encode(), parts[sheets[sheet]])
        assert len(found) == 1, f"{sheet} has no cell {address}"
        parts[sheets[sheet]] = parts[sheets[sheet]].replace(found[0], new)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()
