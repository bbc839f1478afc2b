"""The last look: a result that is unsound, or that changed more than ours, is not handed out."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest

from pipeline.xlsx.ooxml.errors import NotSafeError, WriteError
from pipeline.xlsx.ooxml.grids import Grids
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.ooxml.plain_xml import RawSheet
from pipeline.xlsx.ooxml.sheet import SheetXml
from pipeline.xlsx.ooxml.zip_archive import Archive, Packed
from pipeline.xlsx.writer import rewrite as write
from pipeline.xlsx.writer.rewrite import rewrite
from tests.xlsx.writer.books import body, edited, fresh, members, workbook
from tests.xlsx.writer.test_people import with_chain

SHEET = "xl/worksheets/sheet1.xml"
UPDATE = fresh(["R1", "high"], ["R2", "low"], ["R3", "low"])


def broken_sheet(monkeypatch: pytest.MonkeyPatch, old: Any, new: Any) -> None:
    """Let the writer make a mistake in the sheet."""
    built = SheetXml.built
    wrong = (old.encode(), new.encode())
    monkeypatch.setattr(SheetXml, "built", lambda self, rows: built(self, [piece.replace(*wrong) for piece in rows]))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("</row>", "</roww>", "not well-formed"),
        ('r="B5"', 'r="B4"', "addressed B4"),
        ('r="C4"', 'r="A4"', "out of order"),
        ('<c r="B6"', '<c r="B6" s="77"', "style 77"),
        ('t="inlineStr"', 't="inline"', "kind inline"),
        (">R3<", ">R4<", "meant was 'R3'"),
        (">R3<", "><", "meant was 'R3'"),
    ],
)
def test_a_mistake_in_the_sheet_is_caught(monkeypatch: pytest.MonkeyPatch, old: Any, new: Any, reason: Any) -> None:
    broken_sheet(monkeypatch, old, new)
    with pytest.raises(NotSafeError, match=reason):
        rewrite(workbook(), [UPDATE])


MANY = fresh(*([f"R{n}", "low"] for n in range(150)))
CELL = '<c r="B81" t="inlineStr"><is><t xml:space="preserve">R77</t></is></c>'


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (">R77<", ">R78<", "meant was 'R77'"),
        (">R77<", "><", "meant was 'R77'"),
        (CELL, "", "meant was 'R77'"),
        (CELL, '<c r="B81"><v>77</v></c>', "meant was 'R77'"),
        (f'<row r="81">{CELL}', f'<row r="801">{CELL}', "row 82"),
        (CELL, CELL.replace("81", "80"), "addressed B80"),
        (CELL, CELL.replace("t=", 's="77" t='), "style 77"),
        (CELL, CELL.replace("<is>", "<is >").replace("</is>", "</i>"), "not well-formed"),
        (">R77<", ">R&77<", "not well-formed"),
        (">R77<", ">R77\x01<", "not well-formed"),
        ('<row r="81"', '<row r="81" ht="9" ht="9"', "not well-formed"),
        (CELL, '<c r="B81"><f>SUM((1)</f><v>77</v></c>', "parentheses"),
    ],
)
def test_a_mistake_in_one_of_many_rows_alike_is_caught(
    monkeypatch: pytest.MonkeyPatch, old: Any, new: Any, reason: Any
) -> None:
    broken_sheet(monkeypatch, old, new)
    with pytest.raises(NotSafeError, match=reason):
        rewrite(workbook(), [MANY])


def test_a_row_of_many_that_is_not_written_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    row = re.compile(rb'<row r="81".*?</row>')
    built = SheetXml.built
    monkeypatch.setattr(SheetXml, "built", lambda self, rows: built(self, [row.sub(b"", piece) for piece in rows]))
    with pytest.raises(NotSafeError, match="meant was 'R77'"):
        rewrite(workbook(), [MANY])


def test_of_many_rows_alike_the_other_reader_gets_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []
    look_at = Grids.look_at

    def noted(self: Grids, sheet: RawSheet) -> None:
        read.append(sheet.xml)
        look_at(self, sheet)

    monkeypatch.setattr(Grids, "look_at", noted)
    rewrite(workbook(), [MANY])
    assert [xml.count(b"<row ") for xml in read] == [4]  # what stands above, the header, and the shape twice


ODD = ("a & b", "a > b", "_x0041_", "]]>", "two\nlines", "a\tb", "\x07", "\u00a0", "", "a" * 40_000, 7, 2.5, 10**400)


def test_values_of_any_kind_in_many_rows_are_found_to_be_as_meant() -> None:
    after = rewrite(workbook(), [fresh(*([f"R{n}", ODD[n % len(ODD)]] for n in range(150)))])
    assert [row[1] for row in body(after)[: len(ODD) - 4]] == [*ODD[:8], ""]


def test_a_table_part_left_behind_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "rewrite_table_part", lambda package, layout: package.put(
        layout.table.part, package.read(layout.table.part).replace(b'ref="B3:E5"', b'ref="B3:F6"')))  # fmt: skip
    with pytest.raises(NotSafeError, match="columns in B3:F6"):
        rewrite(workbook(), [UPDATE])


def test_a_calculation_chain_left_behind_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    before = with_chain(workbook(more=lambda _, sheet: sheet.write_formula("B4", "=1", None, 1)), "B4")
    monkeypatch.setattr(write, "drop_chain", lambda book: None)
    with pytest.raises(NotSafeError, match="B4 of sheet 1 has no formula"):
        rewrite(before, [UPDATE])


def test_a_part_that_is_not_ours_must_not_change(monkeypatch: pytest.MonkeyPatch) -> None:
    put = Package.put

    def also(self: Any, name: str, xml: Any) -> None:
        put(self, name, xml)
        put(self, "xl/theme/theme1.xml", b"<a/>")

    monkeypatch.setattr(Package, "put", also)
    with pytest.raises(NotSafeError, match=r"changed: xl/theme/theme1\.xml"):
        rewrite(workbook(), [UPDATE])


def stored(data: Any) -> Any:
    """The same workbook, its members not packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new:
        for name, content in members(data).items():
            new.writestr(name, content)
    return out.getvalue()


def test_a_member_that_was_not_copied_raw_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    rebuilt = Archive.rebuilt

    def repacked(self: Any, new: Any, dropped: Any, *more: Any) -> Any:
        return rebuilt(self, {"xl/styles.xml": Packed.of(self.read("xl/styles.xml")), **new}, dropped, *more)

    monkeypatch.setattr(Archive, "rebuilt", repacked)
    with pytest.raises(NotSafeError, match=r"styles\.xml was not copied"):
        rewrite(stored(workbook()), [UPDATE])


FAR_STYLE = '</row><row r="20"><c r="H20" s="99"/></row></sheetData>'
ODD_NAME = '</sheets><definedNames><definedName name="A1">1</definedName></definedNames>'


@pytest.mark.parametrize(
    "fault",
    [
        lambda data: edited(data, SHEET, "</row></sheetData>", FAR_STYLE),
        lambda data: edited(data, "xl/workbook.xml", "</sheets>", ODD_NAME),
    ],
)
def test_a_fault_that_was_there_before_does_not_stop_us(fault: Any) -> None:
    assert body(rewrite(fault(workbook()), [UPDATE]))[2][0] == "R3"


def test_a_refusal_by_the_check_is_a_refusal_to_write() -> None:
    assert issubclass(NotSafeError, WriteError)


def test_a_far_cell_of_theirs_does_not_cost_all_memory() -> None:
    """python-calamine makes a full grid of a sheet; there we read back ourselves."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    after = rewrite(edited(workbook(), SHEET, "</sheetData>", far), [UPDATE])
    assert b">R3<" in members(after)[SHEET]


def test_what_cannot_be_read_back_is_not_handed_out_and_the_sheet_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumbling(*_: object) -> None:
        raise RuntimeError("no such row")

    monkeypatch.setattr(Grids, "grid", stumbling)
    with pytest.raises(NotSafeError, match=r"its sheet Gaps cannot be read back \(no such row\)"):
        rewrite(workbook(), [UPDATE])


def test_a_mistake_is_caught_beside_a_far_cell_too(monkeypatch: pytest.MonkeyPatch) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    broken_sheet(monkeypatch, ">R3<", ">R4<")
    with pytest.raises(NotSafeError, match="meant was 'R3'"):
        rewrite(edited(workbook(), SHEET, "</sheetData>", far), [UPDATE])
