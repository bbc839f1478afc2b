"""The zip file: unchanged members come out as the very bytes they went in."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import Any

import pytest

from pipeline.xlsx.ooxml.errors import WriteError
from pipeline.xlsx.ooxml.zip_archive import Archive, Packed


def archive(
    contents: Any,
    mode: Any = zipfile.ZIP_DEFLATED,
    comment: Any = b"",
    streamed: Any = False,
    wide: Any = False,
    prefix: Any = b"",
) -> Any:
    """A zip with these members; `streamed` writes data descriptors, `wide` zip64 fields."""
    data = Unseekable() if streamed else io.BytesIO()
    data.write(prefix)
    with zipfile.ZipFile(data, "w", mode) as out:
        for at, (name, content) in enumerate(contents.items()):
            info = zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, at * 2))
            info.external_attr, info.create_system, info.comment = 0o640 << 16, 3, b"about " + name.encode()
            info.compress_type = mode
            with out.open(info, "w", force_zip64=wide) as member:
                member.write(content)
        out.comment = comment
    return data.getvalue()


class Unseekable(io.BytesIO):
    """A stream that cannot go back, so that sizes follow the data."""

    def seekable(self) -> Any:
        return False

    def seek(self, *_: Any) -> Any:
        raise io.UnsupportedOperation

    def tell(self) -> Any:
        raise io.UnsupportedOperation


CONTENTS = {"a.xml": b"alpha " * 50, "é/b.xml": b"beta", "c.bin": bytes(range(256))}


@pytest.mark.parametrize("options", [
    {}, {"mode": zipfile.ZIP_STORED}, {"streamed": True}, {"wide": True}, {"streamed": True, "wide": True},
    {"comment": b"a note"},
])  # fmt: skip
def test_a_changed_member_leaves_the_others_raw(options: Any) -> None:
    before = archive(CONTENTS, **options)
    old = Archive(before)
    after = old.rebuilt({"é/b.xml": Packed.of(b"new beta")}, set())
    new = Archive(after)
    for name in ("a.xml", "c.bin"):
        assert raw(after, new, name) == raw(before, old, name)
    with zipfile.ZipFile(io.BytesIO(after)) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == {**CONTENTS, "é/b.xml": b"new beta"}
        assert list(CONTENTS) == found.namelist()
        assert found.comment == options.get("comment", b"")


def raw(data: Any, opened: Any, name: str) -> Any:
    member = next(member for member in opened.members if member.name == name)
    return data[member.start : member.end]


def test_a_changed_member_keeps_its_time_attributes_and_note() -> None:
    before = archive(CONTENTS)
    after = Archive(before).rebuilt({"c.bin": Packed.of(b"x")}, set())
    old, new = (zipfile.ZipFile(io.BytesIO(data)).getinfo("c.bin") for data in (before, after))
    for field in ("date_time", "external_attr", "create_system", "comment", "filename"):
        assert getattr(new, field) == getattr(old, field)


def test_a_dropped_member_is_gone() -> None:
    after = Archive(archive(CONTENTS)).rebuilt({}, {"a.xml"})
    assert zipfile.ZipFile(io.BytesIO(after)).namelist() == ["é/b.xml", "c.bin"]


def test_the_same_change_gives_the_same_bytes() -> None:
    before = archive(CONTENTS)
    assert Archive(before).rebuilt({"a.xml": Packed.of(b"x")}, set()) == Archive(before).rebuilt(
        {"a.xml": Packed.of(b"x")}, set()
    )


def test_nothing_changed_gives_the_same_bytes() -> None:
    before = archive(CONTENTS, comment=b"note")
    assert Archive(before).rebuilt({}, set()) == before


def test_bytes_before_the_archive_stay() -> None:
    before = archive(CONTENTS, prefix=b"#!stub\n")
    after = Archive(before).rebuilt({"a.xml": Packed.of(b"x")}, set())
    assert after.startswith(b"#!stub\n")
    assert zipfile.ZipFile(io.BytesIO(after)).read("c.bin") == CONTENTS["c.bin"]


def test_offsets_in_zip64_fields_are_followed_and_corrected() -> None:
    """As some programs write them: the offset in the extra field although it would fit."""
    before = archive({"a.xml": b"alpha", "b.xml": b"beta"})
    directory = before.rindex(b"PK\1\2")
    entry = bytearray(before[directory : before.rindex(b"PK\5\6")])
    offset = struct.unpack_from("<L", entry, 42)[0]
    names = struct.unpack_from("<H", entry, 28)[0]
    struct.pack_into("<L", entry, 42, 0xFFFFFFFF)
    struct.pack_into("<H", entry, 30, 12)
    entry[46 + names : 46 + names] = struct.pack("<HHQ", 1, 8, offset)
    end = bytearray(before[before.rindex(b"PK\5\6") :])
    struct.pack_into("<L", end, 12, struct.unpack_from("<L", end, 12)[0] + 12)
    wide = before[:directory] + bytes(entry) + bytes(end)
    after = Archive(wide).rebuilt({"a.xml": Packed.of(b"alpha and much more of it")}, set())
    assert zipfile.ZipFile(io.BytesIO(after)).read("b.xml") == b"beta"
    assert Archive(after).read("b.xml") == b"beta"


@pytest.mark.parametrize("harm", [
    lambda data: data[:-10], lambda data: data[: len(data) // 2], lambda data: b"", lambda data: b"PK" + data[40:],
])  # fmt: skip
def test_a_damaged_archive_is_refused(harm: Any) -> None:
    with pytest.raises(WriteError, match="damaged"):
        Archive(harm(archive(CONTENTS)))


def test_a_member_that_was_tampered_with_is_refused() -> None:
    data = bytearray(archive(CONTENTS, zipfile.ZIP_STORED))
    data[data.index(b"alpha")] ^= 1
    with pytest.raises(WriteError, match="damaged"):
        Archive(bytes(data)).read("a.xml")


def test_a_name_that_stands_twice_is_refused() -> None:
    data = archive({"a.xml": b"1", "b.xml": b"2"}).replace(b"b.xml", b"A.xml")
    with pytest.raises(WriteError, match="twice"):
        Archive(data)


def test_a_member_is_held_as_it_stands_elsewhere_only_byte_for_byte() -> None:
    one, other = Archive(archive(CONTENTS)), Archive(archive(CONTENTS, prefix=b"before it"))
    (source, *_), (member, second, *_) = one.members, other.members
    assert other.holds(member, one, source)
    assert not other.holds(second, one, source)
    assert not other.holds(member._replace(end=member.end + 1), one, source)
    assert not other.holds(member, one, source._replace(end=source.end - 1))
