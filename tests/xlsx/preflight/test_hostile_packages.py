"""Packages that hide, hold or announce what no workbook does: each is refused before it can cost or do anything."""

from __future__ import annotations

import zipfile
import zlib

import pytest

from pipeline.xlsx.preflight import zip_parts as parts_module
from pipeline.xlsx.preflight.inspect import inspect
from pipeline.xlsx.preflight.verdict import Soundness
from tests.xlsx.preflight import books


@pytest.mark.parametrize("second", [books.SHEET, books.SHEET.upper(), books.SHEET.replace("/", "\\")])
def test_a_part_that_is_there_twice_is_suspicious(second: str) -> None:
    assert books.refusal(books.zipped([*books.parts().items(), (second, books.sheet())])).code == "SUSPICIOUS"


@pytest.mark.parametrize("name", ["../evil.xml", "xl/../../evil.xml", "/etc/evil.xml", "C:/evil.xml", "..\\evil.xml"])
def test_a_part_outside_the_workbook_is_suspicious(name: str) -> None:
    assert books.refusal(books.zipped([*books.parts().items(), (name, "<a/>")])).code == "SUSPICIOUS"


def test_too_many_parts_are_suspicious() -> None:
    assert books.refusal(books.packed(books.parts() | {f"xl/m/{n}.bin": b"" for n in range(2000)})).code == "SUSPICIOUS"


def test_a_list_of_parts_that_is_far_too_long_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = books.zipped([(f"xl/{'n' * 400}{n}", b"") for n in range(2500)], zipfile.ZIP_STORED)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert books.refusal(data).code == "SUSPICIOUS"


def test_parts_that_lie_over_one_another_are_suspicious() -> None:
    data = bytearray(books.packed({"a.bin": b"x" * 500, "b.bin": b"x" * 500}, zipfile.ZIP_STORED))
    second = data.rindex(b"PK\1\2")
    data[second + 42 : second + 46] = b"\x05\0\0\0"
    assert books.refusal(bytes(data)).code == "SUSPICIOUS"


def test_something_in_front_of_the_package_is_suspicious() -> None:
    assert books.refusal(b"PK\3\4" + b"\0" * 60 + books.SOUND).code == "SUSPICIOUS"


def test_a_zip_member_with_a_password_is_named() -> None:
    data = bytearray(books.SOUND)
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    assert books.refusal(bytes(data)).code == "PASSWORD"


def test_parts_packed_with_another_method_are_suspicious() -> None:
    assert books.refusal(books.packed(books.parts(), zipfile.ZIP_LZMA)).code == "SUSPICIOUS"


def test_a_bomb_is_refused_from_what_it_announces() -> None:
    assert books.refusal(books.book(**{"xl/media/a.bin": b"\0" * (30 << 20)})).code == "ZIP_BOMB"


def test_many_parts_that_are_too_much_together_are_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "MAX_UNPACKED", 3 << 20)
    data = books.packed(books.parts() | {f"xl/{n}.bin": bytes(1 << 20) for n in range(4)})
    assert books.refusal(data).code == "ZIP_BOMB"


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
    assert books.refusal(bytes(data)).code == "DAMAGED"
    assert sum(unpacked) < 2 << 20


DOCTYPE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize(
    "part", [books.SHEET, "xl/workbook.xml", "customXml/item1.xml", "xl/drawings/a.vml", "xl/x.bin"]
)
def test_a_document_type_is_refused_in_any_part_and_encoding(part: str, encoding: str) -> None:
    spoilt = (DOCTYPE + "<a>&e;</a>").encode(encoding)
    assert books.refusal(books.book(**{part: spoilt})).code == "DTD"


@pytest.mark.parametrize("before", [(1 << 20) - n for n in (1, 4, 8, 9, 12, 40)])
def test_a_document_type_across_two_pieces_is_found(before: int) -> None:
    spoilt = "<a>" + "x y z " * (before // 6) + " " * (before % 6 - 3) + DOCTYPE + "</a>"
    assert books.refusal(books.packed(books.parts() | {"xl/a.xml": spoilt}, zipfile.ZIP_STORED)).code == "DTD"


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
    assert books.refusal(bytes(data)).code in ("DTD", "STRAY_CELL")


def test_a_document_type_in_small_letters_counts() -> None:
    assert books.refusal(books.book(**{books.SHEET: "<!doctype a>" + books.sheet()})).code == "DTD"


def test_bytes_of_a_picture_that_look_like_a_document_type_do_not_matter() -> None:
    assert inspect(books.book(**{"xl/media/image1.png": b"\x89PNG <!DOCTYPE a>"})) == Soundness()


def test_a_sheet_in_an_encoding_that_no_workbook_has_is_named_as_that() -> None:
    spoilt = books.sheet().replace("?>", ' encoding="utf-7"?>')
    found = books.refusal(books.book(**{books.SHEET: spoilt}))
    assert found.code == "SUSPICIOUS"
    assert "encoding" in str(found)


def test_two_spellings_of_one_part_are_suspicious() -> None:
    twice = [*books.parts().items(), (books.SHEET.replace("sheet1", "sh%65et1"), books.sheet())]
    assert books.refusal(books.zipped(twice)).code == "SUSPICIOUS"
