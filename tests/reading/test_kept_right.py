"""What was always read right and must stay so: reading aids, escapes, number formats, codes that look empty."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from pipeline.reading.workbook import Reading, read
from tests.reading.books import Styled, book
from tests.reading.reads import line, reading, risk, told
from tests.xlsx.ooxml.variants import VARIANTS, varied

STRINGS = "xl/sharedStrings.xml"
# Of daily use in many countries. The dash of `0;–0` is not quoted, which strict readers refuse.
NUMBERS = (
    "General", "0", "0.00", "#,##0", "#,##0.00", "#,##0;[Red]-#,##0", "_-* #,##0.00_-;-* #,##0.00_-", "0.0E+00",
    "##0.0E+0", "# ?/?", "@", "0;-0;;@", "#,##0_);(#,##0)", '0 "pcs"', "[>=1000]#,##0,;0", "[$-409]#,##0", "[Blue]0.0",
    "000", "0.", "+0;-0", "0;–0", "#\\ ##0", '"d" 0', "[$-F400]0", "0*-",
)  # fmt: skip
DAYS = (
    "yyyy-mm-dd", "dd/mm/yyyy", "m/d/yy", "d mmm yyyy", "[$-409]d mmmm yyyy;@", "dddd, d mmmm yyyy", "dd.mm.yy",
    "mmm-yy", "yyyy-mm-dd hh:mm", "[$-F800]dddd, mmmm dd, yyyy", "[$-401]dd/mm/yyyy", "yyyy/m/d;@",
    "[$-100042D]dd/mm/yyyy", "d-mmm", 'yyyy"年"m"月"d"日"', "[Red]yyyy-mm-dd", "dd\\/mm\\/yyyy",
)  # fmt: skip


def with_text(item: str, **cells: Any) -> Reading:
    """A risk whose location, a shared string, is written as the XML `item`."""
    data, changed = book({"Risks": [risk("R1", location="HERE", **cells)]}), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            new.writestr(name, part.replace("<si><t>HERE</t></si>", item) if name == STRINGS else part)
    return read(changed.getvalue())


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ('<si><t>課長</t><rPh sb="0" eb="2"><t>カチョウ</t></rPh><phoneticPr fontId="1"/></si>', "課長"),
        ('<si><r><t>課</t></r><r><t>長</t></r><rPh sb="0" eb="1"><t>カ</t></rPh></si>', "課長"),
        ('<si><t xml:space="preserve">one_x000D_\ntwo</t></si>', "one\ntwo"),
        ("<si><t>one&#13;&#10;two</t></si>", "one\ntwo"),
        ("<si><t>_x005F_x000D_</t></si>", "_x000D_"),
        ("<si><t>tab_x0009_stop</t></si>", "tab\tstop"),
        ("<si><t>&#x1F6D1; &amp;amp; &lt;b&gt;</t></si>", "🛑 &amp; <b>"),
    ],
)
def test_a_text_is_read_as_people_see_it(item: str, text: str) -> None:
    read_ = with_text(item)
    assert told(read_) == []
    assert read_.arrangement.risks[0].location == text


@pytest.mark.parametrize("form", NUMBERS)
def test_a_number_is_that_number_in_any_number_format(form: str) -> None:
    look = {"num_format": form}
    read_ = reading({"Budget": [line(unit_cost=Styled(1234.5, look), quantity=Styled(3, look))]})
    assert told(read_) == []
    (row,) = read_.arrangement.lines
    assert (row.unit_cost, row.quantity) == (1234.5, 3)


@pytest.mark.parametrize("form", DAYS)
def test_a_day_is_that_day_in_any_number_format(form: str) -> None:
    read_ = reading({"Risks": [risk("R1", next_review_on=Styled(date(2027, 1, 2), {"num_format": form}))]})
    assert told(read_) == []
    assert read_.arrangement.risks[0].next_review_on == date(2027, 1, 2)


@pytest.mark.parametrize("code", ["NA", "NULL", "NAN", "NONE", "TRUE", "INF", "X", "TBD"])
def test_codes_that_look_empty_to_programs_are_codes(code: str) -> None:
    given = {
        "Risks": [risk("R1", owner=code), risk(code)],
        "Budget": [line(f"B-{code}", protects=(code, "B"), held_by=code)],
    }
    read_ = reading(given, partners=(code, "B"))
    assert told(read_) == []
    assert [partner.partner for partner in read_.arrangement.partners] == [code, "B"]
    assert read_.arrangement.risks[0].owner == code
    assert (read_.arrangement.lines[0].id, read_.arrangement.lines[0].protects) == (f"B-{code}", (code, "B"))


@pytest.mark.parametrize("how", ["strict", "prefixes", "byte order marks", "pretty"])
def test_a_strict_prefixed_marked_or_pretty_workbook_reads_the_same(how: str) -> None:
    data = book({"Risks": [risk("R1", location="one\r\ntwo", likelihood__A=3, next_review_on=date(2027, 1, 2))]})
    usual, other = read(data), read(varied(data, VARIANTS[how]))
    assert other.arrangement == usual.arrangement
    assert other.arrangement.risks[0].location.split("\n") == ["one", "two"]
    assert told(other) == told(usual) == []
