"""XML of strangers, wherever a parser goes through it: a document type is refused, for entities hang on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.reading.source.cell_marks import Marks, marks_of
from pipeline.xlsx.ooxml.plain_xml import NotXmlError, RawSheet, plain_elements

TYPE = '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaa">]>'
SHEET = '{}<worksheet><sheetData><row r="1" hidden="1"><c r="A1" t="e"><v>#N/A</v></c></row></sheetData></worksheet>'


def marks_in(xml: bytes) -> Marks:
    return marks_of(RawSheet(xml))


@pytest.mark.parametrize(
    ("read", "encoding"), [(plain_elements, "utf-8"), (plain_elements, "utf-16"), (marks_in, "utf-8")]
)
def test_a_document_type_is_refused(read: Callable[[bytes], object], encoding: str) -> None:
    with pytest.raises(NotXmlError, match="declares a document type"):
        read(SHEET.format(TYPE).encode(encoding))


def test_without_one_it_is_read() -> None:
    assert marks_in(SHEET.format("").encode()).hidden == {1}
    assert [name for name, _ in plain_elements(SHEET.format("").encode("utf-16"))][:2] == ["worksheet", "sheetData"]
