"""Files that are no sound workbook: each is refused with its code, and a sentence that says what to do."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib

import msoffcrypto.format.ooxml
import olefile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files.errors import MAX_FILE, RefusedFileError
from pipeline.xlsx.preflight import zip_parts as parts_module
from pipeline.xlsx.preflight.decrypt import open_sound
from pipeline.xlsx.preflight.inspect import inspect
from pipeline.xlsx.preflight.verdict import Soundness
from schemas.wording.text import text
from tests.xlsx.preflight import books

SOUND = books.book()
# The library that encrypts for these tests does not manage files below 4 KB.
LARGER = books.packed(books.parts() | {"xl/media/image1.png": b"\x89PNG" + bytes(9_000)}, zipfile.ZIP_STORED)


def refusal(data: bytes, name: str = "") -> RefusedFileError:
    with pytest.raises(RefusedFileError) as caught:
        inspect(data, name)
    assert str(caught.value).endswith(".")
    return caught.value


def encrypted(password: str) -> bytes:
    file = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(LARGER)).encrypt(password, file)
    return file.getvalue()


def test_a_sound_workbook_passes() -> None:
    assert inspect(SOUND) == Soundness()


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
    assert refusal(data).code == code


def test_a_word_document_under_the_name_of_a_workbook_is_named() -> None:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    found = refusal(books.book(**{"[Content_Types].xml": books.types(main=kind)}))
    assert found.code == "NOT_EXCEL"
    assert "Word" in str(found)


def test_a_binary_workbook_is_to_be_saved_as_xlsx() -> None:
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    found = refusal(books.book(**{"[Content_Types].xml": books.types(main=kind)}))
    assert found.code == "XLSB"
    assert ".xlsx" in str(found)


def test_an_old_workbook_is_told_from_an_encrypted_one_by_its_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    data = encrypted("secret")
    assert refusal(data).code == "PASSWORD"
    monkeypatch.setattr(olefile.OleFileIO, "listdir", lambda self: [["Workbook"]])
    assert refusal(data).code == "OLD_XLS"
    monkeypatch.setattr(olefile.OleFileIO, "listdir", lambda self: [["WordDocument"]])
    assert refusal(data).code == "NOT_EXCEL"


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
    data, sound = open_sound(SOUND)
    assert data is SOUND
    assert sound.may_be_written


@pytest.mark.parametrize("length", [1, 4, 100, len(SOUND) // 2, len(SOUND) - 22, len(SOUND) - 1])
def test_a_file_cut_short_is_damaged(length: int) -> None:
    assert refusal(SOUND[:length]).code in ("DAMAGED", "NOT_EXCEL")


@given(st.integers(0, len(SOUND) * 8 - 1))
def test_a_flipped_bit_passes_only_where_it_means_nothing(bit: int) -> None:
    data = bytearray(SOUND)
    data[bit // 8] ^= 1 << bit % 8
    try:
        inspect(bytes(data))
    except RefusedFileError:
        return
    # What came through reads as the workbook does.
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as spoilt, zipfile.ZipFile(io.BytesIO(SOUND)) as sound:
        assert {name: spoilt.read(name) for name in spoilt.namelist()} == {
            name: sound.read(name) for name in sound.namelist()
        }


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\3\4", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", SOUND[:300]]))
def test_any_bytes_are_refused_and_nothing_else_is_raised(data: bytes, beginning: bytes) -> None:
    refusal(beginning + data)


@given(st.integers(0, len(SOUND)), st.binary(max_size=8), st.integers(0, 8))
def test_any_splice_is_refused_or_read_and_nothing_else_is_raised(at: int, put: bytes, cut: int) -> None:
    with contextlib.suppress(RefusedFileError):
        inspect(SOUND[:at] + put + SOUND[at + cut :])


@pytest.mark.parametrize(
    "missing", [books.SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_missing_part_is_damage(missing: str) -> None:
    content = books.parts()
    del content[missing]
    assert refusal(books.packed(content)).code == "DAMAGED"


@pytest.mark.parametrize("second", [books.SHEET, books.SHEET.upper(), books.SHEET.replace("/", "\\")])
def test_a_part_that_is_there_twice_is_suspicious(second: str) -> None:
    assert refusal(books.zipped([*books.parts().items(), (second, books.sheet())])).code == "SUSPICIOUS"


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "/etc/evil.xml", "C:/evil.xml", "..\\evil.xml"])
def test_a_part_outside_the_workbook_is_suspicious(name: str) -> None:
    assert refusal(books.zipped([*books.parts().items(), (name, "<a/>")])).code == "SUSPICIOUS"


def test_too_many_parts_are_suspicious() -> None:
    assert refusal(books.packed(books.parts() | {f"xl/m/{n}.bin": b"" for n in range(2000)})).code == "SUSPICIOUS"


def test_a_list_of_parts_that_is_far_too_long_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = books.zipped([(f"xl/{'n' * 400}{n}", b"") for n in range(2500)], zipfile.ZIP_STORED)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refusal(data).code == "SUSPICIOUS"


def test_parts_that_lie_over_one_another_are_suspicious() -> None:
    data = bytearray(books.packed({"a.bin": b"x" * 500, "b.bin": b"x" * 500}, zipfile.ZIP_STORED))
    second = data.rindex(b"PK\1\2")
    data[second + 42 : second + 46] = b"\x05\0\0\0"
    assert refusal(bytes(data)).code == "SUSPICIOUS"


def test_something_in_front_of_the_package_is_suspicious() -> None:
    assert refusal(b"PK\3\4" + b"\0" * 60 + SOUND).code == "SUSPICIOUS"


def test_a_zip_member_with_a_password_is_named() -> None:
    data = bytearray(SOUND)
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    assert refusal(bytes(data)).code == "PASSWORD"


def test_parts_packed_with_another_method_are_suspicious() -> None:
    assert refusal(books.packed(books.parts(), zipfile.ZIP_LZMA)).code == "SUSPICIOUS"


def test_a_bomb_is_refused_from_what_it_announces() -> None:
    assert refusal(books.book(**{"xl/media/a.bin": b"\0" * (30 << 20)})).code == "ZIP_BOMB"


def test_many_parts_that_are_too_much_together_are_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "MAX_UNPACKED", 3 << 20)
    data = books.packed(books.parts() | {f"xl/{n}.bin": bytes(1 << 20) for n in range(4)})
    assert refusal(data).code == "ZIP_BOMB"


def test_a_bomb_that_announces_little_is_unpacked_no_further_than_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(books.book(**{"xl/media/a.bin": b"\0" * (60 << 20)}))
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    unpacked: list[int] = []
    whole = parts_module._inflated

    def noted(piece: bytes) -> bytes:
        unpacked.append(len(piece))
        return piece

    monkeypatch.setattr(parts_module, "_inflated", lambda *given: (noted(piece) for piece in whole(*given)))
    assert refusal(bytes(data)).code == "DAMAGED"
    assert sum(unpacked) < 2 << 20


DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "part", [books.SHEET, "xl/workbook.xml", "customXml/item1.xml", "xl/drawings/a.vml", "xl/x.bin"]
)
def test_a_document_type_is_refused_in_any_part_and_encoding(part: str, encoding: str) -> None:
    spoilt = (DOCTYPE + "<a>&e;</a>").encode(encoding)
    assert refusal(books.book(**{part: spoilt})).code == "DTD"


@pytest.mark.parametrize("before", [(1 << 20) - n for n in (1, 4, 8, 9, 12, 40)])
def test_a_document_type_across_two_pieces_is_found(before: int) -> None:
    spoilt = "<a>" + "x y z " * (before // 6) + " " * (before % 6 - 3) + DOCTYPE + "</a>"
    assert refusal(books.packed(books.parts() | {"xl/a.xml": spoilt}, zipfile.ZIP_STORED)).code == "DTD"


def in_crumbs(content: bytes) -> bytes:
    """`content` packed so that every byte comes out alone: empty blocks fill the space between."""
    empty = b"\0\0\0\xff\xff" * (parts_module.FEED // 5 + 1)
    packed = b"".join(empty + b"\0\1\0\xfe\xff" + content[at : at + 1] for at in range(len(content)))
    return packed + b"\1\0\0\xff\xff"


@pytest.mark.parametrize("content", [DOCTYPE + "<a/>", books.sheet('<row><c r="XFD1048576"><v>1</v></c></row>')])
def test_a_part_that_unpacks_crumb_by_crumb_hides_nothing(content: str) -> None:
    crumbs = in_crumbs(content.encode())
    data = bytearray(books.packed(books.parts() | {"xl/a.xml": crumbs}, zipfile.ZIP_STORED))
    listed = data.rindex(b"PK\1\2")
    data[listed + 10 : listed + 12] = zipfile.ZIP_DEFLATED.to_bytes(2, "little")
    data[listed + 16 : listed + 20] = zlib.crc32(content.encode()).to_bytes(4, "little")
    data[listed + 24 : listed + 28] = len(content).to_bytes(4, "little")
    assert refusal(bytes(data)).code in ("DTD", "STRAY_CELL")


def test_a_document_type_in_small_letters_counts() -> None:
    assert refusal(books.book(**{books.SHEET: "<!doctype a>" + books.sheet()})).code == "DTD"


def test_bytes_of_a_picture_that_look_like_a_document_type_do_not_matter() -> None:
    assert inspect(books.book(**{"xl/media/image1.png": b"\x89PNG <!DOCTYPE a>"})) == Soundness()


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
    found = refusal(books.packed(content | {"data/first.bin": books.sheet(far)}))
    assert found.code == "STRAY_CELL"
    assert "Risks" in str(found)


def test_a_module_sheet_of_excel_5_has_no_part_and_is_no_damage() -> None:
    listed = books.workbook("Risks").replace("</sheets>", '<sheet name="M" sheetId="9" r:id=""/></sheets>')
    assert inspect(books.book(**{"xl/workbook.xml": listed})) == Soundness()


def test_a_sheet_to_which_nothing_leads_is_damage() -> None:
    listed = books.workbook("Risks").replace("</sheets>", '<sheet name="M" sheetId="9" r:id="rId9"/></sheets>')
    assert "nothing leads to it" in str(refusal(books.book(**{"xl/workbook.xml": listed})))


def test_a_sheet_in_an_encoding_that_no_workbook_has_is_named_as_that() -> None:
    spoilt = books.sheet().replace("?>", ' encoding="utf-7"?>')
    found = refusal(books.book(**{books.SHEET: spoilt}))
    assert found.code == "SUSPICIOUS"
    assert "encoding" in str(found)


def test_two_spellings_of_one_part_are_suspicious() -> None:
    twice = [*books.parts().items(), (books.SHEET.replace("sheet1", "sh%65et1"), books.sheet())]
    assert refusal(books.zipped(twice)).code == "SUSPICIOUS"


@pytest.mark.parametrize("cell", ['<c r="A1"><f>1+1</f><v>2</v></c>', '<c r="A1"><f t="shared" si="0"/></c>'])
def test_formulas_are_noticed(cell: str) -> None:
    assert inspect(books.book(f'<row r="1">{cell}</row>')).has_formulas
