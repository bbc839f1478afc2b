"""A package remembers what it has read and parsed, and what of another package is the same in it."""

from __future__ import annotations

import pytest

from pipeline.xlsx.ooxml import package as package_module
from pipeline.xlsx.ooxml import xml_edit
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.relations import USUAL_WORKBOOK
from pipeline.xlsx.ooxml.workbook import Book
from tests.xlsx.writer.books import workbook


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts in the order in which they are parsed."""
    seen: list[str] = []
    real = xml_edit.spans

    def noted(xml: bytes, part: str) -> object:
        seen.append(part)
        return real(xml, part)

    monkeypatch.setattr(package_module, "spans", noted)
    return seen


def test_a_part_is_parsed_once_until_it_changes(parsed: list[str]) -> None:
    package = Package(workbook())
    for _ in range(2):
        package.spans(USUAL_WORKBOOK)
    assert parsed == [USUAL_WORKBOOK]
    package.put(USUAL_WORKBOOK, package.read(USUAL_WORKBOOK).replace(b"</workbook>", b"<calcPr/></workbook>"))
    assert package.spans(USUAL_WORKBOOK)[-1].name == "calcPr"
    assert parsed == [USUAL_WORKBOOK] * 2


def test_what_is_the_same_in_both_is_not_parsed_again(parsed: list[str]) -> None:
    data = workbook()
    before, after = Package(data), Package(data)
    tables = [table for sheet in Book(before).sheets for table in Book(before).tables(sheet)]
    parsed.clear()
    after.take_over(before, set(before.names))
    assert [table for sheet in Book(after).sheets for table in Book(after).tables(sheet)] == tables
    assert parsed == []


def test_what_differs_is_read_and_parsed_anew() -> None:
    before, after = Package(workbook()), Package(workbook([["R9", "low", "", 3]]))
    part = Book(before).sheets[0].part
    before.read(part)
    after.take_over(before, set(before.names) - {part})
    assert after.read(part) != before.read(part)


def test_what_was_put_reads_the_same_from_the_finished_file() -> None:
    package = Package(workbook())
    package.put("docProps/app.xml", b"<Properties/>")
    package.stand_in(Package(package.saved()))
    assert package.read("docProps/app.xml") == b"<Properties/>"
    assert Package(package.saved()).read("docProps/app.xml") == b"<Properties/>"
