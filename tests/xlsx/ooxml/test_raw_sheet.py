"""What is rare in a sheet, looked for among the rows that differ in more than digits."""

from __future__ import annotations

import re

import pytest

from pipeline.reading.source.cell_marks import marks_of
from pipeline.xlsx.ooxml.plain_xml import RawSheet
from pipeline.xlsx.ooxml.usual_form import has_odd_values

ROW = '<{p}row r="{n}" spans="1:2"><{p}c r="A{n}" s="3"><{p}v>{n}.5</{p}v></{p}c></{p}row>'


def sheet(*rows: str, p: str = "", behind: str = "") -> RawSheet:
    """A sheet of a hundred plain rows, these among them, and of what stands behind its rows."""
    plain = [ROW.format(p=p, n=n) for n in range(1, 101)]
    inside = "".join([*plain[:50], *rows, *plain[50:]])
    return RawSheet(
        f"<{p}worksheet><{p}sheetData>{inside}</{p}sheetData><{p}formula>f</{p}formula>{behind}</{p}worksheet>".encode()
    )


@pytest.mark.parametrize("p", ["", "x1:"])
@pytest.mark.parametrize("at", ["first", "last", "within"])
def test_what_stands_in_one_row_is_found(p: str, at: str) -> None:
    row = f'<{p}row r="51"><{p}c r="A51"><{p}f>1+1</{p}f></{p}c></{p}row>'
    rows = {"first": row + ROW, "last": ROW + row, "within": ROW + row + ROW}[at]
    xml = f"<{p}worksheet><{p}sheetData>{rows.format(p=p, n=1)}</{p}sheetData></{p}worksheet>".encode()
    assert RawSheet(xml).rows_hold(re.compile(rb"[<:]f"))
    assert marks_of(RawSheet(xml)).cells


@pytest.mark.parametrize("p", ["", "x1:"])
def test_what_stands_around_the_rows_is_not(p: str) -> None:
    assert not sheet(p=p).rows_hold(re.compile(rb"[<:]f"))


def test_what_only_looks_so_without_digits_is_not_found() -> None:
    odd = sheet('<row r="51"><c r="A51" t="str"><v>Phase 1</v></c><c r="B51" t="str"><v>2 May</v></c></row>')
    assert not has_odd_values(odd)
    for value in ("<v>1 </v>", "<v> 1</v>", "<v>\n1</v>", "<v>1\n</v>", "<v>&#49;</v>", "<x:v>1 </x:v>"):
        assert has_odd_values(sheet(f'<row r="51"><c r="A51">{value}</c></row>'))


@pytest.mark.parametrize(("hidden", "rows"), [("1", {51}), ("true", {51}), ("0", set()), ("false", set())])
def test_a_hidden_row_is_one_that_says_so(hidden: str, rows: set[int]) -> None:
    assert marks_of(sheet(f'<row r="51" hidden="{hidden}"/>')).hidden == rows


@pytest.mark.parametrize("xml", [b"", b"<worksheet/>", b"<worksheet><sheetData/></worksheet>"])
def test_without_rows_nothing_is_found(xml: bytes) -> None:
    assert not RawSheet(xml).rows_hold(re.compile(rb"[<:]."))
    assert not marks_of(RawSheet(xml)).cells
