"""Files that are no sound workbook: each is refused with its code, and a sentence that says what to do."""

from __future__ import annotations

import contextlib
import io
import zipfile

import msoffcrypto.format.ooxml
import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.errors import MAX_FILE, RefusedFileError
from pipeline.xlsx.ooxml.package import Package
from pipeline.xlsx.preflight.decrypt import open_sound
from pipeline.xlsx.preflight.inspect import inspect
from pipeline.xlsx.preflight.verdict import Soundness
from schemas.wording.text import text
from tests.xlsx.preflight import books

# The library that encrypts for these tests does not manage files below 4 KB.
LARGER = books.packed(books.parts() | {"xl/media/image1.png": b"\x89PNG" + bytes(9_000)}, zipfile.ZIP_STORED)


def encrypted(password: str) -> bytes:
    file = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(LARGER)).encrypt(password, file)
    return file.getvalue()


def test_a_sound_workbook_passes() -> None:
    assert inspect(books.SOUND) == Soundness()


def test_what_the_look_has_unpacked_is_not_unpacked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked = inspect(books.SOUND).unpacked
    usual = Package(books.SOUND)
    meant = {name: usual.read(name) for name in usual.names}

    def again(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr("pipeline.xlsx.ooxml.zip_archive.zlib.decompress", again)
    package = Package(books.SOUND, unpacked)
    assert {name: package.read(name) for name in package.names} == meant


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "EMPTY", id="empty"),
        pytest.param(b"\0" * 9000, "DAMAGED", id="zeros"),
        pytest.param(b"PK", "DAMAGED", id="two bytes"),
        pytest.param(b"PK\5\6" + b"\0" * 18, "DAMAGED", id="zip without members"),
        pytest.param(b"risk,owner\nR1,REDC\n", "NOT_EXCEL", id="csv"),
        pytest.param(b"\xef\xbb\xbf<html><table></table></html>", "NOT_EXCEL", id="html"),
        pytest.param(b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "NOT_EXCEL", id="xml 2003"),
        pytest.param(b"%PDF-1.7", "NOT_EXCEL", id="pdf"),
        pytest.param(b"\x01\x00\x02garbage", "NOT_EXCEL", id="binary"),
        pytest.param(b"PK\3\4" + b"x" * MAX_FILE, "TOO_BIG", id="large"),
        pytest.param(books.packed({"a.txt": "hello"}), "NOT_EXCEL", id="plain zip"),
        pytest.param(
            books.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
            "NOT_EXCEL",
            id="ods",
        ),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "DAMAGED", id="broken ole"),
    ],
)
def test_what_is_no_workbook_is_named(data: bytes, code: str) -> None:
    assert books.refusal(data).code == code


def test_a_word_document_under_the_name_of_a_workbook_is_named() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    found = books.refusal(books.book(**{"[Content_Types].xml": books.types(main=kind)}))
    assert found.code == "NOT_EXCEL"
    assert "Word" in str(found)


def test_a_binary_workbook_is_to_be_saved_as_xlsx() -> None:
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    found = books.refusal(books.book(**{"[Content_Types].xml": books.types(main=kind)}))
    assert found.code == "XLSB"
    assert ".xlsx" in str(found)


def test_an_old_workbook_is_told_from_an_encrypted_one_by_its_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encrypted("secret")
    assert books.refusal(data).code == "PASSWORD"
    monkeypatch.setattr(olefile.OleFileIO, "listdir", lambda self: [["Workbook"]])
    assert books.refusal(data).code == "OLD_XLS"
    monkeypatch.setattr(olefile.OleFileIO, "listdir", lambda self: [["WordDocument"]])
    assert books.refusal(data).code == "NOT_EXCEL"


def test_a_workbook_with_the_built_in_password_is_read_but_not_written() -> None:
    data, sound = open_sound(encrypted("VelvetSweatshop"))
    assert data == LARGER
    assert sound.warnings == ("BUILT_IN_PASSWORD",)
    assert not sound.may_be_written


def test_any_other_password_stays_a_refusal() -> None:
    with pytest.raises(RefusedFileError) as caught:
        open_sound(encrypted("secret"))
    assert caught.value.code == "PASSWORD"


def test_a_sound_workbook_comes_back_as_it_is() -> None:
    data, sound = open_sound(books.SOUND)
    assert data is books.SOUND
    assert sound.may_be_written


@pytest.mark.parametrize("length", [1, 4, 100, len(books.SOUND) // 2, len(books.SOUND) - 22, len(books.SOUND) - 1])
def test_a_file_cut_short_is_damaged(length: int) -> None:
    assert books.refusal(books.SOUND[:length]).code in ("DAMAGED", "NOT_EXCEL")


@given(st.integers(0, len(books.SOUND) * 8 - 1))
def test_a_flipped_bit_passes_only_where_it_means_nothing(bit: int) -> None:
    data = bytearray(books.SOUND)
    data[bit // 8] ^= 1 << bit % 8
    try:
        inspect(bytes(data))
    except RefusedFileError:
        return
    # What came through reads as the workbook does.
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as spoilt, zipfile.ZipFile(io.BytesIO(books.SOUND)) as sound:
        assert {name: spoilt.read(name) for name in spoilt.namelist()} == {
            name: sound.read(name) for name in sound.namelist()
        }


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", books.SOUND[:300]]),
)
def test_any_bytes_are_refused_and_nothing_else_is_raised(data: bytes, beginning: bytes) -> None:
    books.refusal(beginning + data)


@given(st.integers(0, len(books.SOUND)), st.binary(max_size=8), st.integers(0, 8))
def test_any_splice_is_refused_or_read_and_nothing_else_is_raised(at: int, put: bytes, cut: int) -> None:
    with contextlib.suppress(RefusedFileError):
        inspect(books.SOUND[:at] + put + books.SOUND[at + cut :])


@pytest.mark.parametrize(
    "missing", [books.SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_missing_part_is_damage(missing: str) -> None:
    content = books.parts()
    del content[missing]
    assert books.refusal(books.packed(content)).code == "DAMAGED"


@pytest.mark.parametrize(
    ("part", "warning"),
    [
        ("xl/vbaProject.bin", "MACROS"),
        ("xl/externalLinks/externalLink1.xml", "EXTERNAL_LINKS"),
        ("xl/connections.xml", "CONNECTIONS"),
        ("_xmlsignatures/origin.sigs", "SIGNED"),
    ],
)
def test_what_deserves_attention_is_a_warning_with_a_sentence(part: str, warning: str) -> None:
    assert inspect(books.book(**{part: b"<a/>"})).warnings == (warning,)
    assert text(f"preflight.warnings.{warning}").endswith(".")


def test_macros_are_expected_in_a_workbook_saved_with_macros() -> None:
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    data = books.book(**{"[Content_Types].xml": books.types(main=kind), "xl/vbaProject.bin": b"x"})
    assert inspect(data, "a.xlsm").warnings == ()
    assert inspect(data, "a.xlsx").warnings == ("MACROS",)


def test_the_workbook_and_its_sheets_may_lie_anywhere() -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = {
        "[Content_Types].xml": books.types(("/book/main.xml", f"{books.KIND}.sheet.main+xml")),
        "_rels/.rels": books.relations(("officeDocument", "/book/main.xml")),
        "book/main.xml": books.workbook("Risks"),
        "book/_rels/main.xml.rels": books.relations(("worksheet", "../data/first.bin")),
        "data/first.bin": books.sheet(),
    }
    assert inspect(books.packed(content)) == Soundness()
    found = books.refusal(books.packed(content | {"data/first.bin": books.sheet(far)}))
    assert found.code == "STRAY_CELL"
    assert "Risks" in str(found)


def test_a_module_sheet_of_excel_5_has_no_part_and_is_no_damage() -> None:
    listed = books.workbook("Risks").replace("</sheets>", '<sheet name="M" sheetId="9" r:id=""/></sheets>')
    assert inspect(books.book(**{"xl/workbook.xml": listed})) == Soundness()


def test_a_sheet_to_which_nothing_leads_is_damage() -> None:
    listed = books.workbook("Risks").replace("</sheets>", '<sheet name="M" sheetId="9" r:id="rId9"/></sheets>')
    assert "nothing leads to it" in str(books.refusal(books.book(**{"xl/workbook.xml": listed})))


@pytest.mark.parametrize("cell", ['<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="A1"><f t="shared" si="0"/></c>'])
def test_formulas_are_noticed(cell: str) -> None:
    assert inspect(books.book(f'<row r="1">{cell}</row>')).has_formulas
